"""Facts are made of masked text and keys: nothing in them names a customer."""

from __future__ import annotations

from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.core.facts import Facts, Frame, first_words, read
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


def test_a_settled_reason_is_neither_resolved_nor_looked_for() -> None:
    frame = Frame(default_playbook(), default_tree())
    double = (Turn(role="customer", text="Vous m’avez prélevé deux fois"),)
    said = [
        Conversation(id="found", turns=double),
        Conversation(id="given", turns=double, reason="remboursement"),
        Conversation(id="settled", turns=double, reason="outage.slow", reason_settled=True),
        Conversation(id="none", turns=double, reason_settled=True),
    ]
    rows = read(said, frame).conversations.to_pylist()
    assert [(row["reason"], row["origin"], row["reason_given"]) for row in rows] == [
        ("billing.double_charge", "billing", False),
        ("billing.refund_awaited", "billing", True),
        ("outage.slow", "network", True),
        (None, None, True),
    ]


def test_a_settled_origin_stands_in_for_that_of_the_reason() -> None:
    frame = Frame(default_playbook(), default_tree())
    double = (Turn(role="customer", text="Vous m’avez prélevé deux fois"),)
    silent = (Turn(role="customer", text="Bonjour"),)
    said = [
        Conversation(id="follows", turns=double),
        Conversation(id="both", turns=double, settled_origin="it", settled_demand="value"),
        Conversation(id="origin", turns=double, settled_origin="it"),
        Conversation(id="demand", turns=double, settled_demand="value"),
        Conversation(id="no reason", turns=silent, settled_origin="partner"),
    ]
    rows = read(said, frame).conversations.to_pylist()
    assert [(row["reason"], row["origin"], row["demand"]) for row in rows] == [
        ("billing.double_charge", "billing", "failure"),
        ("billing.double_charge", "it", "value"),
        ("billing.double_charge", "it", "failure"),
        ("billing.double_charge", "billing", "value"),
        (None, "partner", None),
    ]


def test_the_first_words_are_those_a_reason_is_found_in() -> None:
    later = [Turn(role="customer", text=f"message {number}") for number in range(3)]
    one = CONVERSATION.model_copy(update={"turns": (*CONVERSATION.turns, *later)})
    silent = Conversation(id="2", turns=(Turn(role="agent", text="Bonjour"),))
    rows = dict(first_words([one, silent]).iter_rows())
    assert rows["1"].splitlines()[1:] == ["[NAME] à l’appareil.", "Vous êtes là ?", "message 0"]
    assert "Martin" not in rows["1"]
    assert rows["2"].strip() == ""
