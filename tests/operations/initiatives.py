"""Initiatives' operations: everyone reads, the author tries and tells, a manager of the team may object."""

from __future__ import annotations

from typing import Any

from tests import initiatives_stock as stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import EVERYONE, WALL

NOT_AWA = ("claire", "bruno", "malik", "nina", "odile")
IDEA = {"line": "Rappeler la veille", "why": "Ils appellent le jour même.", "whom": "Les clients"}
# Days that have gone by: the sentence says so to the author.
TRIAL = {
    "what": "Un appel la veille.",
    "where": "Les rendez-vous",
    "teams": [],
    "starts_on": "2026-01-01",
    "ends_on": "2026-02-01",
    "will_tell": "Moins d’appels.",
}


def _told(cast: Cast) -> dict[str, Any]:
    stock.told(cast)
    return {}


ROWS: dict[str, Operation] = {
    "get ": Operation(EVERYONE, values=_told),
    "get /{pk}": Operation(EVERYONE, values=stock.told),
    "post ": Operation(WALL, 201, IDEA),
    "put /{pk}": Operation(("awa",), 200, IDEA, stock.proposed, NOT_AWA),
    "post /{pk}/withdrawal": Operation(("awa",), 204, values=stock.proposed, hidden=NOT_AWA),
    "delete /{pk}/withdrawal": Operation(("awa",), 204, values=stock.withdrawn, hidden=NOT_AWA),
    "put /{pk}/support": Operation(WALL, 204, values=stock.proposed),
    "delete /{pk}/support": Operation(WALL, 204, values=stock.told),
    "post /{pk}/comments": Operation(WALL, 201, {"text": "J’en suis."}, stock.proposed),
    "delete /comments/{pk}": Operation(
        ("bruno",),
        204,
        values=stock.commented,
        hidden=("claire", "awa", "malik", "nina", "odile"),
    ),
    "post /{pk}/trials": Operation(("awa",), 422, TRIAL, stock.proposed, NOT_AWA),
    "delete /{pk}/trials": Operation(("awa",), 204, values=stock.announced, hidden=NOT_AWA),
    "post /{pk}/objections": Operation(
        ("claire",),
        201,
        {"reason": "Trop large.", "counter_proposal": "Le matin seulement."},
        stock.announced,
        ("malik",),
    ),
    "delete /objections/{pk}": Operation(
        ("claire",), 204, values=stock.objected, hidden=("malik",)
    ),
    "put /{pk}/telling": Operation(
        ("awa",), 200, {"learnt": "Un SMS suffit.", "outcome": "adapted"}, stock.tried, NOT_AWA
    ),
    "delete /{pk}/telling": Operation(("awa",), 204, values=stock.told, hidden=NOT_AWA),
}
