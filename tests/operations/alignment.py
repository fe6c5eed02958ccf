"""Alignment's operations: a session of Lyon, that Claire opens for Awa, Bruno and herself."""

from __future__ import annotations

from typing import Any

from boussole.features.alignment.models import Session
from tests.alignment_stock import (
    LATER,
    RULE,
    answer_all,
    closed_session_of_lyon,
    facts_of_lyon,
    history_of_lyon,
    session_of_lyon,
)
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import DECIDERS, PLAYERS

JUDGES, READERS = ("claire", "awa", "bruno"), ("claire", "awa", "bruno", "odile")
OUTSIDE = ("malik", "nina")


def _first(cast: Cast) -> dict[str, Any]:
    return {**session_of_lyon(cast), "place": 1}


def _answered(cast: Cast) -> dict[str, Any]:
    found = session_of_lyon(cast)
    for person in (cast.claire, cast.awa, cast.bruno):
        answer_all(Session.objects.get(**found), person, lambda *_: "met", submit=False)
    return found


def _debated(cast: Cast) -> dict[str, Any]:
    return {**closed_session_of_lyon(cast), "place": 1}


ROWS: dict[str, Operation] = {
    "get /sessions": Operation(PLAYERS, values=lambda cast: session_of_lyon(cast) and {}),
    "get /invitable": Operation(DECIDERS),
    # Nobody is invited: the sentence says so to whoever may open one.
    "post /sessions": Operation(
        DECIDERS,
        422,
        {"rules": [RULE], "people": [], "closes_on": LATER},
        values=facts_of_lyon,
    ),
    "get /sessions/{pk}": Operation(READERS, values=session_of_lyon, hidden=OUTSIDE),
    "delete /sessions/{pk}": Operation(
        ("claire",), 204, values=session_of_lyon, hidden=("malik", "odile")
    ),
    "post /sessions/{pk}/extension": Operation(
        ("claire",),
        body={"closes_on": LATER},
        values=session_of_lyon,
        hidden=("malik", "odile"),
    ),
    "get /sessions/{pk}/situations/{place}": Operation(
        JUDGES, values=_first, hidden=(*OUTSIDE, "odile")
    ),
    "put /sessions/{pk}/situations/{place}/answers": Operation(
        JUDGES,
        204,
        {"answers": {RULE: {"says": "met"}}},
        values=_first,
        hidden=(*OUTSIDE, "odile"),
    ),
    "post /sessions/{pk}/submission": Operation(
        JUDGES, values=_answered, hidden=(*OUTSIDE, "odile")
    ),
    "get /sessions/{pk}/results": Operation(READERS, values=closed_session_of_lyon, hidden=OUTSIDE),
    "get /sessions/{pk}/results/{place}": Operation(READERS, values=_debated, hidden=OUTSIDE),
    "get /rules/{key}": Operation(READERS, values=history_of_lyon, hidden=OUTSIDE),
}
