"""People apart from rules: severity that does not pretend, two groups, the software as one more rater."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics.agreement import Ratings, gap, severities, software
from boussole.core.metrics.agreement.raters import most_frequent

CATEGORIES = ("met", "not_met")
Said = dict[str, str]


def ratings(said: Said) -> Ratings:
    """One string per rater: + met, - not met, a dot where nothing was said."""
    return Ratings.of(
        [
            (rater, f"{item:03d}", CATEGORIES["+-".index(mark)])
            for rater, marks in said.items()
            for item, mark in enumerate(marks)
            if mark != "."
        ],
        CATEGORIES,
    )


def simulated(rng: np.random.Generator, leanings: dict[str, float], items: int) -> Said:
    base = rng.choice([0.2, 0.5, 0.8], items)
    return {
        rater: "".join("+" if rng.random() < min(1, max(0, p + lean)) else "-" for p in base)
        for rater, lean in leanings.items()
    }


def test_a_severe_rater_is_found_among_many_situations() -> None:
    leanings = {f"r{i}": 0.0 for i in range(9)} | {"strict": -0.3}
    found = {
        one.rater: one
        for one in severities(ratings(simulated(np.random.default_rng(1), leanings, 60)), "met")
    }
    strict = found.pop("strict")
    assert strict.stands_out
    assert strict.difference.value is not None
    assert strict.difference.value < -0.15
    assert not any(one.stands_out for one in found.values())


def test_six_situations_do_not_pretend_much() -> None:
    said = simulated(np.random.default_rng(2), {f"r{i}": 0.0 for i in range(8)}, 30)
    said["new"] = "------" + "." * 24
    new = next(one for one in severities(ratings(said), "met") if one.rater == "new")
    plain = new.met - new.others
    assert (new.items, new.met) == (6, 0.0)
    assert new.difference.value is not None
    assert plain < new.difference.value < 0
    assert abs(new.difference.value) < abs(plain) / 2
    assert not new.stands_out


def test_without_any_leaning_nobody_stands_out_more_often_than_chance() -> None:
    rng = np.random.default_rng(3)
    found = [
        one
        for _ in range(60)
        for one in severities(ratings(simulated(rng, {f"r{i}": 0.0 for i in range(8)}, 15)), "met")
    ]
    assert sum(one.stands_out for one in found) / len(found) < 0.05


def test_the_interval_of_a_severity_holds_the_true_leaning() -> None:
    rng, held, asked = np.random.default_rng(4), 0, 0
    base = np.full(25, 0.5)
    for _ in range(60):
        leanings = rng.normal(0, 0.1, 10)
        said = {
            f"r{i}": "".join("+" if rng.random() < p + lean else "-" for p in base)
            for i, lean in enumerate(leanings)
        }
        for one in severities(ratings(said), "met"):
            place = int(one.rater[1:])
            truth = leanings[place] - np.delete(leanings, place).mean()
            assert one.difference.low is not None
            assert one.difference.high is not None
            held += one.difference.low <= truth <= one.difference.high
            asked += 1
    assert 0.9 <= held / asked <= 0.99


def test_who_shares_no_situation_has_no_severity() -> None:
    found = severities(ratings({"A": "+-..", "B": "+-..", "alone": "..++"}), "met")
    assert [one.rater for one in found] == ["A", "B"]
    assert severities(ratings({"A": "+"}), "met") == ()


def test_the_gap_by_hand() -> None:
    # Managers: both met on 1, one on 2, none on 3; the team: one of two, none, none. Shares met differ by
    # 1/2, 1/2 and 0; across, pairs agree 1/2, 1/2 and all.
    said = {"m1": "++-", "m2": "+--", "t1": "+--", "t2": "---"}
    found = gap(ratings(said), ["m1", "m2"], ["t1", "t2"], "met", seed=1)
    assert found.items == 3
    assert found.difference.value == pytest.approx(1 / 3)
    assert found.between.value == pytest.approx(2 / 3)
    assert [one.value for one in found.within] == pytest.approx([2 / 3, 2 / 3])
    assert found.apart.value == pytest.approx(0)


def test_groups_that_read_a_rule_differently_agree_inside_and_not_across() -> None:
    rng = np.random.default_rng(5)
    leanings = {f"m{i}": -0.35 for i in range(4)} | {f"t{i}": 0.35 for i in range(12)}
    names = sorted(leanings)
    found = gap(
        ratings(simulated(rng, leanings, 30)),
        [name for name in names if name[0] == "m"],
        [name for name in names if name[0] == "t"],
        "met",
        seed=1,
    )
    assert found.difference.high is not None
    assert found.difference.high < 0
    assert found.apart.low is not None
    assert found.apart.low > 0


def test_only_situations_judged_by_both_groups_count() -> None:
    said = {"m": "++..", "t": "+.-.", "u": "...."}
    found = gap(ratings(said), ["m"], ["t", "u"], "met", seed=1)
    assert (found.items, found.difference.value) == (1, 0.0)
    assert (found.difference.low, found.within[0].value, found.apart.value) == (None, None, None)
    nothing = gap(ratings({"m": "+.", "t": ".+"}), ["m"], ["t"], "met", seed=1)
    assert (nothing.items, nothing.difference.value) == (0, None)


marks = st.lists(st.text("+-.", min_size=8, max_size=8), min_size=4, max_size=4)


@given(marks)
@settings(max_examples=60)
def test_the_gap_changes_sign_with_the_groups_and_with_the_answer(said: list[str]) -> None:
    table = ratings(dict(zip(("m1", "m2", "t1", "t2"), said, strict=True)))
    managers, team = ("m1", "m2"), ("t1", "t2")
    one = gap(table, managers, team, "met", seed=1, resamples=50)
    for other in (
        gap(table, team, managers, "met", seed=1, resamples=50),
        gap(table, managers, team, "not_met", seed=1, resamples=50),
    ):
        assert other.items == one.items
        assert other.between == one.between
        if one.difference.value is None:
            assert other.difference.value is None
            continue
        assert other.difference.value == pytest.approx(-one.difference.value, abs=1e-12)


def test_the_software_is_held_to_the_most_frequent_answer() -> None:
    table = ratings({"A": "++-+-", "B": "++-+.", "C": "+--..", "D": "..+-."})
    # Most frequent: met, met, not met, met, and one person alone on the last.
    read = {"000": "met", "001": "not_met", "002": "not_met", "003": "met", "004": "met"}
    found = software(table, read, seed=1)
    assert (found.items, found.ties) == (4, 0)
    assert found.agrees.value == pytest.approx(3 / 4)
    tied = software(ratings({"A": "+-", "B": "--"}), {"000": "met", "001": "met"}, seed=1)
    assert (tied.items, tied.ties, tied.agrees.value) == (1, 1, 0.0)
    assert software(table, {}, seed=1).agrees.value is None


def test_ties_have_no_most_frequent_answer() -> None:
    assert most_frequent(np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 0.0]])).tolist() == [0, -1, -1]


def test_a_person_is_held_to_the_others_like_the_software() -> None:
    rng = np.random.default_rng(6)
    said = {f"r{i}": "".join(rng.choice(["+", "-"], 40)) for i in range(1, 6)}
    said |= {"r0": said["r1"]}
    table = ratings(said)
    found = software(table, {}, seed=1)
    hits = asked = 0
    for rater, own in said.items():
        for item in range(40):
            votes = [other[item] for name, other in said.items() if name != rater]
            if votes.count("+") != votes.count("-"):
                asked += 1
                hits += own[item] == ("+" if votes.count("+") > votes.count("-") else "-")
    assert found.people.value == pytest.approx(hits / asked)
