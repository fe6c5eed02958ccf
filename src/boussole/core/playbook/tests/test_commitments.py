"""A commitment is judged on the interval: held, not held, or not to be said."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.metrics import METRICS, Estimate, Interval, Point, Statistics, estimate
from boussole.core.playbook import (
    HOLDS_NAMES,
    Commitment,
    PlaybookFormatError,
    default_playbook,
    dump,
    holds,
    load,
)
from boussole.core.text import Text

SAID = Text(fr="Dit", en="Said")


def commitment(metric: str, **said: Any) -> Commitment:
    return Commitment(key="ours", name=SAID, promise=SAID, why=SAID, metric=metric, **said)


def seen(metric: str, value: float, low: float | None, high: float | None) -> Estimate:
    return Estimate(metric, "ok", 100, value, low, high)


@pytest.mark.parametrize(
    ("value", "low", "high", "state"),
    [
        (0.85, 0.80, 0.90, "held"),
        (0.85, 0.79, 0.90, "cannot_be_said"),
        (0.75, 0.70, 0.80, "cannot_be_said"),
        (0.75, 0.70, 0.799, "not_held"),
    ],
)
def test_more_is_promised(value: float, low: float, high: float, state: str) -> None:
    assert holds(commitment("csat", at_least=0.8), seen("csat", value, low, high)).state == state


@pytest.mark.parametrize(
    ("low", "high", "state"),
    [
        (100.0, 3600.0, "held"),
        (100.0, 3601.0, "cannot_be_said"),
        (3600.0, 9000.0, "cannot_be_said"),
        (3601.0, 9000.0, "not_held"),
        (None, 3600.0, "held"),
        (3601.0, None, "not_held"),
        (3000.0, None, "cannot_be_said"),
        (None, None, "cannot_be_said"),
    ],
)
def test_less_is_promised_and_a_bound_that_is_unknown_decides_nothing(
    low: float | None, high: float | None, state: str
) -> None:
    hour = commitment("first_response", at_most=3600)
    assert holds(hour, seen("first_response", 3600, low, high)).state == state


def test_nine_in_ten_is_judged_on_its_own_interval() -> None:
    quick = Estimate(
        "first_response", "ok", 100, 600, 500, 700, p90=Interval(9000.0, 8000.0, 10000.0)
    )
    assert holds(commitment("first_response", at_most=3600), quick).state == "held"
    most = holds(commitment("first_response", at_most=3600, quantile=0.9), quick)
    assert most.state == "not_held"
    assert most.words == Text(
        fr="Non tenu\u00a0: 2\u00a0h 30\u00a0min (2\u00a0h 13\u00a0min à 2\u00a0h 47\u00a0min)\u00a0; l’engagement est d’au plus 1\u00a0h "
        "pour neuf clients sur dix.",
        en="Not held: 2\u00a0h 30\u00a0min (2\u00a0h 13\u00a0min to 2\u00a0h 47\u00a0min); the commitment is at most 1\u00a0h for nine "
        "customers in ten.",
    )


def test_below_the_minimum_nothing_is_said_of_a_perfect_record() -> None:
    least = METRICS["csat"].minimum_n
    few = estimate(METRICS["csat"], Statistics("csat", least - 1, successes=least - 1))
    found = holds(commitment("csat", at_least=0.1), few)
    assert found.state == "cannot_be_said"
    assert "9\u00a0réponses, il en faut au moins 10" in found.words.fr
    enough = estimate(METRICS["csat"], Statistics("csat", 40, successes=39))
    assert holds(commitment("csat", at_least=0.8), enough).state == "held"


def test_contacts_that_have_not_had_their_time_are_awaited() -> None:
    early = Estimate("durability", "immature", 4, immature_n=60)
    found = holds(commitment("durability", at_least=0.8), early)
    assert found.state == "cannot_be_said"
    assert found.words.en == (
        "Too early to say: 60 contacts have not had the 7 days that this indicator gives them."
    )


def test_requests_that_still_wait_do_not_pass_for_answered() -> None:
    waiting = Statistics(
        "first_response", 40, points=(Point(600, observed=12), Point(90_000, 0, censored=28))
    )
    found = holds(
        commitment("first_response", at_most=3600, quantile=0.9),
        estimate(METRICS["first_response"], waiting),
    )
    assert found.state != "held"


def test_another_metrics_estimate_is_refused() -> None:
    with pytest.raises(ValueError, match="judged on csat"):
        holds(commitment("csat", at_least=0.8), seen("ces", 0.9, 0.85, 0.95))


shares = st.floats(min_value=0.01, max_value=0.99)


@given(st.lists(shares, min_size=3, max_size=3), shares, st.floats(min_value=0, max_value=0.3))
def test_a_wider_interval_never_says_more(bounds: list[float], target: float, more: float) -> None:
    low, value, high = sorted(bounds)
    for metric, ours in (
        ("csat", commitment("csat", at_least=target)),
        ("effort_expressed", commitment("effort_expressed", at_most=target)),
    ):
        narrow = holds(ours, seen(metric, value, low, high)).state
        wide = holds(ours, seen(metric, value, low - more, high + more)).state
        assert wide in {narrow, "cannot_be_said"}
        kept = value >= target if metric == "csat" else value <= target
        assert narrow != ("not_held" if kept else "held")


@given(
    st.sampled_from(["ok", "insufficient", "immature"]), st.lists(shares, min_size=3, max_size=3)
)
def test_every_verdict_has_its_sentence_in_both_languages(state: Any, bounds: list[float]) -> None:
    low, value, high = sorted(bounds)
    for ours in default_playbook().commitments:
        given_ = (value, low, high) if state == "ok" else (None, None, None)
        found = holds(ours, Estimate(ours.metric, state, 4, *given_))
        assert found.state in HOLDS_NAMES
        for said in (found.words.fr, found.words.en):
            assert said.endswith(".")
            assert "{" not in said
            assert "'" not in said


@pytest.mark.parametrize(
    ("metric", "said", "problem"),
    [
        ("csta", {"at_least": 0.8}, "no metric; one of: csat"),
        ("csat", {"at_least": 80}, "csat is in share, strictly between 0 and 1; 80 is outside"),
        ("csat", {"at_least": 1}, "strictly between"),
        ("csat", {"at_most": 0.8}, "csat is better higher: give at_least"),
        ("csat", {}, "give at_least, and it alone"),
        ("first_response", {"at_most": 60, "at_least": 5}, "give at_most, and it alone"),
        ("first_response", {"at_most": 60, "quantile": 0.95}, "quantile is 0.5 or 0.9"),
        ("csat", {"at_least": 0.8, "quantile": 0.9}, "quantile is for durations"),
        ("contacts", {"at_most": 100}, "neither more nor less is better"),
        ("csat", {"at_least": 0.8, "until": "June"}, "Extra inputs"),
    ],
)
def test_a_mistake_names_the_commitment_on_one_line(
    metric: str, said: dict[str, Any], problem: str
) -> None:
    playbook = default_playbook().model_dump(mode="json", by_alias=True, exclude_none=True)
    text = {"fr": "Dit", "en": "Said"}
    ours = {"key": "ours", "name": text, "promise": text, "why": text, "metric": metric, **said}
    with pytest.raises(PlaybookFormatError) as caught:
        load(_yaml({**playbook, "commitments": [*playbook["commitments"], ours]}))
    (line,) = caught.value.problems
    assert line.startswith("ours, commitments.4")
    assert problem in line
    assert "\n" not in line


def test_two_mistakes_are_two_lines_and_a_key_given_twice_is_one() -> None:
    playbook = default_playbook().model_dump(mode="json", by_alias=True, exclude_none=True)
    first, second, *_ = playbook["commitments"]
    with pytest.raises(PlaybookFormatError) as caught:
        load(
            _yaml({**playbook, "commitments": [{**first, "metric": "x"}, {**second, "key": "No"}]})
        )
    assert [line.split(":")[0] for line in caught.value.problems] == [
        "answer_within_a_day, commitments.0.metric",
        "No, commitments.1.key",
    ]
    with pytest.raises(PlaybookFormatError, match="commitments given twice: answer_within_a_day"):
        load(_yaml({**playbook, "commitments": [first, first]}))


def test_a_playbook_without_commitments_is_still_one() -> None:
    assert default_playbook().fingerprint
    bare = default_playbook().model_copy(update={"commitments": ()})
    assert load(dump(bare)) == bare
    assert bare.fingerprint != default_playbook().fingerprint


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
