"""Facts are made of masked text and keys: nothing in them names a customer."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.core.facts import Facts, Frame, first_words, joined, judge, read
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


SAID = (
    ("customer", "Bonjour, ça fait trois semaines que j’attends, c’est inadmissible."),
    ("agent", "Bonjour, le délai habituel est de dix jours ouvrés."),
    ("agent", "Je comprends votre attente, je m’en occupe tout de suite."),
    ("customer", "Passez-moi votre responsable, c’est la deuxième fois que je le demande."),
    ("customer", "Merci beaucoup, c’est parfait."),
)
TALKS = st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=7), min_size=1, max_size=6)


@cache
def frame_at(threshold: float) -> Frame:
    playbook = default_playbook()
    rules = tuple(one.model_copy(update={"threshold": threshold}) for one in playbook.rules)
    return Frame(playbook.model_copy(update={"rules": rules}), default_tree())


def talked(talks: list[list[tuple[str, str]]]) -> list[Conversation]:
    return [
        Conversation.model_validate(
            {"id": str(place), "turns": [{"role": role, "text": text} for role, text in talk]}
        )
        for place, talk in enumerate(talks)
    ]


@settings(max_examples=12)
@given(talks=TALKS, threshold=st.sampled_from([0.3, 0.4, 0.7]))
def test_what_was_read_is_judged_as_if_it_were_read_again(
    talks: list[list[tuple[str, str]]], threshold: float
) -> None:
    known = read(talked(talks), frame_at(0.5))
    again = read(talked(talks), frame_at(threshold))
    moments = judge(known.turns, known.conversations, frame_at(threshold).playbook)
    assert again == Facts(known.turns, known.conversations, known.answers, moments)


@settings(max_examples=12)
@given(talks=TALKS, cut=st.integers(min_value=0, max_value=6))
def test_batches_put_together_are_one(talks: list[list[tuple[str, str]]], cut: int) -> None:
    nouns, frame = talked(talks), frame_at(0.5)
    parts = [read(part, frame) for part in (nouns[:cut], nouns[cut:]) if part]
    whole = read(nouns, frame)
    assert joined(parts) == whole
    kept = whole.of(one.id for one in nouns[:1])
    assert kept == joined([read(nouns[:1], frame)])
