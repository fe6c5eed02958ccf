"""Role-play's operations: a play is its trainee's alone, until they share it with their manager."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import PLAYERS
from tests.roleplay_stock import play_of_awa, shared_play_of_awa

NOT_AWA = ("claire", "bruno", "malik", "nina", "odile")


def _parcel(_cast: Cast) -> dict[str, Any]:
    return {"key": "late_parcel"}


def _listed(cast: Cast) -> dict[str, Any]:
    shared_play_of_awa(cast)
    return {}


def _awa(
    status: int = 200, body: dict[str, Any] | None = None, values: Any = play_of_awa
) -> Operation:
    return Operation(("awa",), status, body or {}, values, NOT_AWA)


ROWS: dict[str, Operation] = {
    "get /scenarios": Operation(PLAYERS),
    "get /scenarios/{key}": Operation(PLAYERS, values=_parcel),
    "post /scenarios/{key}/plays": Operation(PLAYERS, 201, values=_parcel),
    "get /plays": Operation(PLAYERS, values=_listed),
    "get /plays/{pk}": _awa(),
    "post /plays/{pk}/answers": _awa(body={"text": "Bonjour", "after": 1}),
    "post /plays/{pk}/take-back": _awa(body={"after": 1}),
    "put /plays/{pk}/explained": _awa(body={"explained": True}),
    "put /plays/{pk}/given-up": _awa(),
    "delete /plays/{pk}/given-up": _awa(),
    "post /plays/{pk}/again": _awa(201),
    "delete /plays/{pk}": _awa(204),
    "get /plays/{pk}/look-back": Operation(
        ("awa", "claire"),
        values=shared_play_of_awa,
        hidden=("bruno", "malik", "nina", "odile"),
    ),
    "put /plays/{pk}/sharing": _awa(204, values=shared_play_of_awa),
    "delete /plays/{pk}/sharing": _awa(204, values=shared_play_of_awa),
}
