"""What a list and the search hold of a conversation, composed from its facts: values in, values out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from boussole.core.facts import Facts
from boussole.core.readings.thresholds import is_there
from boussole.core.signals import CUSTOMER_NAMES
from boussole.features.conversations import models
from boussole.features.conversations.search import Entry

OPENING_CHARS = 200
RIBBON_POINTS = 24


class Situations(NamedTuple):
    """What a list shows of the moments of a conversation: their rules, and their marks on its course."""

    rules: str
    marks: list[list[int]]


def reading_of(
    record: models.Conversation, row: Mapping[str, Any], moments: Moments, said: Said
) -> models.Reading:
    reading = models.Reading(
        conversation_id=record.pk,
        team_id=record.team_id,
        agent_id=record.agent_id,
        channel=record.channel,
        reason=row["reason"] or "",
        step=row["step"] or "",
        lang=row["lang"],
        signals=names(name for name in CUSTOMER_NAMES if is_there(name, row[name])),
        situations=names(moments.rules),
        tension=thinned(row["tension"]),
        tension_peak=row["tension_peak"],
        marks=moments.on_course(row["tension"], said.customer_turns),
        opening=said.opening,
        turns=row["turns"],
    )
    reading.place(record.listed_at)
    return reading


def names(names: Iterable[str]) -> str:
    """Names between spaces, as many as the column holds: a playbook has as many rules as people write."""
    kept = " "
    for name in dict.fromkeys(names):
        if len(kept) + len(name) + 1 <= models.NAMES_LENGTH:
            kept += f"{name} "
    return kept


def thinned(course: Sequence[float], points: int = RIBBON_POINTS) -> list[float]:
    """Keep at most ``points`` of a course, each the highest of those it stands for."""
    size = _stride(course, points)
    return [round(max(course[start : start + size]), 1) for start in range(0, len(course), size)]


def _stride(course: Sequence[float], points: int) -> int:
    """How many values of a course each point of its ribbon stands for."""
    return max(1, -(-len(course) // points))


@dataclass(frozen=True)
class Moments:
    """The moments of one conversation: their rules, and where they stand among its turns."""

    rules: list[str] = field(default_factory=list)
    turns: list[tuple[int, bool]] = field(default_factory=list)

    def on_course(self, course: Sequence[float], customer_turns: Sequence[int]) -> list[list[int]]:
        """Each as a place on the thinned course, after the customer's turn it follows, and 1 for a success."""
        if not course:
            return []
        size = _stride(course, RIBBON_POINTS)
        places = [
            (max(0, bisect_right(customer_turns, turn) - 1) // size, int(success))
            for turn, success in self.turns
        ]
        return [list(place) for place in dict.fromkeys(places)]


def moments_of(found: Facts) -> dict[str, Moments]:
    moments: dict[str, Moments] = defaultdict(Moments)
    columns = ["conversation_id", "rule", "turn", "success"]
    for moment in found.moments.select(columns).to_pylist():
        one = moments[moment["conversation_id"]]
        one.rules.append(moment["rule"])
        one.turns.append((moment["turn"], moment["success"]))
    return moments


@dataclass
class Said:
    """What was said in one conversation, masked: everything, how the customer began, and when they spoke."""

    text: str
    opening: str = ""
    customer_turns: list[int] = field(default_factory=list)


def said_of(found: Facts) -> dict[str, Said]:
    subjects = found.conversations.select(["conversation_id", "subject_masked"]).to_pylist()
    said = {row["conversation_id"]: Said(row["subject_masked"] or "") for row in subjects}
    columns = ["conversation_id", "turn", "role", "text_masked"]
    for turn in found.turns.select(columns).to_pylist():
        one, text = said[turn["conversation_id"]], turn["text_masked"]
        one.text += "\n" + text
        if turn["role"] == "customer":
            one.customer_turns.append(turn["turn"])
            if not one.opening and text.strip():
                one.opening = _shortened(text)
    return said


def _shortened(said: str) -> str:
    words = " ".join(said.split())
    if len(words) <= OPENING_CHARS:
        return words
    return words[:OPENING_CHARS].rsplit(" ", 1)[0] + "…"


def entry_of(reading: models.Reading, text: str) -> Entry:
    return Entry(
        id=reading.pk,
        text=text,
        lang=reading.lang,
        newest_key=reading.newest_key,
        tension_key=reading.tension_key,
        team=reading.team_id,
        agent=reading.agent_id,
        channel=reading.channel,
        reason=reading.reason,
        step=reading.step,
        signals=reading.signals.split(),
        situations=reading.situations.split(),
    )


def differing(before: pa.Table, after: pa.Table) -> list[str]:
    """The conversations of which lists show something else, by the moments they had and those they have."""
    shown = ["conversation_id", "turn", "rule", "success"]
    old, new = (pl.DataFrame(moments.select(shown)) for moments in (before, after))
    either = (old.join(new, on=shown, how="anti"), new.join(old, on=shown, how="anti"))
    return pl.concat(either)["conversation_id"].unique().sort().to_list()


def situations_of(found: Facts) -> dict[int, Situations]:
    moments, spoken = moments_of(found), _customer_turns(found)
    rows = found.conversations.select(["conversation_id", "tension"]).to_pylist()
    return {
        int(one): Situations(names(moments[one].rules), moments[one].on_course(course, spoken[one]))
        for one, course in ((row["conversation_id"], row["tension"]) for row in rows)
    }


def _customer_turns(found: Facts) -> dict[str, list[int]]:
    """When the customer spoke, in each conversation."""
    turns: dict[str, list[int]] = defaultdict(list)
    spoken = found.turns.filter(pc.equal(found.turns["role"], "customer"))
    for one, turn in zip(
        spoken["conversation_id"].to_pylist(), spoken["turn"].to_pylist(), strict=True
    ):
        turns[one].append(turn)
    return turns
