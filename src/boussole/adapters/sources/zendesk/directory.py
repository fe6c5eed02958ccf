"""People, groups, metrics and survey answers told beside the tickets, kept on disk by id."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

Json = dict[str, Any]


class Directory:
    """What stands beside tickets; memory stays bounded."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("pragma cache_size = -8192")
        self._db.execute(
            "create table things (kind text, id text, body text, primary key (kind, id)) without rowid"
        )
        self._db.execute("begin")

    def add(self, kind: str, thing: Json) -> None:
        """Keep a user, group or metric set under its id, or under its ticket's."""
        key = (
            thing.get("ticket_id") if kind in {"metric_sets", "ticket_metrics"} else thing.get("id")
        )
        self._keep("metric_sets" if kind == "ticket_metrics" else kind, key, thing)

    def add_survey(self, response: Json) -> None:
        """Keep a survey response with the others of its ticket."""
        subjects = response.get("subjects")
        for subject in subjects if isinstance(subjects, list) else ():
            if isinstance(subject, dict) and subject.get("type") == "ticket":
                others = self.find("survey_responses", subject.get("id")) or {"all": []}
                self._keep(
                    "survey_responses", subject.get("id"), {"all": [*others["all"], response]}
                )

    def _keep(self, kind: str, key: Any, thing: Json) -> None:
        body = json.dumps(thing)
        self._db.execute("insert or replace into things values (?, ?, ?)", (kind, str(key), body))

    def find(self, kind: str, key: Any) -> Json | None:
        """What is kept under this id, if anything is."""
        row = self._db.execute(
            "select body from things where kind = ? and id = ?", (kind, str(key))
        ).fetchone()
        found: Json | None = json.loads(row[0]) if row else None
        return found

    def user(self, key: Any) -> Json | None:
        """Someone by id."""
        return self.find("users", key)

    def completed(self, ticket: Json) -> Json:
        """The ticket with what was told beside it."""
        beside: Json = {}
        identifier = ticket.get("id")
        if "metric_set" not in ticket and (metric := self.find("metric_sets", identifier)):
            beside["metric_set"] = metric
        if "survey_responses" not in ticket and (
            answers := self.find("survey_responses", identifier)
        ):
            beside["survey_responses"] = answers["all"]
        if "group" not in ticket and (group := self.find("groups", ticket.get("group_id"))):
            beside["group"] = group
        return ticket | beside

    def close(self) -> None:
        """Forget everything."""
        self._db.close()
