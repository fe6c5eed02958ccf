"""From a record in Boussole's own shape to a ``Conversation``, or to the reason why not.

Every source ends here, so that limits, unknown keys, dates, duplicates and errors are treated alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import ValidationError

from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.excerpts import excerpt
from boussole.adapters.sources.rejections import Place, Rejection, reject
from boussole.adapters.sources.seen import Seen, digest
from boussole.adapters.sources.words import CHANNEL_WORDS, STATUS_WORDS
from boussole.core.conversations import (
    CHANNELS,
    OWN_OF_ANSWERS,
    SETTLED,
    Answer,
    Conversation,
    Party,
    Turn,
)

Record = dict[str, Any]

_CONVERSATION_KEYS = frozenset(Conversation.model_fields) - SETTLED
_TURN_KEYS = frozenset(Turn.model_fields)
_PARTY_KEYS = frozenset(Party.model_fields)
_ANSWER_KEYS = frozenset(Answer.model_fields) - OWN_OF_ANSWERS
_STATUSES = frozenset({"open", "pending", "solved", "closed"})
_LONE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Builder:
    """Builds the conversations of one import."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.limits = context.limits
        self.seen = Seen()
        self._plain = True

    def from_json(self, raw: bytes, place: Place) -> Item | None:
        """Read one JSON document in Boussole's shape; None when it repeats an earlier one."""
        if self._plain and len(raw) <= self.limits.text_chars and b"\\u0000" not in raw:
            try:
                conversation = Conversation.model_validate_json(raw)
            except ValidationError as error:
                # The longer road repairs what it can, and says what it cannot. Where records carry keys
                # of their own it is taken at once from then on.
                self._plain = not _has_unknown_keys(error)
            else:
                if not conversation.model_fields_set & SETTLED:
                    return self._checked(conversation, place, raw)
        record = parse_json(raw, place)
        if isinstance(record, Rejection):
            return record
        return self.from_record(record, place, raw)

    def from_record(self, record: Record, place: Place, raw: bytes | str) -> Item | None:
        """Build from a record in Boussole's shape; ``raw`` is what was written, for the fingerprint."""
        if isinstance(raw, bytes) and _LONE_SURROGATE.search(raw):
            record = _without_surrogates(record)
        lift_unknown_keys(record)
        self._name_identifiers(record)
        self._settle_words(record, place)
        refused = self._over_limits(record, place)
        if refused is not None:
            return refused
        try:
            conversation = self._validated(record)
        except ValidationError as error:
            return _rejection_of(error, record, place, raw)
        if self._held_nul(raw):
            self.context.notices.add("nul_removed", place.path)
        return self._checked(conversation, place, raw)

    def _validated(self, record: Record) -> Conversation:
        try:
            return Conversation.model_validate(record)
        except ValidationError as error:
            if not self._mend(record, error):
                raise
        return Conversation.model_validate(record)

    def _mend(self, record: Record, error: ValidationError) -> bool:
        """Repair what has one right reading; True when something changed."""
        return sum(self._mend_one(record, one) for one in error.errors(include_url=False)) > 0

    def _mend_one(self, record: Record, error: Any) -> bool:
        code, loc = _code(error), error["loc"]
        if code == "naive_datetime" and self.context.zone is not None:
            return _replace_at(record, loc, self._localised)
        if code == "unreadable_datetime" and isinstance(error["input"], str):
            return _replace_at(record, loc, self._mail_date)
        return False

    def _localised(self, value: Any) -> datetime:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return moment.replace(tzinfo=self.context.zone)

    def _mail_date(self, value: str) -> datetime:
        moment = parsedate_to_datetime(value)
        return self._localised(moment) if moment.tzinfo is None and self.context.zone else moment

    @staticmethod
    def _held_nul(raw: bytes | str) -> bool:
        if isinstance(raw, str):
            return "\x00" in raw or "\\u0000" in raw
        return b"\x00" in raw or b"\\u0000" in raw

    @staticmethod
    def _name_identifiers(record: Record) -> None:
        _stringify(record, "id")
        for party in (record.get("customer"), record.get("agent")):
            if isinstance(party, dict):
                _stringify(party, "id")

    def _settle_words(self, record: Record, place: Place) -> None:
        for key, known, words in (
            ("channel", CHANNELS, CHANNEL_WORDS),
            ("status", _STATUSES, STATUS_WORDS),
        ):
            said = record.get(key)
            if said is None or said in known:
                continue
            settled = words.get(str(said).strip().casefold())
            record[key] = settled
            if settled is None:
                record["attributes"][key] = said
                self.context.notices.add(f"unknown_{key}", place.path, str(said)[:60])

    def _over_limits(self, record: Record, place: Place) -> Rejection | None:
        turns = record.get("turns")
        if not isinstance(turns, (list, tuple)):
            return None
        if len(turns) > self.limits.turns:
            return self._too_many(_id_of(record), len(turns), place)
        return next(self._too_long(record, turns, place), None)

    def _too_many(self, identifier: str | None, count: int, place: Place) -> Rejection:
        return reject(
            "too_many_turns",
            place,
            record_id=identifier,
            field="turns",
            value=f"{count:,}",
            limit=f"{self.limits.turns:,}",
        )

    def _too_long(self, record: Record, turns: Iterable[Any], place: Place) -> Iterator[Rejection]:
        limit = self.limits.text_chars
        for number, turn in enumerate(turns):
            text = turn.get("text") if isinstance(turn, dict) else None
            if isinstance(text, str) and len(text) > limit:
                yield reject(
                    "text_too_long",
                    place,
                    record_id=_id_of(record),
                    field=f"turns.{number}.text",
                    value=f"{len(text):,}",
                    limit=f"{limit:,}",
                )

    def _checked(self, conversation: Conversation, place: Place, raw: bytes | str) -> Item | None:
        if len(conversation.turns) > self.limits.turns:
            return self._too_many(conversation.id, len(conversation.turns), place)
        late = _first_after(conversation, self.context.options.latest)
        if late is not None:
            field, value = late
            return reject(
                "impossible_datetime",
                place,
                record_id=conversation.id,
                field=field,
                value=value.isoformat(),
            )
        verdict = self.seen.judge(conversation.id, digest(raw))
        if verdict == "same":
            self.context.notices.add("duplicate_same", place.path)
            return None
        if verdict == "newer":
            self.context.notices.add("duplicate_newer", place.path)
        return conversation


def parse_json(raw: bytes | str, place: Place) -> Record | Rejection:
    """Read one JSON object; a rejection says where it breaks."""
    try:
        value = json.loads(raw, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        return reject("wrong_encoding", place, value="utf-8", excerpt=excerpt(raw))
    except (ValueError, RecursionError) as error:
        if _cut_short(raw, error):
            return reject("truncated", place, excerpt=excerpt(raw))
        detail = str(error) or type(error).__name__
        return reject("invalid_json", place, detail=detail, excerpt=excerpt(raw))
    if not isinstance(value, dict):
        kind = type(value).__name__
        return reject("not_an_object", place, detail=kind, excerpt=excerpt(raw))
    return value


def _cut_short(raw: bytes | str, error: Exception) -> bool:
    """True for a last line, without its line feed, whose JSON lacks its end."""
    if raw[-1:] in {b"\n", "\n"} or not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated") or error.pos >= len(error.doc.rstrip())


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(one) for key, one in value.items()}
    return [_without_surrogates(one) for one in value] if isinstance(value, list) else value


def lift_unknown_keys(record: Record) -> None:
    """Move keys that Boussole does not know into ``attributes``, at the turn or the conversation."""
    _lift(record, _CONVERSATION_KEYS, _attributes_of(record))
    for turn in _dicts(record.get("turns")):
        if not turn.keys() <= _TURN_KEYS:
            _lift(turn, _TURN_KEYS, _attributes_of(turn))
    for name in ("customer", "agent"):
        party = record.get(name)
        if isinstance(party, dict):
            _lift(party, _PARTY_KEYS, record["attributes"], f"{name}.")
    for number, answer in enumerate(_dicts(record.get("answers"))):
        _lift(answer, _ANSWER_KEYS, record["attributes"], f"answers.{number}.")


def _attributes_of(record: Record) -> Record:
    found = record.get("attributes")
    if not isinstance(found, dict):
        found = {} if found is None else {"attributes": found}
        record["attributes"] = found
    return found


def _lift(record: Record, known: frozenset[str], into: Record, prefix: str = "") -> None:
    for key in record.keys() - known:
        into.setdefault(prefix + key, record.pop(key))


def _dicts(values: Any) -> list[Record]:
    return (
        [one for one in values if isinstance(one, dict)]
        if isinstance(values, (list, tuple))
        else []
    )


def _stringify(record: Record, key: str) -> None:
    value = record.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        record[key] = str(value)


def _id_of(record: Record) -> str | None:
    value = record.get("id")
    return str(value)[:200] if value is not None else None


def _first_after(conversation: Conversation, latest: datetime) -> tuple[str, datetime] | None:
    for number, turn in enumerate(conversation.turns):
        if turn.at is not None and turn.at > latest:
            return f"turns.{number}.at", turn.at
    if conversation.started_at is not None and conversation.started_at > latest:
        return "started_at", conversation.started_at
    return None


def _replace_at(record: Record, loc: tuple[Any, ...], change: Callable[[Any], Any]) -> bool:
    holder: Any = record
    try:
        for part in loc[:-1]:
            holder = holder[part]
        holder[loc[-1]] = change(holder[loc[-1]])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return False
    return True


def _has_unknown_keys(error: ValidationError) -> bool:
    return any(one["type"] == "extra_forbidden" for one in error.errors(include_url=False))


def _code(error: Any) -> str:
    kind = str(error["type"])
    if kind == "value_error":
        return str(error.get("ctx", {}).get("error", ""))
    if kind.startswith(("datetime_", "date_")):
        return "unreadable_datetime"
    return kind


def _rejection_of(
    error: ValidationError, record: Record, place: Place, raw: bytes | str
) -> Rejection:
    first: Any = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return reject(
        _reason(first, field),
        place,
        record_id=_id_of(record),
        field=field,
        value=str(first["input"])[:60] if not isinstance(first["input"], dict) else "",
        detail=first["msg"],
        excerpt=excerpt(raw),
    )


def _reason(error: Any, field: str) -> str:
    code = _code(error)
    if code in {"naive_datetime", "impossible_datetime", "unreadable_datetime"}:
        return code
    if field == "id":
        return "missing_id"
    if field == "turns":
        return "no_turns"
    if field.endswith(".role") and code == "literal_error":
        return "unknown_role"
    return "missing_field" if code == "missing" else "invalid_field"
