"""The compass over a million conversations: each metric, the weekly series, the frictions."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq

from benchmarks.measure import Bench, median_seconds, megabytes
from boussole.adapters.demo.company import company
from boussole.adapters.demo.scale import contacts
from boussole.adapters.engines.duckdb import DuckEngine
from boussole.adapters.facts import FactStore, build
from boussole.core.facts import Frame
from boussole.core.metrics import METRICS, Scope
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree
from boussole.core.schemas import CONTACTS

ROWS = 1_000_000
SEED, UNTIL = 1, date(2026, 11, 15)
TARGET = "target 0.3 s"


def million(folder: Path) -> dict[str, Path]:
    """Write a million contacts spread over a year, and the answers of the sample."""
    store = FactStore(folder / "facts")
    build(company(SEED, UNTIL).conversations(), store, Frame(default_playbook(), default_tree()))
    tables = store.tables()
    path = folder / "contacts.parquet"
    with pq.ParquetWriter(path, CONTACTS, compression="zstd") as writer:
        for frame in contacts(pl.read_parquet(tables.contacts), ROWS):
            table = frame.select(CONTACTS.names).to_arrow(compat_level=pl.CompatLevel.oldest())
            writer.write_table(table.cast(CONTACTS))
    return {"contacts": path, "answers": tables.answers}


def plain_effort(path: Path) -> pd.DataFrame:
    """Compute the plain alternative: pandas, weekly effort by team."""
    frame = pd.read_parquet(path, columns=["started_at", "team", "effort_expressed"])
    week = frame["started_at"].dt.tz_localize(None).dt.to_period("W")
    return frame.groupby([week, "team"])["effort_expressed"].agg(["sum", "count"])


def main() -> None:
    """Time each question a compass asks."""
    bench = Bench("The compass over 1,000,000 conversations", "python -m benchmarks compass")
    with tempfile.TemporaryDirectory() as scratch:
        tables = million(Path(scratch))
        size = megabytes(tables["contacts"].stat().st_size)
        engine = DuckEngine(tables)
        bench.add("contacts on disk", size)
        totals = engine.totals(Scope())
        if totals.last is None:
            raise SystemExit("the bench wrote no contact")
        until = totals.last
        ask(bench, engine, until)
        ours = median_seconds(
            lambda: engine.statistics(
                METRICS["effort_expressed"], Scope(), ("week", "team"), as_of=until
            )
        )
        plain = median_seconds(lambda: plain_effort(tables["contacts"]), times=3)
        bench.add(
            "effort per week and team",
            f"{1000 * ours:,.0f} ms",
            f"{plain / ours:.1f} × faster than pandas ({1000 * plain:,.0f} ms)",
        )
    bench.print()


def ask(bench: Bench, engine: DuckEngine, until: datetime) -> None:
    """Time every metric over the year and over a week, weekly series and frictions."""
    week = Scope(since=until - timedelta(days=7), until=until)
    for name, metric in METRICS.items():
        if metric.table != "contacts":
            continue
        seconds = median_seconds(
            lambda metric=metric: engine.statistics(metric, Scope(), ("week",), as_of=until)  # type: ignore[misc]
        )
        bench.add(f"{name}, weekly over the year", f"{1000 * seconds:,.0f} ms", TARGET)
    everything = median_seconds(
        lambda: engine.statistics_many(list(METRICS.values()), week, as_of=until), times=5
    )
    bench.add("every metric of one week", f"{1000 * everything:,.0f} ms", TARGET)
    frictions = median_seconds(lambda: engine.frictions(week, by="reason"))
    bench.add("frictions of one week, by reason", f"{1000 * frictions:,.0f} ms", TARGET)


if __name__ == "__main__":
    main()
