"""Following the agreed cues by itself: counted again when facts change and every day, then read for good.

A result is stored beside the key of what it was counted on. Once the declared end has passed and its facts are
there, it is settled: what was read once is not read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import polars as pl
from django.db import transaction
from django.utils import timezone

from boussole.core.coaching import CUES
from boussole.core.coaching.following import BEFORE_WEEKS, Result, declare, follow, pool
from boussole.features.metrics import facts
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.sessions import actions, queries
from boussole.features.sessions.models import AgreedCue, FollowUp, TeamFollowUp
from boussole.features.sessions.observing import observations, unit_of

# Conversations of the last days may still be imported or read again after the declared end.
GRACE = timedelta(days=7)
# People who started longer ago are not pooled with those who start now.
POOLED = timedelta(weeks=26)
_SEED = 20_260_302
Starts = dict[str, date]


def follow_all(today: date) -> int:
    """Count what changed since the last time; return how many cues were counted.

    One cue that cannot be counted fails the whole: the next run begins again, and nothing is stored by half.
    """
    in_use = facts.in_use()
    cues = queries.registered()
    if in_use is None or not cues:
        return 0
    key = f"{in_use.key}.{today.isoformat()}"[:250]
    waiting = [cue for cue in cues if _waits(cue, key, today)]
    if not waiting:
        return 0
    starts = _starts(cues)
    found = _observed(in_use, waiting, starts, today)
    results = {cue: _follow(cue, found, starts[cue.key], today) for cue in waiting}
    teams = _teams(cues, sorted({cue.key for cue in waiting}), found, starts, today)
    _keep(results, teams, key, today)
    return len(results)


def _waits(cue: AgreedCue, key: str, today: date) -> bool:
    """Whether a cue is to be counted: started, not settled, and not counted on these facts today."""
    if cue.start is None or cue.start > today:
        return False
    known = getattr(cue, "follow_up", None)
    return known is None or not (known.settled or known.key == key)


def _observed(
    in_use: facts.Facts, waiting: Sequence[AgreedCue], starts: dict[str, Starts], today: date
) -> pl.DataFrame:
    """What everyone's conversations show over the windows of these cues and of those they are pooled with."""
    keys = sorted({cue.key for cue in waiting})
    pooled = [on for key in keys for on in starts[key].values() if on >= today - POOLED]
    first = min([*pooled, *(cue.start for cue in waiting if cue.start)])
    since = first - timedelta(weeks=BEFORE_WEEKS)
    return observations(in_use.archive, [CUES[key] for key in keys], since, today)


def _starts(cues: Sequence[AgreedCue]) -> dict[str, Starts]:
    """For each cue, when each person was first coached on it: after that they are no comparison."""
    found: dict[str, Starts] = defaultdict(dict)
    for cue in cues:
        if cue.start is not None:
            known = found[cue.key].get(unit_of(cue.person_id), cue.start)
            found[cue.key][unit_of(cue.person_id)] = min(known, cue.start)
    return found


def _follow(cue: AgreedCue, found: pl.DataFrame, starts: Starts, today: date) -> Result:
    declared = cue.declared
    if declared is None:
        raise ValueError(f"cue {cue.pk} was not declared; only registered cues are followed")
    return follow(
        declared,
        unit_of(cue.person_id),
        found.filter(pl.col("cue") == cue.key),
        starts,
        as_of=today,
        seed=_SEED,
    )


def _teams(
    cues: Sequence[AgreedCue],
    keys: Iterable[str],
    found: pl.DataFrame,
    starts: dict[str, Starts],
    today: date,
) -> dict[tuple[int, str], Result]:
    """Pool the people of each team on each cue that is being counted, when they are enough."""
    pools = {}
    for team in organisation.teams():
        members = frozenset(unit_of(one.person_id) for one in team.memberships.all())
        for key in keys:
            bad = any(_bad_spell(cue, members) for cue in cues if cue.key == key)
            result = _pool(key, found, starts[key], members, today, bad_spell=bad)
            if result is not None:
                pools[team.pk, key] = result
    return pools


def _bad_spell(cue: AgreedCue, members: frozenset[str]) -> bool:
    declared = cue.declared
    return declared is not None and declared.bad_spell and unit_of(cue.person_id) in members


def _pool(
    key: str,
    found: pl.DataFrame,
    starts: Starts,
    members: frozenset[str],
    today: date,
    *,
    bad_spell: bool,
) -> Result | None:
    """The declared windows and smallest effect of a pool are those by default, from its first start on."""
    own = {name: on for name, on in starts.items() if name in members and on >= today - POOLED}
    if not own:
        return None
    declared = declare(CUES[key], min(own.values()) - timedelta(days=1), bad_spell=bad_spell)
    return pool(
        declared,
        found.filter(pl.col("cue") == key),
        starts,
        frozenset(own),
        as_of=today,
        seed=_SEED,
    )


@transaction.atomic
def _keep(
    results: dict[AgreedCue, Result],
    teams: dict[tuple[int, str], Result],
    key: str,
    today: date,
) -> None:
    now = timezone.now()
    for cue, result in results.items():
        FollowUp.objects.update_or_create(
            cue=cue,
            defaults={
                "key": key,
                "result": result.model_dump(mode="json"),
                "settled": today >= result.ends + GRACE,
                "counted_at": now,
            },
        )
    counted = {cue.key for cue in results}
    TeamFollowUp.objects.filter(cue_key__in=counted).delete()
    TeamFollowUp.objects.bulk_create(
        TeamFollowUp(
            team_id=team,
            cue_key=cue_key,
            key=key,
            result=result.model_dump(mode="json"),
            counted_at=now,
        )
        for (team, cue_key), result in teams.items()
    )
    record(None, actions.FOLLOWED, f"day:{today.isoformat()}", cues=len(results))
