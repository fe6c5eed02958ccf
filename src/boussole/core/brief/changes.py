"""What changed and is real: indicators, and the contacts each reason brings.

Everything looked at is judged together (Benjamini-Hochberg), so that looking at many series does not
find a change by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from boussole.core.brief.indicators import history_of, label_of, points_of
from boussole.core.brief.models import Change, Uncertain
from boussole.core.brief.view import View
from boussole.core.metrics import METRICS, Metric, Statistics
from boussole.core.metrics.change import Change as Verdict
from boussole.core.metrics.change import Series, expected_false_alarms_per_year, judge, series
from boussole.core.metrics.words import shown
from boussole.core.reasons import ReasonTree
from boussole.core.text import Text
from boussole.core.wording import number

# A reason is followed when it brings at least this many contacts in a usual week or in this one.
FOLLOWED = 5
_BY_REASON = ("contacts", "effort_expressed")
_SHOWN_CONVERSATIONS = 100

_UP = Text(
    fr="{what} en hausse\u00a0: {now}, contre {usual} d’habitude (entre {low} et {high}).",
    en="{what}, up: {now}, against {usual} usually (between {low} and {high}).",
)
_DOWN = Text(
    fr="{what} en baisse\u00a0: {now}, contre {usual} d’habitude (entre {low} et {high}).",
    en="{what}, down: {now}, against {usual} usually (between {low} and {high}).",
)
_CONTACTS = Text(fr="Contacts «\u202f{reason}\u202f»", en="Contacts about “{reason}”")
_EFFORT = Text(
    fr="Effort exprimé dans les contacts «\u202f{reason}\u202f»",
    en="Effort expressed in contacts about “{reason}”",
)
_FALSE_ALARMS = Text(
    fr="{series} séries suivies. Sans correction, {n} fausses alertes seraient attendues par an\u00a0; la "
    "correction de Benjamini-Hochberg les ramène à une alerte fausse sur dix au plus.",
    en="{series} series followed. Uncorrected, {n} false alarms would be expected in a year; the "
    "Benjamini-Hochberg correction keeps false ones to at most one alert in ten.",
)


@dataclass(frozen=True)
class Followed:
    """One series under watch, and how it is named."""

    metric: Metric
    series: Series
    label: Text
    reason: str | None = None

    @property
    def key(self) -> str:
        """``metric`` or ``metric:reason``."""
        return f"{self.metric.name}:{self.reason}" if self.reason else self.metric.name


@dataclass(frozen=True)
class Verdicts:
    """Every series under watch with what was judged of it."""

    followed: tuple[Followed, ...]
    verdicts: tuple[Verdict, ...]

    def of_metrics(self) -> dict[str, Verdict]:
        """Return the verdicts on whole metrics, by name."""
        pairs = zip(self.followed, self.verdicts, strict=True)
        return {one.metric.name: found for one, found in pairs if one.reason is None}

    @property
    def judged(self) -> tuple[Verdict, ...]:
        """The verdicts on series long enough to be judged."""
        return tuple(found for found in self.verdicts if found.kind != "not_enough")

    def false_alarms(self) -> Text:
        """Say how often chance alone would cry wolf."""
        expected = expected_false_alarms_per_year(self.judged)
        return _FALSE_ALARMS.format(series=len(self.judged), n=number(expected, 1))


def judge_all(view: View, charted: Mapping[str, Series]) -> Verdicts:
    """Follow every metric, and per reason the number of contacts and the effort they express."""
    whole = [
        Followed(METRICS[name], found, label_of(view, METRICS[name]))
        for name, found in charted.items()
    ]
    followed = whole + list(_by_reason(view) if charted else ())
    verdicts = judge([one.series.change for one in followed])
    return Verdicts(tuple(followed), tuple(verdicts))


def find_changes(view: View, found: Verdicts, limit: int = 5) -> tuple[Change, ...]:
    """Return the real changes of the week: those of a reason first, which say where, and the surest first."""
    real = [
        (one, verdict)
        for one, verdict in zip(found.followed, found.verdicts, strict=True)
        if verdict.kind == "real"
    ]
    real.sort(key=lambda pair: (pair[0].reason is None, pair[1].p_value or 0.0, pair[0].key))
    return tuple(_change(view, one, verdict) for one, verdict in real[:limit])


def _by_reason(view: View) -> Iterable[Followed]:
    engine, period, history = view.engine, view.period, history_of(view)
    metrics = [METRICS[name] for name in _BY_REASON]
    weeks = [monday for monday in engine.weeks(history) if monday <= period.since]
    found = engine.statistics_many(metrics, history, ("week", "reason"), as_of=period.as_of)
    for metric in metrics:
        by_reason: dict[str, list[Statistics]] = {}
        for statistics in found[metric.name]:
            reason = statistics.group.get("reason")
            if isinstance(reason, str):
                by_reason.setdefault(reason, []).append(statistics)
        for reason, weekly in sorted(by_reason.items()):
            if not _worth_following(weekly, weeks, period.since):
                continue
            filled = _with_empty_weeks(metric, weekly, weeks)
            named = _CONTACTS if metric.kind == "count" else _EFFORT
            label = named.format(reason=view.tree[reason].label)
            yield Followed(metric, series(metric, filled, week=period.since), label, reason)


def _worth_following(weekly: list[Statistics], weeks: list[date], this: date) -> bool:
    now = sum(one.n for one in weekly if one.week == this)
    before = sum(one.n for one in weekly if one.week != this)
    return max(now, before / max(len(weeks) - 1, 1)) >= FOLLOWED


def _with_empty_weeks(
    metric: Metric, weekly: list[Statistics], weeks: list[date]
) -> list[Statistics]:
    known = {one.week for one in weekly}
    return weekly + [
        Statistics(metric=metric.name, n=0, group={"week": week})
        for week in weeks
        if week not in known
    ]


def _change(view: View, one: Followed, verdict: Verdict) -> Change:
    metric, now, usual = one.metric, verdict.value or 0.0, verdict.usual or 0.0
    return Change(
        about=one.key,
        label=one.label,
        sentence=(_UP if now > usual else _DOWN).format(
            what=one.label,
            now=shown(metric, now),
            usual=shown(metric, usual),
            low=shown(metric, verdict.low),
            high=shown(metric, verdict.high),
        ),
        direction="up" if now > usual else "down",
        better=_better(one, verdict, view.tree),
        now=Uncertain(value=now, low=None, high=None, n=verdict.n),
        usual=Uncertain(value=usual, low=verdict.low, high=verdict.high, n=verdict.baseline),
        since=view.period.since,
        series=points_of(one.series),
        conversation_ids=_conversations(view, one),
    )


def _better(one: Followed, verdict: Verdict, tree: ReasonTree) -> bool | None:
    """More contacts about a failure is worse; more of another reason is neither."""
    if one.metric.kind != "count":
        return verdict.better
    if one.reason is None or tree[one.reason].demand != "failure":
        return None
    return (verdict.value or 0.0) < (verdict.usual or 0.0)


def _conversations(view: View, one: Followed) -> tuple[str, ...]:
    if one.reason is None:
        return ()
    contacts = view.rows.contacts(view.period.begins, view.period.ends, view.team)
    here = contacts.filter(contacts["reason"] == one.reason)
    return tuple(here["conversation_id"].head(_SHOWN_CONVERSATIONS))
