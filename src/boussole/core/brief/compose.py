"""Composes Monday's brief from an engine's answers and the rows behind them."""

from __future__ import annotations

from boussole.core.brief.causes import find_causes
from boussole.core.brief.changes import find_changes, judge_all
from boussole.core.brief.coverage import find_coverage, with_insufficient
from boussole.core.brief.frictions import find_frictions
from boussole.core.brief.headline import headline
from boussole.core.brief.indicators import find_indicators, weekly_series
from boussole.core.brief.models import Brief, Period
from boussole.core.brief.patterns import find_patterns
from boussole.core.brief.rows import Rows
from boussole.core.brief.situations import find_situations
from boussole.core.brief.thanks import find_thanks
from boussole.core.brief.view import View
from boussole.core.facts import Frame
from boussole.core.metrics import Engine, Scope
from boussole.core.schemas import SCHEMA_VERSION


def compose(
    engine: Engine,
    rows: Rows,
    frame: Frame,
    period: Period,
    *,
    team: str | None = None,
    rejected: int = 0,
) -> Brief:
    """Return the brief of ``period``, for one ``team`` or for all.

    Pure but for what ``engine`` and ``rows`` read: the same facts give the same brief.
    """
    view = View(engine, rows, frame, period, team)
    contacts = rows.contacts(period.begins, period.ends, team)
    charted = weekly_series(view)
    verdicts = judge_all(view, charted)
    changes = find_changes(view, verdicts)
    frictions = find_frictions(view)
    quoted = {quote.conversation_id for one in frictions for quote in one.quotes}
    causes = find_causes(view, contacts, quoted)
    situations, upstream = find_situations(view, contacts)
    totals = engine.totals(Scope(team=team))
    coverage = find_coverage(contacts, totals.contacts, totals.answers, rejected)
    indicators = find_indicators(view, charted, verdicts.of_metrics())
    coverage = with_insufficient(coverage, indicators)
    said = headline(coverage, changes, frictions, causes, situations, charted=bool(verdicts.judged))
    return Brief(
        period=period,
        team=team,
        headline=said,
        changes=changes,
        patterns=find_patterns(view),
        frictions=frictions,
        situations=situations,
        upstream=upstream,
        thanks=find_thanks(view),
        causes=causes,
        indicators=tuple(one for one in indicators if one.state != "insufficient"),
        false_alarms=verdicts.false_alarms(),
        coverage=coverage,
        made_with={
            "signals": frame.models.title,
            "playbook": str(frame.playbook.version),
            "facts": str(SCHEMA_VERSION),
        },
    )
