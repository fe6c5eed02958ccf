"""A rule's own examples, run as tests through the real reader of signals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pyarrow as pa
from pydantic import BaseModel, ConfigDict

from boussole.core.playbook.conditions import CONVERSATION_COLUMNS
from boussole.core.playbook.evaluate import evaluate
from boussole.core.playbook.rules import Example, Playbook, Rule
from boussole.core.schemas import CONTACTS, TURNS, TURNS_IN
from boussole.core.text import Text

Read = Callable[[pa.RecordBatch], pa.RecordBatch]

# Examples need a date to have times; any will do, and it never shows.
_ANY_MONDAY = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
_SAID = pa.schema([*(TURNS.field(name) for name in ("at", "public", "author")), *TURNS_IN])
_OUTCOMES = pa.schema([CONTACTS.field(name) for name in ("conversation_id", *CONVERSATION_COLUMNS)])


class Failure(BaseModel):
    """An example that does not do what it says: which, and what the rule made of it."""

    model_config = ConfigDict(frozen=True)

    rule: str
    verdict: str
    number: int
    expected: int | None
    found: tuple[int, ...]
    reason: Text


def run_examples(playbook: Playbook, read: Read | None = None) -> tuple[Failure, ...]:
    """Run every rule's examples; return what failed, in the playbook's order.

    ``read`` is the reader of signals (``boussole.core.signals.read`` when not given). An example is
    judged by its own rule alone: that another rule finds something in it is no failure.
    """
    numbered = list(_numbered(playbook))
    found = _found(evaluate(playbook, example_turns(playbook, read), _outcomes(numbered)))
    failures = (
        _failure(rule, number, example, found.get((rule.key, _name(rule, number)), ()))
        for rule, number, example in numbered
    )
    return tuple(failure for failure in failures if failure is not None)


def example_moments(
    playbook: Playbook, key: str, read: Read | None = None
) -> dict[int, dict[str, Any]]:
    """The moment that a rule finds in each of its examples (``schemas.MOMENTS``), by their number."""
    alone = playbook.model_copy(update={"rules": (playbook[key],)})
    numbered = list(_numbered(alone))
    moments = evaluate(alone, example_turns(alone, read), _outcomes(numbered))
    rows = {row["conversation_id"]: row for row in moments.iter_rows(named=True)}
    names = {number: _name(rule, number) for rule, number, _ in numbered}
    return {number: rows[name] for number, name in names.items() if name in rows}


def example_turns(playbook: Playbook, read: Read | None = None) -> pl.DataFrame:
    """Every example's turns with their signals (``schemas.TURNS``)."""
    rows = [
        row for rule, number, example in _numbered(playbook) for row in _rows(rule, number, example)
    ]
    said = pa.RecordBatch.from_pylist(rows, schema=_SAID)
    signals = (read or _signals_reader())(said.select(TURNS_IN.names))
    frames = [pl.DataFrame(said).drop("lang"), pl.DataFrame(signals)]
    return pl.concat(frames, how="horizontal").select(TURNS.names)


def _signals_reader() -> Read:
    from boussole.core import signals

    return signals.read


def _numbered(playbook: Playbook) -> Iterator[tuple[Rule, int, Example]]:
    for rule in playbook.rules:
        for number, example in enumerate(rule.examples):
            yield rule, number, example


def _name(rule: Rule, number: int) -> str:
    return f"{rule.key}/{number}"


def _rows(rule: Rule, number: int, example: Example) -> Iterator[dict[str, object]]:
    for place, turn in enumerate(example.turns):
        minutes = turn.minutes
        yield {
            "conversation_id": _name(rule, number),
            "turn": place,
            "role": turn.role,
            "author": turn.author,
            "text_masked": turn.text,
            "lang": example.lang,
            "public": turn.public,
            "at": None if minutes is None else _ANY_MONDAY + timedelta(minutes=minutes),
        }


def _outcomes(numbered: list[tuple[Rule, int, Example]]) -> pl.DataFrame:
    """What each example says of its conversation; all the rest is unknown."""
    rows = [
        {"conversation_id": _name(rule, number), **example.conversation}
        for rule, number, example in numbered
    ]
    return pl.DataFrame(pa.Table.from_pylist(rows, schema=_OUTCOMES))


def _found(moments: pl.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    grouped = moments.group_by("rule", "conversation_id").agg(pl.col("turn").sort())
    return {(rule, name): tuple(turns) for rule, name, turns in grouped.iter_rows()}


def _failure(rule: Rule, number: int, example: Example, found: tuple[int, ...]) -> Failure | None:
    agrees = example.turn in found if example.expected else not found
    if agrees:
        return None
    return Failure(
        rule=rule.key,
        verdict=example.verdict,
        number=number,
        expected=example.turn,
        found=found,
        reason=_reason(example, found),
    )


def _reason(example: Example, found: tuple[int, ...]) -> Text:
    """Why the example fails, messages counted from 1 as people read them."""
    places = ", ".join(str(turn + 1) for turn in found)
    if example.turn is None:
        return Text(
            fr=f"la règle ne devrait rien trouver ; elle trouve le message {places}",
            en=f"the rule should find nothing; it finds message {places}",
        )
    if not found:
        return Text(
            fr=f"la règle devrait trouver le message {example.turn + 1} ; elle ne trouve rien",
            en=f"the rule should find message {example.turn + 1}; it finds nothing",
        )
    return Text(
        fr=f"la règle devrait trouver le message {example.turn + 1} ; elle trouve le message {places}",
        en=f"the rule should find message {example.turn + 1}; it finds message {places}",
    )
