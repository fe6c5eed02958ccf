"""Situations, alerts and readings of whole conversations."""

from __future__ import annotations

import math
from collections.abc import Iterable

from benchmarks.accuracy.report.words import NOTHING, percent, table
from benchmarks.accuracy.results import BOTH, Results
from benchmarks.accuracy.scores import Scores
from benchmarks.accuracy.situations import Lead, SituationScores

NAMES = {"fr": "French", "en": "English", BOTH: "both languages"}
HEAD = (
    "situation", "n", "precision %", "recall %", "F1 %", "turn named exactly %", "turn named or among its reasons %",
)  # fmt: skip
LEAD_HEAD = (
    "alert", "right alerts", "turns left from the moment", "minutes left from the moment",
    "turns left when raised live", "minutes left when raised live", "raised before the last turn %",
)  # fmt: skip

ABOUT = """
The conversations are read by the default playbook and the default tree of reasons, through the same road as in production. A situation is
found when the same kind is found in the same conversation. The turn is the one that carries the situation; its reasons are the turns that
the finding itself gives as its `because`. There are about ten of each kind: the intervals are wide, and are the figure to read.
"""
LEADS = """
An alert is worth what is left of the conversation when it comes. Medians over right alerts: from the moment’s turn, where it could have gone
otherwise, and from the turn after which the alert is raised when the rest is not yet known (the conversation read turn by
turn, still open). Where the file says nothing, four minutes pass between two turns: minutes are an order of magnitude.
"""
WHOLE = """
`repeat`: the customer says they had contacted before about the same thing. Demand: whether a failure caused the contact, which follows from the contact reason
found; where no reason is found, it is not known. Promises: the agents’ turns that say who does what by when.
"""


def situations(found: Results) -> str:
    """Lay out the section."""
    both = found.situations[BOTH]
    return "\n\n".join(
        [
            "## Situations, in whole conversations",
            ABOUT.strip(),
            table(_kinds(both), HEAD),
            table(
                (_language(name, found.situations[key]) for key, name in NAMES.items()),
                ("conversations in", "conversations", "situations", "precision %", "recall %", "F1 %", "without a situation", "one read by mistake %"),
            ),
            "### How early alerts come",
            LEADS.strip(),
            table(map(_lead, both.leads), LEAD_HEAD),
            (f"Live, an alert of a kind that is not there is raised at some point in {percent(both.live_false_alarms)} % of"
            f" the {both.n} conversations."),
            "### Readings of whole conversations",
            WHOLE.strip(),
            table(_readings(found), ("reading", "language", "n", "to find", "precision %", "recall %", "F1 %")),
            table(_demand(found), ("language", "demand known %", "right among known %")),
        ]
    )  # fmt: skip


def _kinds(one: SituationScores) -> Iterable[tuple[str, ...]]:
    for kind in one.kinds:
        yield (
            f"`{kind.kind}`",
            f"{kind.scores.positives}",
            *_triple(kind.scores),
            percent(kind.exact),
            percent(kind.near),
        )


def _language(name: str, one: SituationScores) -> tuple[str, ...]:
    return (
        name,
        f"{one.n}",
        f"{one.situations}",
        *_triple(one.every),
        f"{one.without}",
        percent(one.false_alarms),
    )


def _lead(one: Lead) -> tuple[str, ...]:
    figures = (one.turns, one.minutes, one.live_turns, one.live_minutes)
    return (f"`{one.kind}`", f"{one.n}", *map(_median, figures), percent(one.in_time))


def _median(value: float) -> str:
    return NOTHING if math.isnan(value) else f"{value:,.4g}"


def _readings(found: Results) -> Iterable[tuple[str, ...]]:
    for key, name in NAMES.items():
        read = found.situations[key].readings
        for what, one in (("`repeat`", read.repeat), ("promises, by turn", read.promises)):
            yield (what, name, f"{one.n}", f"{one.positives}", *_triple(one))


def _demand(found: Results) -> Iterable[tuple[str, ...]]:
    for key, name in NAMES.items():
        read = found.situations[key].readings
        yield name, percent(read.demand_known), percent(read.demand_right)


def _triple(one: Scores) -> tuple[str, str, str]:
    return percent(one.precision), percent(one.recall), percent(one.f1)
