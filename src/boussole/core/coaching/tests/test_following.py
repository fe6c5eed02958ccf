"""One person's cue, against conversations of people who are not coached on it; a team's, together."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from boussole.core.coaching import CUES
from boussole.core.coaching.following import Result, declare, follow, pool
from boussole.core.metrics.effect import Declaration

ON = date(2026, 3, 2)
START = ON + timedelta(days=1)
CUE = CUES["reformulate_before_explaining"]


def declared(**changes: bool) -> Declaration:
    return declare(CUE, ON, bad_spell=changes.get("bad_spell", False))


def conversations(shares: dict[str, tuple[float, float]], *, each: int = 12) -> pl.DataFrame:
    """``each`` conversations a week, eight weeks before and six after; each person's share before and after."""
    rng = np.random.default_rng(7)
    rows = [
        (
            name,
            START + timedelta(days=7 * week + number % 7),
            float(rng.random() < share[week >= 0]),
        )
        for name, share in shares.items()
        for week in range(-8, 6)
        for number in range(each)
    ]
    schema = {"unit": pl.String, "at": pl.Date, "outcome": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


OTHERS = {f"other-{n}": (0.3, 0.3) for n in range(6)}
OVER = START + timedelta(weeks=6)


def followed(frame: pl.DataFrame, as_of: date = OVER, **changes: bool) -> Result:
    return follow(declared(**changes), "awa", frame, {"awa": START}, as_of=as_of, seed=1)


def test_what_changed_after_the_session_is_seen_with_its_interval() -> None:
    found = followed(conversations({"awa": (0.3, 0.7), **OTHERS}))
    assert found.verdict == "improved"
    assert found.difference is not None
    assert found.difference.low is not None
    assert 0 < found.difference.low < 0.4 < (found.difference.high or 0)
    assert (found.before.n, found.after.n) == (96, 72)
    assert (found.others_before.n, found.others_after.n) == (6 * 96, 6 * 72)
    assert found.after.low is not None
    assert found.after.low < (found.after.value or 0)
    assert "Ce résultat porte sur ces conversations seulement" in found.said.fr


def test_what_changed_for_everyone_is_not_the_session_s() -> None:
    everyone = dict.fromkeys(("awa", *OTHERS), (0.3, 0.7))
    found = followed(conversations(everyone))
    assert found.verdict != "improved"
    assert found.difference is not None
    assert abs(found.difference.value) < 0.15


def test_before_the_declared_end_rates_are_shown_and_the_effect_is_withheld() -> None:
    frame = conversations({"awa": (0.3, 0.9), **OTHERS})
    found = followed(frame, START + timedelta(weeks=3))
    assert (found.verdict, found.why) == ("not_enough", "running")
    assert (found.difference, found.beyond, found.expected) == (None, None, None)
    assert found.after.n == 36
    assert found.ends == OVER
    assert "14\u00a0avril 2026" in found.said.fr


def test_too_few_conversations_say_about_how_many_more() -> None:
    found = followed(
        conversations({"awa": (0.3, 0.3), **OTHERS}, each=2), START + timedelta(weeks=1)
    )
    assert found.verdict == "not_enough"
    assert found.missing is None or found.missing > 0
    assert "conversations" in found.said.fr


def test_nothing_before_is_an_answer() -> None:
    frame = conversations({"awa": (0.3, 0.7), **OTHERS})
    newcomer = frame.filter((pl.col("unit") != "awa") | (pl.col("at") >= START))
    found = followed(newcomer)
    assert (found.verdict, found.why) == ("not_enough", "nothing_before")
    assert found.before.value is None


def test_chosen_after_bad_weeks_the_regression_is_shown_apart() -> None:
    found = followed(conversations({"awa": (0.1, 0.3), **OTHERS}), bad_spell=True)
    assert found.expected is not None
    assert found.beyond is not None
    assert found.difference is not None
    assert found.beyond.value == pytest.approx(found.difference.value - found.expected)
    assert "régression vers la moyenne" in found.said.fr


def test_someone_coached_too_is_compared_until_they_start() -> None:
    frame = conversations({"awa": (0.3, 0.7), **OTHERS})
    starts = {
        "awa": START,
        "other-0": START + timedelta(weeks=2),
        "other-1": START - timedelta(weeks=3),
    }
    found = follow(declared(), "awa", frame, starts, as_of=OVER, seed=1)
    assert found.others_after.n == (4 * 6 + 2) * 12
    assert found.others_before.n == (5 * 8 + 5) * 12


def test_the_same_conversations_give_the_same_result() -> None:
    frame = conversations({"awa": (0.3, 0.7), **OTHERS})
    assert followed(frame) == followed(frame.sample(fraction=1, shuffle=True, seed=3))
    assert Result.model_validate_json(followed(frame).model_dump_json()) == followed(frame)


def test_a_team_is_followed_from_five_people_on() -> None:
    people = {f"p{n}": (0.3, 0.6) for n in range(5)}
    frame = conversations({**people, **OTHERS})
    starts = {name: START + timedelta(weeks=n) for n, name in enumerate(people)}
    over = OVER + timedelta(weeks=5)
    found = pool(declared(), frame, starts, frozenset(people), as_of=over, seed=1)
    assert found is not None
    assert found.people == 5
    assert "Ce résultat porte" not in found.said.fr
    four = {name: on for name, on in starts.items() if name != "p0"}
    assert pool(declared(), frame, four, frozenset(people), as_of=over, seed=1) is None
    assert pool(declared(), frame, starts, frozenset(four), as_of=over, seed=1) is None


def test_below_ten_conversations_nothing_is_judged() -> None:
    frame = conversations({"awa": (0.9, 0.9), **OTHERS}, each=12)
    awa = pl.col("unit") == "awa"
    few_before = frame.filter(~awa | (pl.col("at") >= START) | (pl.col("at").dt.weekday() == 2))
    few_before = few_before.filter(
        ~awa | (pl.col("at") >= START) | (pl.int_range(pl.len()).over("unit", "at") < 1)
    )
    found = followed(few_before)
    assert found.before.n == 8
    assert (found.verdict, found.missing, found.difference) == ("not_enough", None, None)
    assert "trop peu de conversations" in found.said.fr
    few_after = frame.filter(
        ~awa | (pl.col("at") < START) | (pl.int_range(pl.len()).over("unit", "at") < 1)
    ).filter(~awa | (pl.col("at") < START) | (pl.col("at").dt.weekday() == 2))
    found = followed(few_after)
    assert (found.after.n, found.verdict) == (6, "not_enough")
    assert found.missing is None or found.missing >= 4
