"""Applies a mapping: from someone else's record to a record in Boussole's shape."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from boussole.adapters.sources.mapping import AnswerFields, From, Mapping, PartyFields, Spec
from boussole.adapters.sources.words import ROLE_WORDS

Record = dict[str, Any]
Read = Callable[[Record], Any]

LONGEST = 10 * 365 * 24 * 3600
"""Seconds beyond which a duration is taken for something else."""
_DURATION = re.compile(r"^(?:(\d{1,4})[ .])?(\d{1,5}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$")
_NO = frozenset(
    {"", "0", "false", "no", "non", "n", "f", "private", "internal", "interne", "privé", "faux"}
)
_CONVERSATION_FIELDS = (
    "channel", "subject", "started_at", "updated_at", "status", "first_solved_at", "solved_at", "reopened",
    "team", "reason", "language", "tags",
)  # fmt: skip
_INSTANTS = frozenset({"started_at", "updated_at", "first_solved_at", "solved_at"})


class Mapped:
    """A mapping made ready to read records."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._id = reader(mapping.id)
        self._fields = self._instants_read(
            {
                name: spec
                for name in _CONVERSATION_FIELDS
                if (spec := getattr(mapping, name)) is not None
            }
        )
        self._parties = {
            "customer": _party_readers(mapping.customer),
            "agent": _party_readers(mapping.agent),
        }
        self._turn = self._turn_readers(mapping.turns)
        self._append = [self._turn_readers(turn) for turn in mapping.append]
        self._roles = ROLE_WORDS | {
            word.casefold(): role for role, words in mapping.roles.items() for word in words
        }
        self._clean = html.unescape if mapping.unescape_html else str
        self.contradicted = 0
        self._turn_list = reader(mapping.turns.list) if mapping.turns.list else None
        self._used = _plain_keys(self._record_specs())
        in_rows = () if mapping.turns.list else self._record_specs()
        self._turn_used = _plain_keys([*_specs_of(mapping.turns), *in_rows])

    def record(self, given: Record) -> Record:
        """Read one record that holds its messages."""
        turns = self._turn_list(given) if self._turn_list else None
        listed = (
            [self.turn(one) for one in turns if isinstance(one, dict)]
            if isinstance(turns, list)
            else []
        )
        record = self.conversation(given)
        record["attributes"] = {key: value for key, value in given.items() if key not in self._used}
        record["turns"] = self.in_order(listed)
        record["turns"].extend(self.appended(given, record["turns"]))
        return record

    def conversation(self, given: Record) -> Record:
        """Read everything but the messages."""
        record: Record = {"id": self._id(given)}
        for name, read in self._fields.items():
            record[name] = _cleaned(name, read(given))
        for name, readers in self._parties.items():
            party = {
                key: value
                for key, read in readers.items()
                if (value := read(given)) not in (None, "")
            }
            record[name] = {key: _text(value) for key, value in party.items()} or None
        record["answers"] = [
            answer
            for one in self.mapping.answers
            if (answer := self._answer(one, given)) is not None
        ]
        return record

    def turn(self, given: Record) -> Record:
        """Read one message, unmapped keys among its attributes."""
        turn = self._said(self._turn, given)
        attributes = {key: value for key, value in given.items() if key not in self._turn_used}
        if attributes:
            turn["attributes"] = attributes
        return turn

    def appended(self, given: Record, listed: list[Record]) -> list[Record]:
        """Read the messages told outside of the list, when they have a text.

        They come last; an instant before that of the listed messages contradicts this, and is left out.
        """
        turns = [self._said(readers, given) for readers in self._append if readers["text"](given)]
        last = max((_moment(turn.get("at")) or 0.0 for turn in listed), default=0.0)
        for turn in turns:
            at = _moment(turn.get("at"))
            if at is not None and at < last:
                turn["at"] = None
                self.contradicted += 1
        return turns

    def in_order(self, turns: list[Record]) -> list[Record]:
        """Put the messages in the order of their instants, when all have one that can be read."""
        if not self.mapping.sort_by_time:
            return turns
        keys = [_moment(turn.get("at")) for turn in turns]
        if any(key is None for key in keys):
            return turns
        return [turns[number] for number in sorted(range(len(turns)), key=lambda n: keys[n] or 0.0)]

    def _said(self, readers: dict[str, Read], given: Record) -> Record:
        role = readers["role"](given)
        text = readers["text"](given)
        turn: Record = {
            "role": self._role(role),
            "text": self._clean(_text(text)) if text is not None else "",
        }
        if "at" in readers:
            turn["at"] = readers["at"](given)
        if "author" in readers and _is_said(author := readers["author"](given)):
            turn["author"] = _text(author)
        if "public" in readers:
            turn["public"] = _truth(readers["public"](given))
        return turn

    def _role(self, said: Any) -> Any:
        if isinstance(said, str) and said in self._roles:
            return self._roles[said]
        return self._roles.get(str(said).strip().casefold(), said)

    def _answer(self, fields: AnswerFields, given: Record) -> Record | None:
        said = reader(fields.value)(given)
        value: Any = fields.values.get(str(said), said)
        if value in (None, "") or str(value).casefold() in {
            "unoffered",
            "offered",
            "nan",
            "null",
            "n/a",
        }:
            return None
        answer: Record = {"kind": fields.kind, "scale": fields.scale, "value": _number(value)}
        if fields.at is not None:
            answer["at"] = self._instant(reader(fields.at))(given)
        if fields.comment is not None:
            answer["comment"] = reader(fields.comment)(given) or None
        return answer

    def _turn_readers(self, fields: Any) -> dict[str, Read]:
        specs = {name: getattr(fields, name) for name in ("role", "text", "at", "author", "public")}
        return self._instants_read({name: spec for name, spec in specs.items() if spec is not None})

    def _instants_read(self, specs: dict[str, Spec]) -> dict[str, Read]:
        return {
            name: self._instant(reader(spec)) if name in _INSTANTS or name == "at" else reader(spec)
            for name, spec in specs.items()
        }

    def _instant(self, read: Read) -> Read:
        pattern = self.mapping.date_format
        if pattern is None:
            return lambda given: _instant(read(given))
        return lambda given: _by_pattern(read(given), pattern)

    def _record_specs(self) -> Iterable[Spec]:
        mapping = self.mapping
        yield mapping.id
        if mapping.turns.list:
            yield mapping.turns.list
        yield from (
            spec for name in _CONVERSATION_FIELDS if (spec := getattr(mapping, name)) is not None
        )
        for part in (mapping.customer, mapping.agent, *mapping.append):
            yield from _specs_of(part)


def _specs_of(part: Any) -> Iterable[Spec]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, From) or (isinstance(value, str) and name not in {"kind", "list"}):
            yield value


def _plain_keys(specs: Iterable[Spec]) -> frozenset[str]:
    """The keys that a mapping reads whole; one read in part, or as points, stays among the attributes."""
    return frozenset(chain.from_iterable(_paths(spec) for spec in specs))


def _paths(spec: Spec) -> Iterable[str]:
    if isinstance(spec, str):
        return (spec,)
    return (spec.path,) if spec.path is not None else ()


def reader(spec: Spec) -> Read:
    """Compile a field of a mapping into a function of the record; absent values are None."""
    if isinstance(spec, str):
        return _path_reader(spec)
    if spec.path is not None:
        read = _path_reader(spec.path)
    elif spec.first:
        read = _first_reader(spec.first)
    else:
        constant = spec.value
        return lambda _: constant
    return read if spec.plus is None else _moved(read, _path_reader(spec.plus))


def _path_reader(path: str) -> Read:
    steps = path.split(".")
    if len(steps) == 1:
        return lambda given: given.get(path)
    return lambda given: given[path] if path in given else _walk(given, steps)


def _walk(given: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(given, dict):
            given = given.get(step)
        elif isinstance(given, list) and step.isdecimal() and int(step) < len(given):
            given = given[int(step)]
        else:
            return None
    return given


def _first_reader(paths: tuple[str, ...]) -> Read:
    reads = [_path_reader(path) for path in paths]

    def read(given: Record) -> Any:
        return next((value for one in reads if (value := one(given)) not in (None, "")), None)

    return read


def _moved(read: Read, by: Read) -> Read:
    def moved(given: Record) -> Any:
        start, duration = read(given), _duration(by(given))
        if start is None or duration is None:
            return None
        try:
            return datetime.fromisoformat(str(start)) + duration
        except (ValueError, OverflowError):
            return start

    return moved


def _duration(value: Any) -> timedelta | None:
    """Seconds, or ``[days ]HH:MM[:SS[.f]]``; None when it cannot be read or goes back in time."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return timedelta(seconds=value) if 0 <= value <= LONGEST else None
    found = _DURATION.match(str(value).strip())
    if found is None:
        return None
    days, hours, minutes, seconds = found.groups()
    return timedelta(
        days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=float(seconds or 0)
    )


def _party_readers(fields: PartyFields) -> dict[str, Read]:
    specs = {name: getattr(fields, name) for name in ("id", "name", "email")}
    return {name: reader(spec) for name, spec in specs.items() if spec is not None}


def _instant(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.strip() or None


def _by_pattern(value: Any, pattern: str) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value or None
    try:
        return datetime.strptime(value.strip(), pattern)  # noqa: DTZ007  # the zone is given afterwards
    except ValueError:
        return value


def _moment(value: Any) -> float | None:
    """A sortable instant; naive ones compare among themselves as if in UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return float(value) if isinstance(value, (int, float)) else None


def _cleaned(name: str, value: Any) -> Any:
    if value is None or value == "":
        return () if name == "tags" else None
    if name == "tags":
        return _tags(value)
    if name == "reopened":
        return _truth(value)
    if name in _INSTANTS or name == "subject":
        return value
    return _text(value).strip() or None


def _tags(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[,;|]", str(value))
    return tuple(tag for part in parts if (tag := _text(part).strip()))


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def _truth(value: Any) -> bool:
    return (
        value
        if isinstance(value, bool)
        else str(value if value is not None else "").strip().casefold() not in _NO
    )


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.strip().replace(",", ".")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    return str(value)
