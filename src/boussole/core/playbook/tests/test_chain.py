"""The chain that explains a moment, the point to talk about, and the weekly draw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boussole.core.playbook.chain import Case, Found, Link, Message, answers, chain
from boussole.core.playbook.listening import Drawable, draw
from boussole.core.playbook.rules import KINDS, SUCCESSES
from boussole.core.playbook.saying import DONE, EXPRESSED, LACKED
from boussole.core.playbook.turning import shown_by, turning_point
from boussole.core.signals import ACT_NAMES, CUSTOMER_NAMES

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def message(turn: int, role: str, text: str = "Bonjour.", **signals: float) -> Message:
    """A message ten minutes after the one before; each signal is shown by its whole text."""
    found = tuple(Found(name, strength, 0, len(text)) for name, strength in signals.items())
    at = START + timedelta(minutes=10 * turn)
    tension = signals.get("dissatisfaction", 0.0)
    return Message(turn, role, text, tension, at, found=found)


LATE = [
    message(0, "customer", "J’attends depuis trois semaines."),
    message(1, "agent", "Le délai est de dix jours.", explanation=0.9),
    message(2, "customer", "C’est inadmissible.", dissatisfaction=2.4, manager_request=0.9),
    message(3, "agent", "Il faut patienter.", explanation=0.9),
    message(4, "customer", "Vous m’écoutez ?"),
    message(5, "agent", "Comme indiqué, dix jours."),
    message(6, "customer", "Votre responsable !", dissatisfaction=3.0, manager_request=0.9),
]
CASE = Case("late_escalation", 2, (3, 5, 6))


def told(links: Iterable[Link]) -> list[tuple[int, str]]:
    return [(one.turn, one.said.fr) for one in links]


def point(messages: list[Message], case: Case) -> int | None:
    found = turning_point(messages, case)
    return found.turn if found else None


def test_a_chain_says_what_was_expressed_and_what_replies_went_without() -> None:
    assert told(chain(LATE, CASE)) == [
        (2, "Le client exprime une insatisfaction nette et demande un responsable."),
        (3, "La réponse explique, sans reconnaître la situation ni passer le relais."),
        (5, "La réponse poursuit sans reconnaître la situation ni passer le relais."),
        (
            6,
            "Le client exprime une insatisfaction forte et demande un responsable.",
        ),
        (6, "Aucune réponse ne suit."),
    ]


def test_a_chain_marks_what_carries_and_quotes_it() -> None:
    links = chain(LATE, CASE)
    assert [one.turn for one in links if one.carries] == [2]
    assert LATE[2].text[links[0].start : links[0].end] == "C’est inadmissible."


def test_a_rise_is_told_as_a_rise() -> None:
    rising = [
        message(0, "customer", dissatisfaction=1.2),
        message(1, "agent", refusal=0.9),
        message(2, "customer", dissatisfaction=2.6),
    ]
    rising[1] = Message(1, "agent", "Non.", 1.2, found=rising[1].found)
    links = chain(rising, Case("derailment", 1, (2,)))
    assert [one.kind for one in links] == ["expressed", "answer", "rise", "unanswered"]
    assert links[2].said.en == "The customer expresses clear dissatisfaction, more than before."
    assert links[1].said.en == "The reply refuses, without acknowledging the situation."


def test_an_apology_stands_for_an_acknowledgement() -> None:
    case = Case("derailment", 1)
    sorry = [message(0, "customer"), message(1, "agent", refusal=0.9, apology=0.9)]
    assert told(chain(sorry, case)) == [(1, "La réponse présente des excuses et refuse.")]


def test_an_upstream_cause_holds_nothing_lacking_against_the_replies() -> None:
    links = chain(LATE, Case("late_escalation", 2, (3, 5, 6), upstream=True))
    assert not [one for one in links if "sans" in one.said.fr]


def test_a_long_wait_is_a_link_and_a_short_one_is_not() -> None:
    slow = [
        message(0, "customer", dissatisfaction=2.5),
        Message(1, "agent", "Oui.", 2.5, START + timedelta(hours=26)),
        message(2, "customer"),
    ]
    links = chain(slow, Case("late_escalation", 0, (1,)))
    assert [one.said.fr for one in links if one.kind == "wait"] == [
        "Le client attend 1\u00a0j 2\u00a0h."
    ]
    assert not [one for one in chain(LATE, CASE) if one.kind == "wait"]


def test_notes_and_system_lines_are_nobody_s_answer() -> None:
    noted = [
        message(0, "customer", dissatisfaction=2.5),
        Message(1, "agent", "Client difficile.", public=False, found=(Found("refusal", 1, 0, 5),)),
        Message(2, "system", "Transféré."),
        message(3, "customer", "Alors ?"),
    ]
    assert [one.turns for one in answers(noted)] == [(0, 3)]
    assert not [one for one in chain(noted, Case("derailment", 0, (3,))) if one.kind == "answer"]


def test_every_signal_and_act_can_be_said() -> None:
    assert set(EXPRESSED) | {"dissatisfaction"} == set(CUSTOMER_NAMES)
    assert set(DONE) == set(LACKED) == set(ACT_NAMES)


MESSAGES = st.lists(
    st.tuples(
        st.sampled_from(["customer", "agent", "bot", "system"]),
        st.booleans(),
        st.dictionaries(
            st.sampled_from([*CUSTOMER_NAMES, *ACT_NAMES]), st.floats(0.5, 3), max_size=3
        ),
        st.text(max_size=60),
    ),
    min_size=1,
    max_size=14,
)


@given(said=MESSAGES, kind=st.sampled_from(KINDS), data=st.data())
def test_any_conversation_gives_links_in_order_with_passages_of_its_messages(
    said: list[tuple[str, bool, dict[str, float], str]], kind: str, data: st.DataObject
) -> None:
    messages = [
        Message(
            turn=turn,
            role=role,
            text=text,
            public=public,
            at=START + timedelta(minutes=turn * 90),
            found=tuple(Found(name, s, 0, len(text)) for name, s in signals.items()),
        )
        for turn, (role, public, signals, text) in enumerate(said)
    ]
    places = st.integers(0, len(messages) - 1)
    case = Case(kind, data.draw(places), tuple(data.draw(st.lists(places, max_size=4))))  # type: ignore[arg-type]
    links = chain(messages, case)
    for one in links:
        assert 0 <= one.start <= one.end <= len(messages[one.turn].text)
        assert one.said.fr.endswith(".")
        assert one.said.en.endswith(".")
    assert [one.turn for one in links] == sorted(one.turn for one in links)
    assert sum(one.carries for one in links) <= 1
    turned = turning_point(messages, case)
    if turned is not None:
        chosen = messages[turned.turn]
        assert (chosen.role, chosen.public) == ("agent", True)
        assert "{" not in turned.why.fr + turned.why.en


def test_the_point_of_a_late_escalation_is_the_reply_to_the_first_clear_word() -> None:
    earlier = [message(0, "customer", manager_request=0.9), *LATE[1:]]
    assert point(LATE, CASE) == 3
    turned = turning_point(earlier, CASE)
    assert turned is not None
    assert turned.turn == 1
    assert "message 1," in turned.why.fr


def test_the_point_of_a_broken_promise_is_the_promise() -> None:
    broken = [
        message(0, "customer"),
        message(1, "agent", commitment=0.9),
        message(2, "agent"),
        message(3, "customer", dissatisfaction=2.0),
        message(4, "agent", apology=0.9),
    ]
    assert point(broken, Case("broken_promise", 3)) == 1
    forgotten = [broken[0], message(1, "agent"), *broken[2:]]
    assert point(forgotten, Case("broken_promise", 3)) == 4


def test_the_point_is_the_reply_that_carries_the_moment_and_nothing_without_a_reply() -> None:
    assert point(LATE, Case("derailment", 3, (4,))) == 3
    assert turning_point([message(0, "customer")], Case("late_escalation", 0)) is None


def test_every_failure_has_successes_that_show_what_else_can_be_done() -> None:
    for kind in KINDS:
        assert set(shown_by(kind)) <= set(SUCCESSES)


DRAWABLE = st.lists(
    st.builds(
        Drawable,
        team=st.integers(1, 3),
        conversation=st.integers(1, 10_000),
        agent=st.integers(1, 8),
    ),
    unique_by=lambda one: one.conversation,
    max_size=60,
)


@given(found=DRAWABLE, weeks=st.integers(0, 52))
def test_the_draw_is_small_fair_and_the_same_again(found: list[Drawable], weeks: int) -> None:
    week = date(2026, 3, 2) + timedelta(weeks=weeks)
    drawn = draw(found, week)
    assert drawn == draw(reversed(found), week)
    assert set(drawn) <= set(found)
    for team in {one.team for one in found}:
        ours = [one for one in drawn if one.team == team]
        agents = {one.agent for one in found if one.team == team}
        assert len(ours) == min(3, len(agents))
        assert len({one.agent for one in ours}) == len(ours)


def test_the_draw_changes_with_the_week_and_gives_agents_the_same_chance() -> None:
    found = [Drawable(1, n, 1 if n < 40 else n - 38) for n in range(44)]
    weeks = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(200)]
    drawn = [frozenset(one.agent for one in draw(found, week)) for week in weeks]
    assert len(set(drawn)) > 5
    # Agent 1 has forty of the forty-four conversations, and is drawn like the four others: three weeks in five.
    times = sum(1 in agents for agents in drawn)
    assert 90 < times < 150
