"""From observations to what is counted before and after each start, as sums that clusters add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from boussole.core.metrics.effect.declaration import Declaration, EffectError
from boussole.core.metrics.resampling import Floats

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

COLUMNS = ("unit", "cluster", "at", "outcome")
WEEK = 7
NEVER = np.iinfo(np.int64).max
TREATED, COMPARISON = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The observations that some window holds; ``day`` counts days, ``treated`` says whose start it is.

    The four flags say where a row counts: once each, however many cohorts it is compared with.
    """

    unit: Places
    cluster: Places
    day: Places
    outcome: Floats
    treated_before: Flags
    treated_after: Flags
    compared_before: Flags
    compared_after: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Rows, and their sums by cluster for each line and cell.

    A line is a unit in a cohort (the units that start on the same day), as treated or as comparison;
    lines are sorted by cohort, then arm. Cell 0 is the whole before window; the others are the weeks
    after the start. ``counts`` and ``sums`` are clusters x (lines x cells).
    """

    rows: Rows
    units: tuple[str, ...]
    starts: Places
    line_cohort: Places
    line_arm: Places
    line_unit: Places
    cells: int
    counts: sparse.csr_array
    sums: sparse.csr_array
    cluster_treated: Flags
    cluster_compared: Flags

    @property
    def whole_units(self) -> bool:
        """Whether each unit is inside one cluster, so that other units might have been drawn."""
        clusters = max(1, len(self.cluster_treated))
        pairs = np.unique(self.rows.unit * clusters + self.rows.cluster)
        return len(np.unique(pairs // clusters)) == len(pairs)


def windows(
    declaration: Declaration, observations: pl.DataFrame, starts: Mapping[str, date], as_of: date
) -> Windows:
    """Keep what the declared windows hold before ``as_of``, and count it.

    ``observations`` has one row per conversation: ``unit``, ``cluster``, ``at`` (date, or instant in
    UTC) and ``outcome`` (0 or 1, or a number); rows without one of them are not judged.
    """
    frame = _read(declaration, observations, as_of)
    names = frame["unit"].unique().sort()
    unit = _codes(frame["unit"])
    day = frame["day"].to_numpy().astype(np.int64)
    by_unit = np.array([_day(starts.get(name)) for name in names], dtype=np.int64)
    cohorts = np.array(sorted({_day(on) for on in starts.values()}), dtype=np.int64)
    parts = [_cohort(declaration, day, by_unit[unit], start) for start in cohorts]
    taken = np.concatenate([part.row for part in parts])
    used = np.unique(taken)
    clusters, cluster = np.unique(_codes(frame["cluster"])[used], return_inverse=True)
    outcome = frame["outcome"].to_numpy()[used]
    rows = Rows(unit[used], cluster, day[used], outcome, *_places(parts, used))
    arm = np.concatenate([part.arm for part in parts])
    cohort = np.repeat(np.arange(len(parts)), [len(part.row) for part in parts])
    at = np.searchsorted(used, taken)
    keys, line = np.unique((cohort * 2 + arm) * len(names) + rows.unit[at], return_inverse=True)
    cells = declaration.after_weeks + 1
    column = line * cells + np.concatenate([part.cell for part in parts])
    shape = (len(clusters), len(keys) * cells)
    where = (cluster[at], column)
    return Windows(
        rows=rows,
        units=tuple(names),
        starts=by_unit,
        line_cohort=keys // max(1, 2 * len(names)),
        line_arm=keys // max(1, len(names)) % 2,
        line_unit=keys % max(1, len(names)),
        cells=cells,
        counts=sparse.coo_array((np.ones(len(at)), where), shape=shape).tocsr(),
        sums=sparse.coo_array((outcome[at], where), shape=shape).tocsr(),
        cluster_treated=_holds(cluster[at][arm == TREATED], len(clusters)),
        cluster_compared=_holds(cluster[at][arm == COMPARISON], len(clusters)),
    )


def by_week(observations: pl.DataFrame) -> pl.DataFrame:
    """Make a cluster of each week of each unit, when too few units start for them to be drawn.

    What is found then speaks of these units alone: chance from week to week is accounted for, chance from
    one person to another is not.
    """
    monday = pl.col("at").cast(pl.Date).dt.truncate("1w").cast(pl.String)
    return observations.with_columns(
        cluster=pl.concat_str(pl.col("unit").cast(pl.String), monday, separator=" ")
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The rows of one cohort's windows."""

    row: Places
    arm: Places
    cell: Places


def _cohort(declaration: Declaration, day: Places, starts: Places, start: int) -> _Part:
    offset = day - start
    inside = (offset >= -WEEK * declaration.before_weeks) & (
        offset < WEEK * declaration.after_weeks
    )
    cell = np.where(offset < 0, 0, offset // WEEK + 1)
    treated = starts == start
    match declaration.comparison:
        case "none":
            free = np.zeros(len(day), dtype=bool)
        case "never_treated":
            free = starts == NEVER
        case "not_yet_treated":
            # A unit is compared through a whole week or not at all, and never once it has started.
            free = starts >= start + WEEK * np.maximum(cell, 1)
    row = np.flatnonzero(inside & (treated | free))
    return _Part(row, np.where(treated[row], TREATED, COMPARISON), cell[row])


def _places(parts: list[_Part], used: Places) -> list[Flags]:
    flags = []
    for arm in (TREATED, COMPARISON):
        for after in (False, True):
            held = [part.row[(part.arm == arm) & ((part.cell > 0) == after)] for part in parts]
            flags.append(np.isin(used, np.concatenate(held)))
    return flags


def _holds(places: Places, n: int) -> Flags:
    held = np.zeros(n, dtype=np.bool_)
    held[places] = True
    return held


def _read(declaration: Declaration, observations: pl.DataFrame, as_of: date) -> pl.DataFrame:
    missing = [name for name in COLUMNS if name not in observations.columns]
    if missing:
        raise EffectError(
            f"observations have no column {', '.join(missing)}; give {', '.join(COLUMNS)}"
        )
    if not isinstance(observations.schema["at"], pl.Date | pl.Datetime):
        raise EffectError(f"at is {observations.schema['at']}; give dates, or instants in UTC")
    frame = (
        observations.lazy()
        .select(
            pl.col("unit", "cluster").cast(pl.String),
            day=pl.col("at").cast(pl.Date),
            outcome=pl.col("outcome").cast(pl.Float64).fill_nan(None),
        )
        .drop_nulls()
        .filter(pl.col("day") < as_of)
        .with_columns(pl.col("day").to_physical())
        # Sums must not depend on the order in which rows come.
        .sort("unit", "cluster", "day", "outcome")
        .collect()
    )
    if declaration.scale == "share" and not frame["outcome"].is_in([0.0, 1.0]).all():
        raise EffectError("the outcome of a share is 0 or 1; declare the scale as number")
    return frame


def _codes(column: pl.Series) -> Places:
    """The place of each value among the distinct ones, in order."""
    return column.rank("dense").to_numpy().astype(np.int64) - 1


def _day(on: date | None) -> int:
    return int(NEVER) if on is None else (on - date(1970, 1, 1)).days
