"""An effect is said with its doubt, in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from boussole.core.metrics.effect import Effect, Noise, Plan, Regression, Side, words
from boussole.core.metrics.effect.tests.simulated import END, declared
from boussole.core.metrics.intervals import Interval
from boussole.core.text import Text

TREATED = Side(12, 12, 400, 420, Interval(0.41, 0.36, 0.46), Interval(0.52, 0.47, 0.57))
OTHERS = Side(30, 30, 900, 940, Interval(0.42, 0.39, 0.45), Interval(0.44, 0.41, 0.47))
PLAN = Plan(needed=460, missing=37, noise=Noise(0.24, 1.2))


def measured(**changes: Any) -> Effect:
    found = Effect(
        declaration=declared(),
        verdict="improved",
        why="judged",
        causal=True,
        general=True,
        treated=TREATED,
        comparison=OTHERS,
        difference=Interval(0.09, 0.028, 0.146),
        regression=None,
        plan=PLAN,
        ends=END,
    )
    return replace(found, **changes)


def test_an_improvement_is_said_with_both_groups_and_its_interval() -> None:
    assert words.say(measured()) == Text(
        fr="De 41\u202f% à 52\u202f% dans le groupe concerné, de 42\u202f% à 44\u202f% dans le groupe de "
        "comparaison\u00a0: une différence de +9\u00a0points (entre +2,8\u00a0points et +14,6\u00a0points). "
        "Amélioration.",
        en="From 41% to 52% in the group concerned, from 42% to 44% in the comparison group: a difference of "
        "+9 points (between +2.8 points and +14.6 points). Improvement.",
    )


@pytest.mark.parametrize(
    ("changes", "fr", "en"),
    [
        (
            {"verdict": "not_enough", "why": "few_conversations"},
            "Pas encore assez de données\u00a0: environ 40\u00a0conversations de plus.",
            "Not enough data yet: about 40 more conversations.",
        ),
        (
            {"verdict": "not_enough", "why": "running"},
            "Lecture prévue le 27\u00a0avril 2026, à la fin de la période déclarée. Il faudrait environ 40\u00a0conversations de plus.",
            "To be read on 27\u00a0April 2026, at the end of the declared period. About 40 more conversations would be needed.",
        ),
        (
            {"verdict": "not_enough", "why": "running", "plan": Plan(None, None, PLAN.noise)},
            "La période d’avant compte trop peu de conversations pour voir un effet de 5\u00a0points, quelle que soit la suite.",
            "The weeks before hold too few conversations to see an effect of 5 points, whatever comes next.",
        ),
        (
            {"verdict": "not_enough", "why": "few_clusters"},
            "Trop peu de groupes ou de personnes pour distinguer un effet du hasard.",
            "Too few groups or people to tell an effect from chance.",
        ),
    ],
)
def test_not_enough_data_is_an_answer(changes: dict[str, Any], fr: str, en: str) -> None:
    assert words.say(measured(**changes)) == Text(fr=fr, en=en)


def test_without_comparison_the_sentence_claims_no_cause() -> None:
    said = words.say(measured(causal=False, comparison=None))
    assert said.fr.startswith("De 41\u202f% à 52\u202f%\u00a0: un changement de +9\u00a0points")
    assert said.fr.endswith(words.BEFORE_AFTER.fr)
    assert "not causal" in said.en


def test_the_regression_is_said_apart() -> None:
    found = Regression(0.45, 0.4, 0.07, Interval(0.02, -0.042, 0.076))
    said = words.say(measured(verdict="unclear", regression=found))
    assert "on attendait +7\u00a0points sans rien changer" in said.fr
    assert "Au-delà\u00a0: +2\u00a0points (entre −4,2\u00a0points et +7,6\u00a0points)" in said.fr
    assert "Résultat incertain" in said.fr
    assert "Il faudrait environ 40\u00a0conversations de plus." in said.fr
    unknown = words.say(measured(verdict="unclear", why="regression_unknown"))
    assert "rien ne permet de l’en distinguer" in unknown.fr


def test_a_result_on_one_person_says_so() -> None:
    assert "ce groupe seulement" in words.say(measured(general=False)).fr
    assert "ce groupe seulement" not in words.say(measured()).fr


@pytest.mark.parametrize("why", sorted(words._WAITS))
def test_every_wait_is_said(why: Any) -> None:
    said = words.say(measured(verdict="not_enough", why=why))
    assert "{" not in said.fr + said.en
    assert said.fr.endswith(".")


def test_numbers_and_points_are_written_in_each_language() -> None:
    share, number = declared(), declared(scale="number")
    assert words.amount(share, 0.01) == Text(fr="+1\u00a0point", en="+1 point")
    assert words.amount(share, -0.055) == Text(fr="−5,5\u00a0points", en="−5.5 points")
    assert words.amount(share, -0.0001) == Text(fr="0\u00a0point", en="0 points")
    assert words.amount(number, 1.5) == Text(fr="+1,50", en="+1.50")


@pytest.mark.parametrize(("n", "said"), [(3, 10), (37, 40), (100, 100), (137, 140), (1692, 1700)])
def test_a_plan_is_rounded_up(n: int, said: int) -> None:
    assert words.about(n) == said


def test_someone_who_reads_of_their_own_weeks_is_not_called_a_group() -> None:
    found = Regression(0.45, 0.4, 0.07, Interval(0.02, -0.042, 0.076))
    for effect in (
        measured(general=False),
        measured(general=False, regression=found),
        measured(verdict="unclear", why="regression_unknown", general=False),
    ):
        said = words.say(effect, "person")
        assert "groupe" not in said.fr
        assert "group" not in said.en
        assert "ces conversations" in said.fr
        assert words.say(effect) != said
