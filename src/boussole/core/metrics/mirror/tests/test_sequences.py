"""One team over time: what is planted is told, chance is rarely taken for it, and nobody's figures are told alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import Asked, Refused, Sequences, Served, sequences
from boussole.core.metrics.mirror.pulse_falls import held
from boussole.core.metrics.mirror.sequences import allowed
from boussole.core.metrics.mirror.standing import pulse_cells
from boussole.core.metrics.mirror.tests.companies import (
    START,
    WORSE,
    Company,
    customers,
    pulse,
)
from boussole.core.metrics.mirror.told import say_customers, say_pulse, say_sequence
from boussole.core.pulse import default_bank, in_turn, themed
from boussole.core.text import Text

COMPANY = Company()
FALL, FALLS_FROM = ("means_information", 0.2), 8
THEMES = themed(default_bank())


def read(asked: list[Asked], served: list[Served], seed: int = 0) -> Sequences:
    found = sequences(asked, served, WORSE, until=COMPANY.until, seed=seed)
    assert isinstance(found, Sequences)
    return found


def told_company(*, falls: bool) -> tuple[list[Asked], list[Served]]:
    """Three teams of 11 answers and 28 marks a week, without any noise: 82 % favourable everywhere, 75 % satisfied.

    In the first team one question falls to 18 %, and satisfaction by 21 points three weeks later.
    """
    asked, served = [], []
    for turn, week in enumerate(range(1, 10, 2)):
        monday = START + timedelta(weeks=week)
        for key in in_turn(default_bank(), turn, 4):
            for place in range(3):
                low = falls and place == 0 and key == FALL[0]
                closed = monday + timedelta(weeks=1)
                theme = THEMES[key].key
                asked.append(
                    Asked(f"team {place}", closed, monday, theme, key, 11, 2 if low else 9)
                )
    for place in range(3):
        for week in range(12):
            low = falls and place == 0 and week >= FALLS_FROM
            served.append(
                Served(
                    f"team {place}", "csat", START + timedelta(weeks=week), 28, 15 if low else 21
                )
            )
    return asked, served


def test_the_fall_of_one_question_and_of_satisfaction_three_weeks_later_is_told() -> None:
    found = read(*told_company(falls=True))
    (one,) = found.found
    assert (one.pulse.team, one.pulse.theme, one.customers.indicator) == ("team 0", "means", "csat")
    assert (one.weeks, one.pulse.same_question, one.customers.worse) == (3, False, True)
    step = one.pulse.step
    shares = (step.before, step.after, step.others_before, step.others_after)
    assert [round(count.share, 2) for count in shares] == [0.82, 0.18, 0.82, 0.82]
    labels = {"means": Text(fr="Moyens de bien faire", en="Means to do good work")}
    said = say_sequence(one, labels, others=True)
    assert "82\u202f% puis 18\u202f% d’avis favorables, ailleurs 82" in said.fr
    assert "trois" not in said.fr
    assert "3\u00a0semaines après ces réponses" in said.fr
    assert "3 weeks after those answers" in said.en
    assert "ailleurs" not in say_sequence(one, labels, others=False).fr


def test_a_team_beside_which_others_rose_did_not_get_worse() -> None:
    asked, calm = told_company(falls=True)[0], told_company(falls=False)[1]
    late = START + timedelta(weeks=FALLS_FROM)
    served = [
        replace(row, hits=27) if row.team != "team 0" and row.week >= late else row for row in calm
    ]
    found = read(asked, served)
    assert found.found == ()
    assert [one.worse for one in found.customers if one.team == "team 0"] == [True]


def test_the_same_company_without_a_fall_tells_nothing() -> None:
    found = read(*told_company(falls=False))
    assert (found.found, found.pulse, found.customers) == ((), (), ())


def test_one_without_the_other_is_no_sequence() -> None:
    fallen, calm = told_company(falls=True), told_company(falls=False)
    assert read(fallen[0], calm[1]).found == ()
    assert read(calm[0], fallen[1]).found == ()
    early = [
        replace(
            row, hits=15 if row.team == "team 0" and row.week < START + timedelta(weeks=4) else 21
        )
        for row in fallen[1]
    ]
    assert read(fallen[0], early).found == ()


def test_controls_tell_nothing_in_95_companies_of_100() -> None:
    """People, questions and teams differ, and teams by question; nothing happens."""
    rng, told = np.random.default_rng(41), 0
    company = replace(COMPANY, by_question=0.2)
    for seed in range(100):
        told += bool(read(pulse(rng, company), customers(rng, company), seed).found)
    assert told <= 5


def test_a_planted_sequence_is_found_more_often_than_not() -> None:
    """With three teams of twelve, chance alone hides it in part of the companies: half of them is what is promised."""
    rng, right, runs = np.random.default_rng(42), 0, 40
    company = replace(COMPANY, questions_apart=0.0, teams_apart=0.0)
    for seed in range(runs):
        found = read(pulse(rng, company, FALL), customers(rng, company, FALLS_FROM), seed)
        right += any(
            (one.pulse.team, one.pulse.theme, one.customers.indicator)
            == ("team 00", "means", "csat")
            for one in found.found
        )
    assert right / runs >= 0.4


def test_few_teams_or_waves_are_refused() -> None:
    asked, served = told_company(falls=True)
    two = [row for row in asked if row.team != "team 2"]
    assert sequences(two, served, WORSE, until=COMPANY.until, seed=0) == Refused("few_teams", 0, 3)
    first = [row for row in asked if row.week == START + timedelta(weeks=1)]
    assert sequences(first, [], WORSE, until=COMPANY.until, seed=0) == Refused("few_waves")


def test_a_figure_given_twice_is_an_error() -> None:
    asked, served = told_company(falls=False)
    with pytest.raises(MetricError, match="given twice"):
        read([*asked, asked[0]], served)
    with pytest.raises(MetricError, match="given twice"):
        read(asked, [*served, served[0]])


def test_each_step_is_allowed_less_chance_as_teams_grow() -> None:
    assert allowed(3) == 0.10
    assert allowed(24) == pytest.approx(0.0456, abs=1e-4)
    assert 24 * allowed(24) ** 2 == pytest.approx(0.05)


def test_a_full_wave_counts_people_once() -> None:
    """Three questions of a theme asked of eleven people are eleven people, not thirty-three."""
    rows = [
        Asked(team, START, START, "means", question, 11, favourable)
        for team in ("a", "b", "c")
        for question, favourable in (("one", 9), ("two", 6), ("three", 3))
    ]
    cell = pulse_cells(rows)["a", "means"][0]
    assert (cell.own.n, cell.own.hits, cell.together.n) == (11, 6, 22)


@given(st.integers(5, 40), st.floats(0, 1))
def test_what_is_published_is_never_all_or_none(n: int, rate: float) -> None:
    law = held(n, rate)
    assert law.sum() == pytest.approx(1)
    assert law[0] == law[-1] == 0


@settings(max_examples=6)
@given(st.integers(0, 2**32))
def test_order_of_rows_changes_nothing_and_words_are_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked = pulse(rng, COMPANY, ("means_information", 0.05))
    served = customers(rng, COMPANY, FALLS_FROM, points=0.4)
    found = read(asked, served)
    mixed = [asked[at] for at in rng.permutation(len(asked))]
    assert read(mixed, served[::-1]) == found
    texts = [say_sequence(one, {}, others=True) for one in found.found]
    texts += [say_pulse(one, {}, others=False) for one in found.pulse]
    texts += [say_customers(one, {}, others=True) for one in found.customers]
    for text in texts:
        for said in (text.fr, text.en):
            assert said[-1] == "."
            assert "{" not in said
            assert not re.search(r"\bcause|provoque|entraîne", said)
