"""From facts on disk to a brief: opens the engine and the rows, chooses the week, composes."""

from __future__ import annotations

from datetime import date

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.adapters.facts import Archive, FactTables
from boussole.core.brief.compose import compose
from boussole.core.brief.models import Brief, Period
from boussole.core.brief.period import choose_period, week_period
from boussole.core.facts import Frame
from boussole.core.text import Text
from boussole.core.wording import days

_UNDATED = Text(
    fr="Aucune conversation ne porte de date\u00a0: il n’y a pas de semaine dont parler. Indiquez dans le mapping où lire "
    "les dates.",
    en="No conversation carries a date: there is no week to speak of. Say in the mapping where dates are.",
)
_EMPTY_WEEK = Text(
    fr="Aucune conversation pour {period}. Les données vont du {span}.",
    en="No conversation in the {period}. The data run from {span}.",
)
_UNKNOWN_TEAM = Text(
    fr="Aucune conversation de l’équipe «\u202f{team}\u202f» pour {period}. Équipes connues\u00a0: {teams}.",
    en="No conversation of team “{team}” in the {period}. Known teams: {teams}.",
)


class NothingToBriefError(Exception):
    """There is nothing to speak of; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def period_of(archive: Archive, monday: date | None = None) -> Period:
    """Return the week of ``monday``, or the last complete week worth a brief.

    Raises ``NothingToBriefError`` when no conversation is dated.
    """
    if monday is not None:
        return week_period(monday)
    span = archive.span()
    if span is None:
        raise NothingToBriefError(_UNDATED)
    return choose_period(span.weeks, span.first.date(), span.last.date())


def prepare_brief(
    tables: FactTables,
    frame: Frame,
    *,
    monday: date | None = None,
    team: str | None = None,
    rejected: int = 0,
) -> Brief:
    """Compose the brief of a week from ``tables``; the same facts give the same brief.

    Raises ``NothingToBriefError`` when no conversation of ``team`` began in that week.
    """
    archive = Archive(tables)
    period = period_of(archive, monday)
    _check(archive, period, team)
    return compose(DuckEngine(tables.paths()), archive, frame, period, team=team, rejected=rejected)


def _check(archive: Archive, period: Period, team: str | None) -> None:
    here = archive.contacts(period.begins, period.ends)
    span = archive.span()
    if here.is_empty() and span is not None:
        said = days(span.first.date(), span.last.date())
        raise NothingToBriefError(_EMPTY_WEEK.format(period=period.label, span=said))
    if team is not None and team not in here["team"]:
        teams = ", ".join(sorted({name for name in here["team"] if name is not None})) or "–"
        raise NothingToBriefError(_UNKNOWN_TEAM.format(team=team, period=period.label, teams=teams))
