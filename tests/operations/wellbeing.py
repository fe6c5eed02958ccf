"""The operations of the pulse: figures as the pages show them; Lyon is Claire's, the company is Odile's."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import DECIDERS, WALL
from tests.wellbeing_stock import (
    lyon_with_figures,
    managers_with_figures,
    promise_of_lyon,
)

LYON, NOT_LYON = ("claire", "awa", "bruno", "odile"), ("malik", "nina")


def _published(cast: Cast) -> dict[str, Any]:
    lyon_with_figures(cast)
    return {}


ROWS: dict[str, Operation] = {
    "get /waves": Operation(WALL, values=_published),
    # Their teams are too small for answers to stay anonymous, and the sentence says so.
    "post /waves": Operation(("odile",), 422, {"kind": "short"}),
    "put /plan": Operation(("odile",), 200, {"opens_on": "2099-01-05"}),
    # None is planned.
    "delete /plan": Operation(("odile",), 422),
    "get /teams": Operation(WALL),
    "get /teams/{pk}": Operation(LYON, values=lyon_with_figures, hidden=NOT_LYON),
    "get /company": Operation(("odile",), values=_published),
    "get /company/teams": Operation(("odile",), values=_published),
    "get /managers": Operation(DECIDERS, values=managers_with_figures),
    "get /teams/{pk}/promises": Operation(LYON, values=lyon_with_figures, hidden=NOT_LYON),
    "post /teams/{pk}/promises": Operation(
        ("claire",), 201, {"text": "Un obstacle levé."}, lyon_with_figures, ("malik",)
    ),
    "delete /promises/{pk}": Operation(("claire",), 204, values=promise_of_lyon, hidden=("malik",)),
}
