"""The customer reacts to what was done, the same way for the same seed, and every play ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.roleplay import (
    Act,
    Heard,
    Play,
    PlayOverError,
    RolePlayError,
    Span,
    answer,
    begin,
    replay,
    shipped_scenarios,
)
from boussole.core.roleplay.tests.small import did, small
from boussole.core.signals.catalogue import ACT_NAMES

SCENARIOS = {one.key: one for one in shipped_scenarios()}


def after(*answers: Heard) -> Play:
    """The small play after these answers."""
    return replay(small(), "en", 1, answers)


def causes(play: Play) -> list[tuple[str, int]]:
    """Why tension moved in the last exchange."""
    return [(one.cause, one.change) for one in play.exchanges[-1].shifts]


@pytest.mark.parametrize(
    ("acts", "tension", "why"),
    [
        (("acknowledgement",), 1, ("acknowledgement", -1)),
        (("reformulation",), 1, ("reformulation", -1)),
        (("apology",), 1, ("apology", -1)),
        (("commitment",), 1, ("commitment", -1)),
        (("handover",), 1, ("handover", -1)),
        (("open_question",), 2, ("question", 0)),
        (("refusal",), 3, ("refused", 1)),
        (("apology", "refusal"), 3, ("refused", 1)),
        (("explanation",), 3, ("explained", 1)),
        (("offer",), 3, ("offered", 1)),
        ((), 2, ("nothing", 0)),
    ],
)
def test_an_act_moves_tension_and_the_reason_is_kept(
    acts: tuple[str, ...], tension: int, why: tuple[str, int]
) -> None:
    play = after(did(*acts))
    assert play.tension == tension
    assert why in causes(play)


def test_a_refusal_that_is_explained_to_someone_who_was_heard_does_not_raise_tension() -> None:
    assert after(did("acknowledgement", "refusal", "explanation")).tension == 1


def test_an_explanation_after_an_acknowledgement_does_not_raise_tension() -> None:
    assert after(did("acknowledgement"), did("explanation")).tension == 1


def test_two_answers_in_a_row_without_an_act_try_patience() -> None:
    play = after(did(), did())
    assert causes(play) == [("ignored", 1)]
    assert play.tension == 3


def test_putting_the_fault_on_the_customer_raises_tension() -> None:
    play = after(Heard("Calm down.", blame=Span(0, 9)))
    assert causes(play) == [("blamed", 1)]


def test_a_formula_said_again_and_again_eases_no_more() -> None:
    play = after(*[did("apology", "open_question")] * 3)
    assert causes(play)[0] == ("again", 0)


def test_tension_falls_by_one_step_in_an_answer_however_much_is_done() -> None:
    play = after(did("acknowledgement", "reformulation", "apology", "commitment"))
    assert (play.exchanges[0].before, play.exchanges[0].after) == (2, 1)
    assert [change for _, change in causes(play)] == [-1, 0, 0, 0]


def test_a_point_that_eases_does_so_once() -> None:
    play = after(did(points=("refund",)))
    assert play.tension == 1
    assert after(did(points=("refund",)), did("offer", points=("refund",))).tension == 2


def test_an_offer_is_no_intrusion_once_the_request_is_settled() -> None:
    settled = (did("acknowledgement"), did("acknowledgement", "commitment"))
    assert after(*settled).place == "waiting"
    assert after(*settled, did("offer")).tension == 0
    assert after(did("acknowledgement"), did("offer")).tension == 2


def test_a_fact_is_told_for_an_open_question_and_only_once() -> None:
    play = after(did("open_question"), did("open_question"), did("open_question"))
    assert [exchange.given for exchange in play.exchanges] == ["gift", "moved", None]
    assert [exchange.spoken.scripted for exchange in play.exchanges] == [
        "It is a gift.", "I have moved.", "Still late.",
    ]  # fmt: skip


def test_the_fact_that_is_asked_for_is_told_first() -> None:
    asked = Heard(
        "What is your address?", acts=(Act("open_question", Span(0, 4)),), asks=("moved",)
    )
    assert after(asked).exchanges[0].given == "moved"


def test_a_move_is_made_when_its_condition_holds() -> None:
    assert after(did("commitment")).place == "opening"
    play = after(did("acknowledgement"), did("commitment"), did("closing_check"))
    assert play.place == "happy"
    assert play.ending is not None
    assert play.exchanges[-1].spoken.text == "Thank you."


def test_a_customer_who_stays_at_the_highest_tension_leaves() -> None:
    assert after(did("refusal")).place == "opening"
    assert after(did("refusal"), did("refusal")).place == "gone"


def test_a_play_ends_at_its_limit() -> None:
    play = after(*[did("acknowledgement", "open_question")] * 9)
    assert (play.place, len(play.exchanges)) == ("nothing", 6)


def test_nobody_answers_after_the_end() -> None:
    with pytest.raises(PlayOverError, match="begin another"):
        answer(after(did("refusal"), did("refusal")), did())


def test_a_language_that_is_not_written_is_refused() -> None:
    with pytest.raises(RolePlayError, match="fr"):
        begin(small(), "fr", 1)


def test_the_customer_reacts_to_a_refusal_before_insisting() -> None:
    said = after(did("refusal")).exchanges[0].spoken.text
    assert said.endswith("Still late.")
    assert len(said) > len("Still late.")


ANSWERS = st.builds(
    lambda acts, blame: Heard(
        " ".join(acts), tuple(Act(name, Span(0, 0)) for name in acts), blame=blame
    ),
    st.lists(st.sampled_from(ACT_NAMES), unique=True, max_size=4),
    st.sampled_from([None, None, None, Span(0, 1)]),
)


@given(
    key=st.sampled_from(sorted(SCENARIOS)),
    language=st.sampled_from(["fr", "en"]),
    seed=st.integers(0, 2**32),
    answers=st.lists(ANSWERS, min_size=30, max_size=30),
)
def test_any_play_ends_in_time_within_bounds_and_is_replayed_the_same(
    key: str, language: str, seed: int, answers: list[Heard]
) -> None:
    scenario = SCENARIOS[key]
    play = replay(scenario, "fr" if language == "fr" else "en", seed, answers)
    assert play.over
    assert 0 < len(play.exchanges) <= scenario.limit.answers
    assert play == replay(scenario, play.language, seed, answers)
    for exchange in play.exchanges:
        assert 0 <= exchange.after <= 3
        change = sum(reason.change for reason in exchange.shifts)
        assert -1 <= change <= 2
        assert exchange.after == min(max(exchange.before + change, 0), 3)
        assert exchange.spoken.text.strip()
        assert all(reason.text.fr and reason.text.en for reason in exchange.shifts)


def test_another_seed_gives_other_words() -> None:
    scenario = SCENARIOS["late_parcel"]
    openings = {begin(scenario, "fr", seed).opening.text for seed in range(20)}
    assert openings == set(scenario.states[0].lines.fr)
