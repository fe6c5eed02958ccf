"""A cue agreed in a session, followed in the next conversations: rates, and the effect that was declared.

The outcome of a conversation is 1 when it offered the cue's occasion and the cue was followed, 0 when it was
not; conversations without an occasion say nothing. One person is compared with themselves and with the
conversations of people who are not coached on that cue, or not yet; clusters are then weeks, so the result
speaks of this person alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from pydantic import BaseModel, ConfigDict

from boussole.core.coaching.cues import ObservableCue
from boussole.core.metrics.effect import Declaration, Effect, by_week, effect
from boussole.core.metrics.effect.measuring import Verdict, Why
from boussole.core.metrics.effect.words import say
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.text import Text

BEFORE_WEEKS = 8
AFTER_WEEKS = 6
# One person has few occasions a week: ten points would almost never be seen.
SMALLEST_EFFECT = 0.2
# Below, a pooled figure would say something of one of them.
MINIMUM_PEOPLE = 5
# Below, a rate is not one (docs/metrics.md), and weeks that look alike by chance would pass for certainty.
MINIMUM_N = 10
WEEK = 7


class Kept(BaseModel):
    """A result as it is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(Kept):
    """Of ``n`` conversations that offered the occasion, ``followed`` took it; Wilson's interval."""

    followed: int
    n: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share, none without a conversation."""
        return self.followed / self.n if self.n else None


class Bounds(Kept):
    """A difference and the interval it is known within."""

    value: float
    low: float | None
    high: float | None


class Result(Kept):
    """What follow-up says of one cue, or of a team's people on one cue.

    ``difference``, ``expected`` and ``beyond`` are empty until the declared end: they are read once. ``missing``
    is about how many more conversations are needed, none when it is not known.
    """

    as_of: date
    ends: date
    people: int
    before: Rate
    after: Rate
    others_before: Rate
    others_after: Rate
    verdict: Verdict
    why: Why
    difference: Bounds | None = None
    expected: float | None = None
    beyond: Bounds | None = None
    missing: int | None = None
    said: Text


def declare(
    cue: ObservableCue,
    on: date,
    *,
    weeks: int = AFTER_WEEKS,
    smallest: float = SMALLEST_EFFECT,
    bad_spell: bool,
) -> Declaration:
    """Declare what will be followed, on the day a session closes: it starts the next day."""
    return Declaration(
        subject=cue.subject,
        key=cue.key,
        direction="higher",
        declared_on=on,
        start=on + timedelta(days=1),
        before_weeks=BEFORE_WEEKS,
        after_weeks=weeks,
        smallest_effect=smallest,
        comparison="not_yet_treated",
        bad_spell=bad_spell,
    )


def follow(
    declaration: Declaration,
    unit: str,
    observations: pl.DataFrame,
    starts: Mapping[str, date],
    *,
    as_of: date,
    seed: int,
) -> Result:
    """Follow the cue of one person, ``unit``.

    ``observations``: ``unit``, ``at``, ``outcome`` (0 or 1), everyone's conversations that offered the occasion;
    ``starts``: when each person coached on this cue started, ``unit`` among them or not.
    """
    start = declaration.start
    others = {name: on for name, on in starts.items() if name != unit}
    kept = _uncoached(observations, others, start)
    found = effect(declaration, by_week(kept), {unit: start}, as_of=as_of, seed=seed)
    return _result(found, kept, {unit: start}, as_of)


def pool(
    declaration: Declaration,
    observations: pl.DataFrame,
    starts: Mapping[str, date],
    members: frozenset[str],
    *,
    as_of: date,
    seed: int,
) -> Result | None:
    """Follow the people of a team on one cue, together; none below ``MINIMUM_PEOPLE`` of them.

    ``members`` are the team's people; others in ``starts`` are coached elsewhere and compared until they start.
    """
    treated = {name: on for name, on in starts.items() if name in members}
    counted = set(observations["unit"].unique())
    if len(treated.keys() & counted) < MINIMUM_PEOPLE:
        return None
    elsewhere = {name: on for name, on in starts.items() if name not in members}
    kept = _uncoached(observations, elsewhere, min(treated.values()))
    clustered = kept.with_columns(cluster=pl.col("unit"))
    found = effect(declaration, clustered, treated, as_of=as_of, seed=seed)
    return _result(found, kept, treated, as_of)


def _uncoached(observations: pl.DataFrame, starts: Mapping[str, date], start: date) -> pl.DataFrame:
    """Leave out what people did once coached on this cue; weeks since ``start`` count whole or not at all."""
    if not starts:
        return observations
    coached = pl.col("unit").replace_strict(starts, default=None, return_dtype=pl.Date)
    day = pl.col("at").cast(pl.Date)
    week = (day - pl.lit(start)).dt.total_days() // WEEK + 1
    until = pl.when(week > 0).then(pl.lit(start) + pl.duration(days=WEEK * week)).otherwise(day)
    free = coached.is_null() | ((day < coached) & (until.cast(pl.Date) <= coached))
    return observations.filter(free)


def _result(found: Effect, kept: pl.DataFrame, starts: Mapping[str, date], as_of: date) -> Result:
    declaration = found.declaration
    counted = _counted(declaration, kept, starts, as_of)
    rates = {name: _rate(counted, name) for name in _SIDES}
    found = _cautious(found, rates["before"].n, rates["after"].n, as_of)
    judged = found.why in {"judged", "regression_unknown"}
    beyond = found.regression.beyond if judged and found.regression else None
    return Result(
        as_of=as_of,
        ends=found.ends,
        people=found.treated.units,
        **rates,
        verdict=found.verdict,
        why=found.why,
        difference=_bounds(found.difference) if judged else None,
        expected=found.regression.expected if judged and found.regression else None,
        beyond=_bounds(beyond) if beyond else None,
        missing=found.plan.missing if found.plan else None,
        said=say(found, "person" if len(starts) == 1 else "group"),
    )


_EARLY: frozenset[Why] = frozenset({"few_clusters", "no_variation"})


def _cautious(found: Effect, before: int, after: int, as_of: date) -> Effect:
    """Judge nothing on too few conversations, and nothing before the declared end."""
    if as_of < found.ends:
        # The first weeks are few whatever comes; they are not read yet anyway.
        return replace(found, why="running") if found.why in _EARLY else found
    if found.verdict == "not_enough" or min(before, after) >= MINIMUM_N:
        return found
    planned = found.plan
    if planned is not None:
        # The weeks before are what they are; those after may still grow.
        missing = None if before < MINIMUM_N else max(planned.missing or 0, MINIMUM_N - after)
        needed = None if missing is None else after + missing
        planned = replace(planned, needed=needed, missing=missing)
    return replace(found, verdict="not_enough", why="few_conversations", plan=planned)


_SIDES = ("before", "after", "others_before", "others_after")


def _counted(
    declaration: Declaration, kept: pl.DataFrame, starts: Mapping[str, date], as_of: date
) -> pl.DataFrame:
    """Count plainly, side by side; others around the first start, since theirs never comes."""
    first = min(starts.values())
    own = pl.col("unit").replace_strict(starts, default=None, return_dtype=pl.Date)
    start = own.fill_null(first)
    day = pl.col("at").cast(pl.Date)
    since = start - pl.duration(weeks=declaration.before_weeks)
    until = start + pl.duration(weeks=declaration.after_weeks)
    inside = (day >= since.cast(pl.Date)) & (day < until.cast(pl.Date)) & (day < as_of)
    moment = pl.when(day < start).then(pl.lit("before")).otherwise(pl.lit("after"))
    return (
        kept.filter(inside)
        .with_columns(
            side=pl.when(own.is_null()).then(pl.lit("others_") + moment).otherwise(moment)
        )
        .group_by("side")
        .agg(followed=pl.col("outcome").sum(), n=pl.len())
    )


def _rate(counted: pl.DataFrame, side: str) -> Rate:
    row = counted.filter(pl.col("side") == side)
    followed = int(row["followed"].sum())
    n = int(row["n"].sum())
    interval = wilson(followed, n)
    return Rate(followed=followed, n=n, low=interval.low, high=interval.high)


def _bounds(interval: Interval) -> Bounds | None:
    if interval.value is None:
        return None
    return Bounds(value=interval.value, low=interval.low, high=interval.high)
