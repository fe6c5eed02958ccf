"""The engine: one read-only connection, a question a cursor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import ibis
import pyarrow as pa

from boussole.adapters.engines import ibis_compiler
from boussole.adapters.engines.duckdb.scoping import scoped_sql
from boussole.adapters.engines.ibis_compiler import monday
from boussole.core.metrics import (
    Dimension,
    DimensionNotAllowedError,
    FactsMissingError,
    FrictionBy,
    FrictionCounts,
    Metric,
    Part,
    Point,
    Scope,
    Statistics,
    Totals,
)
from boussole.core.metrics.declarations import SCHEMAS, Table
from boussole.core.metrics.statistics import GroupKey, step_duration

TABLES: tuple[Table, ...] = ("contacts", "answers")
STARTED = ("started_at",)
ANSWERED = ("at", "started_at")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = dict[str, Any]
Files: TypeAlias = str | Path | Sequence[str | Path] | pa.Table


class DuckEngine:
    """Answers over Parquet files: ``tables`` gives each table's files, or a path or glob.

    No file at all is an empty table; a table of Arrow is copied into memory. Files are opened at each question; nothing is written and no
    extension is fetched. Safe to share between threads.
    """

    def __init__(
        self,
        tables: Mapping[str, Files],
        *,
        memory_limit: str = "1GB",
        threads: int | None = None,
    ) -> None:
        config: dict[str, Any] = {
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=config)
        for name in TABLES:
            self._view(name, tables.get(name))

    def _view(self, name: Table, files: Files | None) -> None:
        if files is None:
            raise FactsMissingError(f"no path for the facts table “{name}”: build the facts first")
        if isinstance(files, pa.Table):
            self._copy(name, files)
            return
        paths = [files] if isinstance(files, str | Path) else list(files)
        if not paths:
            self._copy(name, SCHEMAS[name].empty_table())
            return
        quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        try:
            self._connection.execute(
                f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{quoted}])"  # noqa: S608
            )
        except duckdb.IOException as error:
            raise FactsMissingError(
                f"the facts table “{name}” is not at {paths[0]}: build the facts first"
            ) from error

    def _copy(self, name: Table, rows: pa.Table) -> None:
        self._connection.register("given", rows)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608
        self._connection.unregister("given")

    def close(self) -> None:
        """Let go of the files and the memory."""
        self._connection.close()

    def statistics(
        self, metric: Metric, scope: Scope, by: Sequence[Dimension] = (), *, as_of: datetime
    ) -> list[Statistics]:
        """See ``Engine.statistics``."""
        return self.statistics_many([metric], scope, by, as_of=as_of)[metric.name]

    def statistics_many(
        self,
        metrics: Sequence[Metric],
        scope: Scope,
        by: Sequence[Dimension] = (),
        *,
        as_of: datetime,
    ) -> dict[str, list[Statistics]]:
        """See ``Engine.statistics_many``: one pass per table, one more per metric with values."""
        _check_dimensions(metrics, by)
        passes: defaultdict[tuple[str, tuple[str, ...]], list[Metric]] = defaultdict(list)
        found: dict[str, list[Statistics]] = {}
        for metric in metrics:
            if metric.value is None:
                passes[metric.table, metric.clock].append(metric)
            else:
                found[metric.name] = self._distributed(metric, scope, by, as_of)
        for together in passes.values():
            rows = self._ask(_counts_sql(tuple(together), tuple(by)), together[0], scope, as_of)
            for metric in together:
                found[metric.name] = _read(metric, rows, by)
        return {metric.name: found[metric.name] for metric in metrics}

    def _distributed(
        self, metric: Metric, scope: Scope, by: Sequence[Dimension], as_of: datetime
    ) -> list[Statistics]:
        names, rows = self._raw(
            _distribution_sql(metric, tuple(by)), metric.table, metric.clock, scope, as_of
        )
        order = [names.index(name) for name in (*by, "step", "observed", "censored")]
        apart = [names.index(name) for name in ("unknown", "immature")]
        *keys, at, observed, censored = order
        stepped = metric.kind == "duration"
        points: defaultdict[tuple[Any, ...], list[Point]] = defaultdict(list)
        aside: dict[tuple[Any, ...], tuple[int, int]] = {}
        for row in rows:
            key = tuple(row[place] for place in keys)
            if row[at] is None:
                aside[key] = (row[apart[0]], row[apart[1]])
                continue
            value = step_duration(int(row[at])) if stepped else float(row[at])
            points[key].append(Point(value, row[observed], row[censored]))
        groups: dict[tuple[GroupKey, ...], tuple[Any, ...]] = {} if by else {(): ()}
        groups |= {_group(raw, by): raw for raw in [*points, *aside]}
        return [
            _summed(metric, points.get(groups[key], []), aside.get(groups[key], (0, 0)), key, by)
            for key in sorted(groups, key=_sortable)
        ]

    def conversation_ids(
        self,
        metric: Metric,
        scope: Scope,
        part: Part = "numerator",
        *,
        as_of: datetime,
        limit: int = 500,
    ) -> list[str]:
        """See ``Engine.conversation_ids``."""
        body = f"{_behind_sql(metric, part)} LIMIT {int(limit)}"
        return [row["conversation_id"] for row in self._ask(body, metric, scope, as_of)]

    def frictions(self, scope: Scope, by: FrictionBy = "reason") -> list[FrictionCounts]:
        """See ``Engine.frictions``."""
        rows = self._rows(_frictions_sql(by), "contacts", STARTED, scope)
        found = [FrictionCounts(key=row.pop(by), **row) for row in rows]
        return sorted(found, key=lambda counts: (-counts.contacts, counts.key or ""))

    def totals(self, scope: Scope) -> Totals:
        """See ``Engine.totals``."""
        (row,) = self._rows(_totals_sql(), "contacts", STARTED, scope)
        (answers,) = self._rows(_answers_sql(), "answers", ANSWERED, scope)
        return Totals(
            contacts=row["contacts"],
            customers=row["customers"],
            answers=answers["answers"],
            first=_instant(row["first"]),
            last=_instant(row["last"]),
            last_observed=_instant(row["last_observed"]),
        )

    def weeks(self, scope: Scope) -> list[date]:
        """See ``Engine.weeks``."""
        rows = self._rows(_weeks_sql(), "contacts", STARTED, scope)
        return [monday(row["week"]) for row in rows]

    def _ask(self, body: str, metric: Metric, scope: Scope, as_of: datetime) -> list[Row]:
        return self._rows(body, metric.table, metric.clock, scope, as_of)

    def _rows(
        self,
        body: str,
        table: Table,
        clock: tuple[str, ...],
        scope: Scope,
        as_of: datetime = EPOCH,
    ) -> list[Row]:
        names, rows = self._raw(body, table, clock, scope, as_of)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _raw(
        self, body: str, table: Table, clock: tuple[str, ...], scope: Scope, as_of: datetime
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        sql, parameters = scoped_sql(body, table, clock, scope, as_of)
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _check_dimensions(metrics: Sequence[Metric], by: Sequence[Dimension]) -> None:
    for metric in metrics:
        refused = [name for name in by if name not in metric.dimensions]
        if refused:
            raise DimensionNotAllowedError(
                f"{metric.name} is not cut by {', '.join(refused)};"
                f" it may be cut by {', '.join(metric.dimensions)}"
            )


def _read(metric: Metric, rows: Sequence[Row], by: Sequence[Dimension]) -> list[Statistics]:
    found = []
    prefix = f"{metric.name}__"
    for row in sorted(rows, key=lambda row: _sortable(_key(row, by))):
        counted = {
            name.removeprefix(prefix): count
            for name, count in row.items()
            if name.startswith(prefix)
        }
        if by and not any(counted.values()):
            continue
        group: dict[str, GroupKey] = dict(zip(by, _key(row, by), strict=True))
        found.append(Statistics(metric=metric.name, **counted, group=group))
    return found


def _summed(
    metric: Metric,
    points: Sequence[Point],
    aside: tuple[int, int],
    key: tuple[GroupKey, ...],
    by: Sequence[Dimension],
) -> Statistics:
    sums = points if metric.kind == "mean" else ()
    return Statistics(
        metric=metric.name,
        n=sum(point.observed + point.censored for point in points),
        total=math.fsum(point.value * point.observed for point in sums),
        squares=math.fsum(point.value**2 * point.observed for point in sums),
        unknown=aside[0],
        immature=aside[1],
        points=tuple(points),
        group=dict(zip(by, key, strict=True)),
    )


def _key(row: Row, by: Sequence[Dimension]) -> tuple[GroupKey, ...]:
    return _group(tuple(row[name] for name in by), by)


def _group(raw: tuple[Any, ...], by: Sequence[Dimension]) -> tuple[GroupKey, ...]:
    return tuple(
        monday(part) if name == "week" and part is not None else part
        for name, part in zip(by, raw, strict=True)
    )


def _sortable(key: tuple[GroupKey, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((part is None, str(part)) for part in key)


def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)


def _sql(table: Any) -> str:
    return str(ibis.to_sql(table, dialect="duckdb"))


@lru_cache(maxsize=256)
def _counts_sql(metrics: tuple[Metric, ...], by: tuple[Dimension, ...]) -> str:
    return _sql(ibis_compiler.counts(metrics, by))


@lru_cache(maxsize=256)
def _distribution_sql(metric: Metric, by: tuple[Dimension, ...]) -> str:
    return _sql(ibis_compiler.distribution(metric, by))


@lru_cache(maxsize=256)
def _behind_sql(metric: Metric, part: Part) -> str:
    return _sql(ibis_compiler.conversations_behind(metric, part))


@lru_cache(maxsize=8)
def _frictions_sql(by: FrictionBy) -> str:
    return _sql(ibis_compiler.frictions(by))


@lru_cache(maxsize=1)
def _totals_sql() -> str:
    return _sql(ibis_compiler.totals())


@lru_cache(maxsize=1)
def _answers_sql() -> str:
    return _sql(ibis_compiler.answers())


@lru_cache(maxsize=1)
def _weeks_sql() -> str:
    return _sql(ibis_compiler.weeks())
