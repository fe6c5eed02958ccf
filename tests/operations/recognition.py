"""Recognition's operations: what Awa is thanked for is hers, and Claire's practice is Claire's."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import TEAMS, WALL
from tests.recognition_stock import (
    feedback_of_lyon,
    recognition_of_awa,
    shared_of_awa,
    success_of_awa,
)

MANAGERS, NOT_AWA = ("claire", "malik"), ("claire", "bruno", "malik", "nina")
NOT_SHARED_WITH = ("awa", "malik", "nina", "odile")


def _shared(cast: Cast) -> dict[str, Any]:
    shared_of_awa(cast)
    return {}


def _received(cast: Cast) -> dict[str, Any]:
    recognition_of_awa(cast)
    return {}


def _proposed(cast: Cast) -> dict[str, Any]:
    success_of_awa(cast)
    return {}


ROWS: dict[str, Operation] = {
    "get /wall": Operation(WALL, values=_shared),
    "get /mine": Operation(TEAMS, values=_received),
    "get /to-thank": Operation(MANAGERS, values=_proposed),
    "get /colleagues": Operation(TEAMS),
    # Nobody is named: the sentence says so to whoever may thank.
    "post ": Operation(TEAMS, 422, {"recipient": 0, "sentence": "Une explication claire."}),
    "post /situations/{pk}/acceptance": Operation(
        ("claire",), 201, values=success_of_awa, hidden=("malik",)
    ),
    "delete /{pk}": Operation(
        ("claire",), 204, values=recognition_of_awa, hidden=("awa", "bruno", "malik", "nina")
    ),
    "put /{pk}/reach": Operation(("awa",), 204, {"reach": "team"}, recognition_of_awa, NOT_AWA),
    "post /{pk}/withdrawal": Operation(("awa",), 204, values=recognition_of_awa, hidden=NOT_AWA),
    "put /{pk}/thanks": Operation(
        ("claire", "bruno"), 204, values=shared_of_awa, hidden=NOT_SHARED_WITH
    ),
    "delete /{pk}/thanks": Operation(
        ("claire", "bruno"), 204, values=shared_of_awa, hidden=NOT_SHARED_WITH
    ),
    "put /digest": Operation(TEAMS, 204, {"wanted": False}),
    "get /practice": Operation(MANAGERS, values=_proposed),
    # Their teams are too small for answers to stay anonymous, and the sentence says so.
    "post /practice/consultations": Operation(MANAGERS, 422),
    "delete /practice/consultations/{pk}": Operation(
        ("claire",), 204, values=feedback_of_lyon, hidden=("malik",)
    ),
}
