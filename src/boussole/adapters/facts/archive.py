"""Rows of facts by date, for those who need more than a metric: the brief, situations, drill-down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import polars as pl

from boussole.adapters.facts.store import FactTables
from boussole.core.readings.thresholds import least
from boussole.core.signals import SIGNAL_NAMES


@dataclass(frozen=True)
class Span:
    """The first and last instant of dated conversations, and how many per Monday."""

    first: datetime
    last: datetime
    weeks: dict[date, int]


class Archive:
    """Reads Parquet facts; rows are in the shapes of ``core.schemas``."""

    def __init__(self, tables: FactTables) -> None:
        self._tables = tables

    def span(self) -> Span | None:
        """Return the span of dated conversations; none when nothing is dated."""
        rows = self._rows(
            """
            SELECT date_trunc('week', started_at)::DATE AS monday, count(*) AS n,
                   min(started_at) AS first, max(started_at) AS last
            FROM contacts WHERE started_at IS NOT NULL GROUP BY 1 ORDER BY 1
            """
        )
        if rows.is_empty():
            return None
        weeks = dict(zip(rows["monday"].to_list(), rows["n"].to_list(), strict=True))
        return Span(rows["first"].to_list()[0], max(rows["last"].to_list()), weeks)

    def contacts(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Return contacts begun in ``[since, until)``; all of them, dated or not, without dates."""
        within = _within()
        return self._rows(f"SELECT * FROM contacts WHERE {within}", since, until, team)  # noqa: S608 - only names from this module

    def contacts_of(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        """Return the contacts of some conversations."""
        with self._connect() as connection:
            connection.register("wanted", pl.DataFrame({"conversation_id": list(conversation_ids)}))
            found = connection.sql(
                "SELECT c.* FROM contacts c SEMI JOIN wanted USING (conversation_id) "
                "ORDER BY conversation_id"
            )
            frame: pl.DataFrame = found.pl()
        return frame

    def answered_by(self, agents: Sequence[str], since: datetime, until: datetime) -> pl.DataFrame:
        """Return contacts begun in ``[since, until)`` that agents of these names answered, capitals or not."""
        with self._connect() as connection:
            names = [name.casefold() for name in agents]
            connection.register(
                "wanted", pl.DataFrame({"agent": names}, schema={"agent": pl.String})
            )
            found = connection.sql(
                "SELECT c.* FROM contacts c SEMI JOIN wanted ON lower(c.agent_id) = wanted.agent "
                "WHERE c.started_at >= $since AND c.started_at < $until "
                "ORDER BY c.started_at, c.conversation_id",
                params={"since": since, "until": until},
            )
            frame: pl.DataFrame = found.pl()
        return frame

    def moments(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Return moments of contacts begun in ``[since, until)`` with the contact's dimensions."""
        within = _within()
        return self._rows(f"SELECT * FROM moments WHERE {within}", since, until, team)  # noqa: S608 - only names from this module

    def counts(
        self,
        dimensions: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        team: str | None = None,
    ) -> pl.DataFrame:
        """Count contacts, customers and what they express per Monday and ``dimensions``."""
        names = ", ".join(dimensions)
        return self._rows(
            f"""
            SELECT date_trunc('week', started_at)::DATE AS week, {names}, count(*) AS contacts,
                   count(DISTINCT coalesce(customer_id, conversation_id)) AS customers,
                   count(*) FILTER (effort_expressed) AS effort,
                   count(*) FILTER (dissatisfaction >= 2) AS tense,
                   count(*) FILTER (need_calm) AS needs,
                   count(*) FILTER (offer_made) AS offers
            FROM contacts WHERE {_within()} GROUP BY ALL ORDER BY ALL
            """,  # noqa: S608 - only names from this module
            since,
            until,
            team,
        )

    def signals_read(self, since: datetime, until: datetime) -> dict[str, int]:
        """Count, for each signal, the messages in which it is there, in contacts begun in ``[since, until)``."""
        counted = ", ".join(
            f"count(*) FILTER ({name} >= {least(name)}) AS {name}" for name in SIGNAL_NAMES
        )
        return self._rows(
            f"""
            SELECT {counted} FROM turns SEMI JOIN
            (SELECT conversation_id FROM contacts WHERE {_within()}) USING (conversation_id)
            """,  # noqa: S608 - only names from this module
            since,
            until,
        ).row(0, named=True)

    def turns(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        """Return the turns of some conversations, in order."""
        with self._connect() as connection:
            connection.register("wanted", pl.DataFrame({"conversation_id": list(conversation_ids)}))
            relation = connection.sql(
                "SELECT t.* FROM turns t SEMI JOIN wanted USING (conversation_id) "
                "ORDER BY conversation_id, turn"
            )
            frame: pl.DataFrame = relation.pl()
        return frame

    def turns_between(self, since: datetime, until: datetime) -> pl.DataFrame:
        """Return the turns of contacts begun in ``[since, until)``, in order, without their labels."""
        return self._rows(
            f"""
            SELECT t.* EXCLUDE (labels) FROM turns t SEMI JOIN
            (SELECT conversation_id FROM contacts WHERE {_within()}) USING (conversation_id)
            ORDER BY conversation_id, turn
            """,  # noqa: S608 - only names from this module
            since,
            until,
        )

    def _rows(
        self,
        query: str,
        since: datetime | None = None,
        until: datetime | None = None,
        team: str | None = None,
    ) -> pl.DataFrame:
        parameters = {"since": since, "until": until, "team": team}
        used = {name: value for name, value in parameters.items() if f"${name}" in query}
        with self._connect() as connection:
            frame: pl.DataFrame = connection.sql(query, params=used).pl()
        return frame

    def _connect(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(config={"memory_limit": "800MB"})
        connection.execute("SET TimeZone = 'UTC'")
        connection.read_parquet([str(path) for path in self._tables.turns]).create_view("turns")
        connection.read_parquet(str(self._tables.contacts)).create_view("contacts")
        connection.read_parquet(str(self._tables.moments)).create_view("moments")
        return connection


def _within() -> str:
    return (
        "($since::TIMESTAMPTZ IS NULL OR started_at >= $since) "
        "AND ($until::TIMESTAMPTZ IS NULL OR started_at < $until) "
        "AND ($team::VARCHAR IS NULL OR team = $team)"
    )
