"""Companies for the mirror, written as the pulse publishes and as facts are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from boussole.core.facts import Facts
from boussole.core.pulse import default_bank, in_turn, themed
from boussole.core.schemas import ANSWERS, CONVERSATIONS, MOMENTS, TURNS
from boussole.features.metrics.services import fact_store
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Role, Team
from boussole.features.wellbeing.models import Published, Wave
from tests.cast import Cast

START = date(2026, 3, 2)
PEOPLE = 12
THEME_OF = {key: theme.key for key, theme in themed(default_bank()).items()}
Shares = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Told:
    """What a company is made of: the favourable share of each team and question, CSAT of each team and week."""

    weeks: int
    answers: int = 28
    pulse: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)
    csat: dict[tuple[int, int], float] = field(default_factory=dict)


def waves(teams: Sequence[Team], told: Told, opened: Iterable[int]) -> None:
    """Write what closed waves published of each team; ``told.pulse`` is by team's place and wave's week, then by question."""
    for turn, week in enumerate(opened):
        monday = START + timedelta(weeks=week)
        keys = list(in_turn(default_bank(), turn, 4))
        wave = Wave.objects.create(
            kind=Wave.Kind.SHORT,
            opens_on=monday,
            closes_on=monday + timedelta(days=7),
            questions=keys,
            least_answers=5,
            least_comments=10,
            memory_days=84,
            settled=True,
        )
        Published.objects.bulk_create(
            _published(wave, team, key, told.pulse.get((place, week), {}).get(key, 0.8))
            for key in keys
            for place, team in enumerate(teams)
        )


def _published(wave: Wave, team: Team, key: str, share: float) -> Published:
    n = PEOPLE - 1
    favourable = min(n - 1, max(1, round(n * share)))
    return Published(
        wave=wave,
        team=team,
        question=key,
        n=n,
        total=float(2 * n + 2 * favourable),
        favourable=favourable,
    )


def facts(teams: Sequence[Team], told: Told) -> None:
    """Keep facts of so many rated contacts a week in each team, their satisfied share being as told (0.75 unless said)."""
    rows = []
    for place, team in enumerate(teams):
        for week in range(told.weeks):
            share = told.csat.get((place, week), 0.75)
            satisfied = round(told.answers * share)
            for number in range(told.answers):
                at = START + timedelta(weeks=week, days=number % 7)
                when = datetime(at.year, at.month, at.day, 10, tzinfo=UTC)
                rows.append((f"{team.pk}-{week}-{number}", team.name, when, number < satisfied))
    store = fact_store()
    store.write("made-up", _facts(rows))
    store.consolidate()


def _facts(rows: Sequence[tuple[str, str, datetime, bool]]) -> Facts:
    ids, teams, instants, satisfied = (list(column) for column in zip(*rows, strict=True))
    base = pl.DataFrame(
        {
            "conversation_id": ids,
            "team": teams,
            "started_at": instants,
            "kind": ["csat"] * len(ids),
            "scale": [5] * len(ids),
            "value": [5.0 if one else 2.0 for one in satisfied],
            "lang": ["fr"] * len(ids),
        }
    ).with_columns(
        at=pl.col("started_at"),
        ended_at=pl.col("started_at"),
        observed_until=pl.lit(max(instants)),
    )
    return Facts(
        turns=TURNS.empty_table(),
        conversations=_shaped(base, CONVERSATIONS),
        answers=_shaped(base, ANSWERS),
        moments=MOMENTS.empty_table(),
    )


def _shaped(base: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    """Columns that are not given are empty: nothing, false, or zero where they may not be null."""
    given = base.to_arrow()
    columns = [
        given[column.name].cast(column.type)
        if column.name in given.column_names
        else _blank(column, len(base))
        for column in schema
    ]
    return pa.table(columns, schema=schema)


def _blank(column: pa.Field, length: int) -> pa.Array:
    if column.nullable:
        return pa.nulls(length, column.type)
    zero: Any = [] if pa.types.is_list(column.type) else 0
    zero = False if pa.types.is_boolean(column.type) else zero
    return pa.array([zero] * length, column.type)


def three_teams(cast: Cast, *, falls: bool = True) -> dict[str, Any]:
    """Lyon, Nantes and Lille over twelve weeks; in Lyon the means fall, then CSAT three weeks later, unless ``falls`` is false."""
    lille = organisation.create_team(by=None, name="Lille", external_names=[])
    teams = [cast.lyon, cast.nantes, lille]
    rng = np.random.default_rng(4)
    told = Told(weeks=12)
    for place in range(3):
        for week in range(12):
            lower = 0.25 if falls and place == 0 and week >= 8 else 0.0
            told.csat[place, week] = rng.binomial(28, 0.78 - lower) / 28
    if falls:
        told.pulse[0, 5] = {"means_information": 0.15}
    waves(teams, told, range(1, 10, 2))
    facts(teams, told)
    return {}


def many_teams(
    rng: np.random.Generator, *, linked: bool, count: int = 24, weeks: int = 27
) -> list[Team]:
    """Teams whose customers follow their pulse by three weeks, or do not; ``means`` go with satisfaction when linked."""
    teams = [
        organisation.create_team(by=None, name=f"Équipe {place + 1:02}", external_names=[])
        for place in range(count)
    ]
    mood = np.zeros((count, weeks + 3))
    for week in range(1, weeks + 3):
        mood[:, week] = 0.6 * mood[:, week - 1] + rng.normal(0, 0.8, count)
    level, means = rng.normal(0, 0.6, count), rng.normal(0, 0.8, count)
    told = Told(weeks=weeks, answers=60)
    opened = range(0, weeks - 1, 2)
    for place in range(count):
        for turn, week in enumerate(opened):
            keys = in_turn(default_bank(), turn, 4)
            score = 0.9 + level[place] + 1.3 * mood[place, week + 3]
            shares = {
                key: _rate(score + (means[place] if THEME_OF[key] == "means" else 0.0))
                for key in keys
            }
            told.pulse[place, week] = {
                key: rng.binomial(PEOPLE - 1, share) / (PEOPLE - 1) for key, share in shares.items()
            }
        for week in range(weeks):
            score = 1.0 + (
                0.9 * mood[place, week] + 0.5 * means[place] if linked else rng.normal(0, 0.3)
            )
            told.csat[place, week] = rng.binomial(60, _rate(score)) / 60
    waves(teams, told, opened)
    facts(teams, told)
    return teams


def _rate(score: float) -> float:
    return float(1 / (1 + np.exp(-score)))


def manager_of(team: Team, name: str) -> Any:
    """A manager of one team."""
    person = organisation.create_person(
        by=None, email=f"{name}@example.com", name=name.title(), role=Role.MANAGER
    )
    organisation.join_team(person, team, by=None, kind=Membership.Kind.MANAGER)
    return person
