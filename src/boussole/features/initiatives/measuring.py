"""Measuring the trials that look at a metric: counted again each day and when facts change, then read for good.

Only whole teams are counted, five people at least (``trying.MINIMUM_PEOPLE``), and the other teams together when they are as
many. A result is kept beside the key of the facts it was counted on; once the trial's end and some days are past, it is settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from boussole.core.metrics import METRICS, Metric, Scope
from boussole.core.metrics.trials import Compared, TeamWeek, compare, weeks_around
from boussole.features.initiatives import actions
from boussole.features.initiatives.models import Initiative, Measurement, Trial
from boussole.features.metrics import facts
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record

# Conversations of the last days may still be imported, and answers come, after the end.
GRACE = timedelta(days=14)
_SEED = 20_261_125
_STARTED = (Initiative.State.TRIED, Initiative.State.TOLD)


def measure_all(today: date) -> int:
    """Count what changed since the last time; return how many trials were counted."""
    in_use = facts.in_use()
    if in_use is None:
        return 0
    key = f"{in_use.key}.{today.isoformat()}"[:250]
    waiting = [trial for trial in _measured() if _waits(trial, key)]
    if not waiting:
        return 0
    teams = _units()
    results = {trial: _measure(in_use, trial, teams, today) for trial in waiting}
    _keep(results, key, today)
    return len(results)


def unit_of(team: int) -> str:
    """How a team is named among observations, whatever it is called later."""
    return f"team:{team}"


def _measured() -> list[Trial]:
    found = Trial.objects.filter(initiative__state__in=_STARTED, started_on__isnull=False)
    return list(
        found.exclude(metric="")
        .select_related("measurement")
        .prefetch_related("teams")
        .order_by("pk")
    )


def _waits(trial: Trial, key: str) -> bool:
    known = getattr(trial, "measurement", None)
    return trial.metric in METRICS and not (known and (known.settled or known.key == key))


def _units() -> dict[str, str]:
    """Each name that facts may give a team, to its unit."""
    return {name: unit_of(pk) for name, pk in organisation.teams_by_external_name().items()}


def _measure(in_use: facts.Facts, trial: Trial, teams: dict[str, str], today: date) -> Compared:
    if trial.started_on is None:
        raise ValueError(f"trial {trial.pk} has not started; only those that have are measured")
    metric = METRICS[trial.metric]
    spans = weeks_around(trial.started_on, trial.ends_on, today)
    weeks = [one for span in spans for one in _week(in_use, metric, span, today, teams)]
    starts = {unit_of(team.pk): trial.started_on for team in trial.teams.all()}
    return compare(metric, weeks, starts, trial.declared, trial.ends_on, as_of=today, seed=_SEED)


def _week(
    in_use: facts.Facts,
    metric: Metric,
    span: tuple[date, date],
    today: date,
    teams: dict[str, str],
) -> Sequence[TeamWeek]:
    since, until = span
    asked = Scope(since=_instant(since), until=_instant(until))
    found = in_use.engine.statistics(metric, asked, ("team",), as_of=_instant(today))
    named = ((str(one.group["team"]), one) for one in found if one.group["team"] is not None)
    return [
        TeamWeek(teams[name.casefold()], since, one)
        for name, one in named
        if name.casefold() in teams
    ]


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@transaction.atomic
def _keep(results: dict[Trial, Compared], key: str, today: date) -> None:
    for trial, result in results.items():
        Measurement.objects.update_or_create(
            trial=trial,
            defaults={
                "key": key,
                "result": result.model_dump(mode="json"),
                "settled": today >= trial.ends_on + GRACE,
                "counted_at": timezone.now(),
            },
        )
    record(None, actions.MEASURED, f"day:{today.isoformat()}", trials=len(results))
