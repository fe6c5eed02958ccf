"""What the stored facts show of cues: one row per conversation that offered an occasion, week by week.

Facts name agents as the organisation does; a person's unit is their id, so that a new name does not break a
series. Nothing of this is kept: only the results of ``following`` are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from boussole.adapters.facts import Archive
from boussole.core.coaching import ObservableCue, observe
from boussole.features.organisation import queries as organisation

WEEK = timedelta(weeks=1)
OBSERVED = {"cue": pl.String, "unit": pl.String, "at": pl.Date, "outcome": pl.Float64}


def unit_of(person_id: int) -> str:
    """How a person is named among observations."""
    return f"person:{person_id}"


def observations(
    archive: Archive, cues: Iterable[ObservableCue], since: date, until: date
) -> pl.DataFrame:
    """Everyone's conversations begun in ``[since, until)`` that offered an occasion: ``OBSERVED``."""
    asked = list(cues)
    units = {name: unit_of(pk) for name, pk in organisation.people_by_external_name().items()}
    weeks = [
        _named(_of_week(archive, asked, start, end), units) for start, end in _weeks(since, until)
    ]
    return pl.concat([pl.DataFrame(schema=OBSERVED), *weeks])


def _weeks(since: date, until: date) -> Iterator[tuple[datetime, datetime]]:
    start = datetime.combine(since, time(), UTC)
    end = datetime.combine(until, time(), UTC)
    while start < end:
        yield start, min(start + WEEK, end)
        start += WEEK


def _of_week(
    archive: Archive, cues: list[ObservableCue], start: datetime, end: datetime
) -> pl.DataFrame:
    contacts = archive.contacts(start, end)
    found = observe(cues, archive.turns_between(start, end), contacts)
    whose = contacts.select("conversation_id", "agent_id", "started_at")
    return found.join(whose, on="conversation_id", how="inner")


def _named(found: pl.DataFrame, units: dict[str, str]) -> pl.DataFrame:
    """Name each conversation's agent; a name that is nobody's stays, and is somebody to compare with."""
    named = found.filter(pl.col("agent_id").is_not_null())
    known = [units.get(name.casefold(), name) for name in named["agent_id"].to_list()]
    return named.select(
        "cue",
        pl.Series("unit", known, dtype=pl.String),
        pl.col("started_at").cast(pl.Date).alias("at"),
        pl.col("followed").cast(pl.Float64).alias("outcome"),
    )
