"""The whole mirror, its words in both languages, and the published figures."""

from __future__ import annotations

import re
from typing import get_args

import numpy as np
import pytest

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import (
    REFERENCES,
    Engaged,
    Lagged,
    MirrorReading,
    Refused,
    TeamCustomers,
    TeamPulse,
    engaged_managers,
    mirror,
    references,
)
from boussole.core.metrics.mirror.reading import Labels
from boussole.core.metrics.mirror.refusals import RefusalKind
from boussole.core.metrics.mirror.tests.simulated import customers, sums, two_series
from boussole.core.metrics.mirror.words import say_refused
from boussole.core.text import Text

CAUSES = re.compile(
    r"\bcauses\b|\bprovoque|\bentraîne|\bgrâce à|\bleads to|\bbecause of", re.IGNORECASE
)
LABELS = Labels(factors={"means": Text(fr="Moyens de bien travailler", en="Means to do good work")})


def company(teams: int, weeks: int) -> tuple[list[TeamPulse], list[TeamCustomers]]:
    rng = np.random.default_rng(31)
    pulse, satisfaction = two_series(rng, teams, weeks, lead=3, strength=0.8)
    _, tension = two_series(rng, teams, weeks)
    loyal = customers(rng, teams, 0.2)
    pulses, sides = [], []
    for one in sums(rng, teams, 0.2):
        means = rng.normal()
        weekly = tuple(row for row in pulse if row.team == one.team)
        pulses.append(TeamPulse(one, weekly, {"means": means, "support": rng.normal()}))
        series = {
            "csat": tuple(row for row in satisfaction if row.team == one.team),
            "tension": tuple(row for row in tension if row.team == one.team),
        }
        rows = tuple(row for row in loyal if row.team == one.team)
        sides.append(
            TeamCustomers(one.team, series, 4 + means + 0.3 * rng.normal(), {"repurchase": rows})
        )
    return pulses, sides


def everything_said(found: MirrorReading) -> list[Text]:
    texts = [found.share.says, found.customer_drivers.says, found.engagement_drivers.says]
    texts += [part.says for part in found.moves.values()]
    texts += [part.says for part in found.loyalty.values()]
    texts += [found.engaged.says] if found.engaged else []
    return [text for says in texts for text in says] + list(found.cautions)


def test_a_company_large_enough_is_read_whole() -> None:
    found = mirror(*company(30, 26), seed=1, managers=(12, 30), labels=LABELS, resamples=400)
    csat, tension = found.moves["csat"].found, found.moves["tension"].found
    assert isinstance(csat, Lagged)
    assert isinstance(tension, Lagged)
    assert (csat.order, csat.peak, tension.order) == ("employees_first", 3, "none_seen")
    said = [text.fr for text in everything_said(found)]
    assert any("d’environ 3\u00a0semaines" in one for one in said)
    assert any(
        one.startswith("Moyens de bien travailler\u00a0: associé à la satisfaction") for one in said
    )
    assert any("est associée à la culture client" in one for one in said)
    assert any("40\u202f% des managers" in one for one in said)
    assert found.references == REFERENCES


def test_a_small_company_is_told_how_much_is_missing() -> None:
    found = mirror(*company(6, 8), seed=1, managers=(2, 6), labels=LABELS, resamples=100)
    assert found.share.found == Refused("few_teams", 6, 20)
    assert found.moves["csat"].found == Refused("few_teams", 6, 10)
    assert found.customer_drivers.found == Refused("few_teams", 6, 20)
    assert found.loyalty["repurchase"].found == Refused("few_teams", 6, 21)
    assert found.engaged is not None
    assert found.engaged.found == Refused("few_managers", 6, 10)
    assert "there are 6" in found.share.says[0].en


def test_nothing_at_all_is_refused_too() -> None:
    found = mirror([], [], seed=1)
    assert found.share.found == Refused("few_teams", 0, 20)
    assert (found.moves, found.loyalty, found.engaged) == ({}, {}, None)


@pytest.mark.parametrize(("teams", "weeks"), [(30, 26), (22, 14), (6, 8)])
def test_every_sentence_is_whole_in_both_languages_and_claims_no_cause(
    teams: int, weeks: int
) -> None:
    found = mirror(*company(teams, weeks), seed=1, managers=(9, 20), labels=LABELS, resamples=200)
    for text in everything_said(found):
        for said in (text.fr, text.en):
            assert said[-1] == "."
            assert "{" not in said
            assert not CAUSES.search(said)
        assert not re.search(r"(?<![\u00a0\u202f]) [:;?!%]|[^\u00a0\u202f\s][:;%]", text.fr)


@pytest.mark.parametrize("kind", get_args(RefusalKind))
def test_every_refusal_is_said(kind: RefusalKind) -> None:
    said = say_refused(Refused(kind, 3, 20, ("one", "means")), LABELS.factors)
    assert said.fr != said.en
    numbers = {"no_variation": 0, "few_waves": 0, "no_predictor": 0, "collinear": 0}.get(kind, 2)
    assert len(re.findall(r"\b(?:3|20)\b", said.en)) == numbers
    if kind == "collinear":
        assert "one and Means to do good work" in said.en


def test_a_team_twice_or_with_other_factors_is_an_error() -> None:
    pulses, sides = company(20, 12)
    with pytest.raises(MetricError, match="given twice"):
        mirror([*pulses, pulses[0]], sides, seed=1)
    other = TeamPulse(pulses[0].engagement, factors={"means": 1.0})
    with pytest.raises(MetricError, match="not every factor"):
        mirror([other, *pulses[1:]], sides, seed=1)


def test_managers_engaged() -> None:
    found = engaged_managers(3, 10)
    assert isinstance(found, Engaged)
    # Wilson's interval of 3 in 10.
    assert found.share.low == pytest.approx(0.1078, abs=1e-4)
    assert found.share.high == pytest.approx(0.6032, abs=1e-4)
    with pytest.raises(MetricError, match="more than all"):
        engaged_managers(11, 10)


def test_published_figures_are_worded_with_their_source_and_their_limit() -> None:
    said = [(one.report, one.year, one.says.en) for one in REFERENCES]
    assert said == [
        (
            "Gallup, State of the American Manager",
            2015,
            "Managers account for at least 70% of the variance in engagement between units.",
        ),
        ("Gallup, State of the Global Workplace 2025", 2025, "Managers engaged: 27% in 2024."),
        ("Gallup, State of the Global Workplace 2026", 2026, "Managers engaged: 22% in 2025."),
    ]
    for one in REFERENCES:
        assert "not directly comparable" in one.caveat.en
        assert "non directement comparable" in one.caveat.fr
        assert one.population.fr != one.population.en
        assert f"{100 * one.value:.0f}%" in one.says.en
    assert [one.year for one in references("managers_engaged")] == [2025, 2026]
