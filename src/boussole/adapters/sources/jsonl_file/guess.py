"""Guesses the mapping of JSON records of another shape, by the names that tables use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from boussole.adapters.sources.csv_file.guess import (
    SYNONYMS,
    ColumnGuess,
    guess_date_format,
    guess_fields,
)
from boussole.adapters.sources.mapping import COLUMN_FIELDS, Mapping

Record = dict[str, Any]
TURN_FIELDS = ("role", "text", "at", "author", "public")
SAMPLE_TURNS = 100


def guess_json_mapping(records: Sequence[Record]) -> Mapping | None:
    """Guess where records keep their messages and what stands beside them; None when unsure. Pure."""
    listed = _messages(records)
    if listed is None:
        return None
    path, turns = listed
    beside = tuple(field for field in SYNONYMS if field not in TURN_FIELDS)
    about = guess_fields(_values(records), beside)
    if not any(one.field == "id" for one in about):
        return None
    data: dict[str, Any] = {"turns": {"list": path}}
    for one in (*about, *turns):
        if one.field in COLUMN_FIELDS:
            _place(data, COLUMN_FIELDS[one.field], one.column)
    messages = [turn for record in records for turn in record[path]] if records else []
    at = next((one.column for one in turns if one.field == "at"), None)
    if at is not None:
        data["date_format"] = guess_date_format(_values(messages).get(at, []))
    return Mapping.parse(data)


def _messages(records: Sequence[Record]) -> tuple[str, tuple[ColumnGuess, ...]] | None:
    """The list whose items have a role and a text, surest first."""
    found = []
    for key in records[0] if records else ():
        if not all(_is_list_of_objects(record.get(key)) for record in records):
            continue
        items = [item for record in records for item in record[key]][:SAMPLE_TURNS]
        guesses = guess_fields(_values(items), TURN_FIELDS)
        sure = {one.field: one.confidence for one in guesses}
        if "role" in sure and "text" in sure:
            found.append((min(sure["role"], sure["text"]), key, guesses))
    if not found:
        return None
    _, path, guesses = max(found, key=lambda one: one[0])
    return path, guesses


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _values(records: Sequence[Record]) -> dict[str, list[str]]:
    """The values of each path, two levels deep."""
    values: dict[str, list[str]] = {}
    for record in records:
        for path, value in _leaves(record):
            values.setdefault(path, []).append(str(value))
    return values


def _leaves(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and not prefix:
            yield from _leaves(value, f"{key}.")
        elif isinstance(value, (str, int, float)):
            yield prefix + key, value


def _place(data: Record, where: tuple[str, ...], path: str) -> None:
    *parents, last = where
    for parent in parents:
        data = data.setdefault(parent, {})
    data[last] = path
