"""Made-up companies whose pulse and customers are known: few teams, fortnightly waves of four questions, weekly answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from boussole.core.metrics.mirror.standing import Asked, Served
from boussole.core.pulse import default_bank, in_turn, themed

START = date(2026, 8, 24)
WORSE = {"csat": -1, "effort_expressed": 1, "durability": -1, "dissatisfaction": 1}
LEVELS = {"csat": 0.75, "effort_expressed": 0.2, "durability": 0.8, "dissatisfaction": 0.12}
THEMES = {key: theme.key for key, theme in themed(default_bank()).items()}


@dataclass(frozen=True)
class Company:
    """How restless it is: people, questions and teams differ, teams differ by question, weeks differ by team."""

    teams: int = 3
    people: int = 12
    weeks: int = 12
    people_apart: float = 0.8
    questions_apart: float = 0.5
    teams_apart: float = 0.3
    by_question: float = 0.0
    by_week: float = 0.0
    lasting: float = 0.0

    @property
    def until(self) -> date:
        """The last week's Monday."""
        return START + timedelta(weeks=self.weeks - 1)


def _rate(score: np.ndarray | float) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.asarray(score))))


def pulse(
    rng: np.random.Generator, company: Company, fall: tuple[str, float] | None = None
) -> list[Asked]:
    """Waves opened every other Monday from the second week, open a week; the first team's share of a question may be set."""
    person = rng.normal(0, company.people_apart, (company.teams, company.people))
    team = rng.normal(0, company.teams_apart, company.teams)
    hard = {key: 1.4 + rng.normal(0, company.questions_apart) for key in THEMES}
    own = {key: rng.normal(0, company.by_question, company.teams) for key in THEMES}
    rows = []
    for turn, week in enumerate(range(1, company.weeks - 1, 2)):
        monday = START + timedelta(weeks=week)
        for key in in_turn(default_bank(), turn, 4):
            for place in range(company.teams):
                there = rng.permutation(company.people)[
                    : rng.integers(company.people - 2, company.people + 1)
                ]
                rates = _rate(hard[key] + team[place] + own[key][place] + person[place, there])
                if fall and place == 0 and key == fall[0]:
                    rates = np.full(len(there), fall[1])
                said = int((rng.random(len(there)) < rates).sum())
                n = len(there)
                held = min(n - 1, max(1, said))
                rows.append(
                    Asked(
                        f"team {place:02}",
                        monday + timedelta(weeks=1),
                        monday,
                        THEMES[key],
                        key,
                        n,
                        held,
                    )
                )
    return rows


def customers(
    rng: np.random.Generator,
    company: Company,
    falls_from: int | None = None,
    points: float = 0.2,
    answers: int = 28,
) -> list[Served]:
    """Weekly counts of each indicator; the first team's CSAT may lose ``points`` from a week on."""
    rows = []
    for indicator, level in LEVELS.items():
        for place in range(company.teams):
            base, drift = level + rng.normal(0, 0.03), 0.0
            for week in range(company.weeks):
                drift = company.lasting * drift + rng.normal(0, company.by_week)
                rate = base + drift
                if (
                    indicator == "csat"
                    and place == 0
                    and falls_from is not None
                    and week >= falls_from
                ):
                    rate -= points
                n = int(rng.poisson(answers if indicator == "csat" else 3 * answers))
                hits = int(rng.binomial(n, min(0.98, max(0.02, rate))))
                rows.append(
                    Served(f"team {place:02}", indicator, START + timedelta(weeks=week), n, hits)
                )
    return rows
