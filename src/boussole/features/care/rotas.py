"""What a team's manager reads of where hard contacts concentrate: counted once a week, then frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.conf import settings

from boussole.adapters.facts import Archive
from boussole.core.care import Pattern, Spread, Week, patterns, spread, with_signs
from boussole.features.metrics.queries import instant
from boussole.features.organisation.access import names_of
from boussole.features.organisation.models import Team

WEEKS = 12
_READ = ("team", "started_at", "channel", "reason", "hard")


def contacts(archive: Archive, last: date) -> pl.DataFrame:
    """Every contact of the last weeks, with what patterns read."""
    since, until = instant(last - timedelta(weeks=WEEKS - 1)), instant(last + timedelta(weeks=1))
    return with_signs(archive.contacts(since, until)).select(_READ)


def found(team: Team, rows: pl.DataFrame, weeks: Sequence[Sequence[Week]]) -> dict[str, Any]:
    """A team's patterns, and how evenly its people are reached; ``weeks`` are those of each person counted in it."""
    names = [name.casefold() for name in names_of(team)]
    own = rows.filter(pl.col("team").str.to_lowercase().is_in(names))
    even = spread([sum(week.hard for week in each[-WEEKS:]) for each in weeks])
    return {
        "people": len(weeks),
        "patterns": [asdict(one) for one in patterns(own, settings.TIME_ZONE)],
        "spread": asdict(even) if even else None,
    }


def read(stored: dict[str, Any]) -> tuple[list[Pattern], Spread | None]:
    """What ``found`` stored."""
    even = stored.get("spread")
    return [Pattern(**one) for one in stored["patterns"]], Spread(**even) if even else None
