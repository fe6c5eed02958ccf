"""From facts on disk to a brief: opens the engine and the rows, chooses the week, composes."""

from __future__ import annotations

from datetime import date

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.adapters.facts import Archive, FactTables
from boussole.core.brief.compose import compose
from boussole.core.brief.models import Brief, Period
from boussole.core.brief.period import choose_period, week_period
from boussole.core.facts import Frame


class NothingToBriefError(Exception):
    """No conversation carries a date, so there is no week to speak of."""


def period_of(archive: Archive, monday: date | None = None) -> Period:
    """Return the week of ``monday``, or the last complete week worth a brief.

    Raises ``NothingToBriefError`` when no conversation is dated.
    """
    if monday is not None:
        return week_period(monday)
    span = archive.span()
    if span is None:
        raise NothingToBriefError
    return choose_period(span.weeks, span.first.date(), span.last.date())


def prepare_brief(
    tables: FactTables,
    frame: Frame,
    *,
    monday: date | None = None,
    team: str | None = None,
    rejected: int = 0,
) -> Brief:
    """Compose the brief of a week from ``tables``; the same facts give the same brief."""
    archive = Archive(tables)
    period = period_of(archive, monday)
    return compose(DuckEngine(tables.paths()), archive, frame, period, team=team, rejected=rejected)
