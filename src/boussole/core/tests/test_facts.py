"""Facts are made of masked text and keys: nothing in them names a customer."""

from __future__ import annotations

from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.core.facts import Facts, Frame, read
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree

CONVERSATION = Conversation(
    id="1",
    subject="Facture de Claire Martin",
    customer=Party(id="c-1", name="Claire Martin", email="claire.martin@example.org"),
    agent=Party(name="Sam Petit"),
    turns=(
        Turn(role="customer", text="Claire Martin à l’appareil.", author="Claire Martin"),
        Turn(role="customer", text="Vous êtes là ?", author="claire.martin@example.org"),
        Turn(role="agent", text="Bonjour Madame Martin.", author="Sam Petit"),
    ),
    answers=(Answer(kind="csat", scale=5, value=4, comment="Claire Martin, satisfaite"),),
)


def facts() -> Facts:
    return read([CONVERSATION], Frame(default_playbook(), default_tree()))


def test_nothing_in_facts_names_the_customer() -> None:
    for name, table in facts().tables().items():
        said = str(table.to_pylist()).casefold()
        for word in ("claire", "martin", "example.org", "c-1"):
            assert word not in said, f"{name} says {word}"


def test_an_agent_keeps_the_name_they_work_under() -> None:
    assert facts().turns.column("author").to_pylist() == [None, None, "Sam Petit"]
