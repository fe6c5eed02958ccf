"""Commitments' operations; voting has none."""

from __future__ import annotations

from typing import Any

from tests import commitments_stock as stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import EVERYONE, WALL

NOT_AWA = ("claire", "bruno", "malik", "nina", "odile")
NOT_ODILE = ("claire", "malik")
PROPOSAL = {"sentence": "Nous rappelons.", "looks_like": "À l’heure dite."}


def _closed(cast: Cast) -> dict[str, Any]:
    stock.closed(cast)
    return {}


ROWS: dict[str, Operation] = {
    "get /versions": Operation(EVERYONE, values=_closed),
    "put /lines/{pk}/rules": Operation(
        ("odile",), 200, {"rules": []}, stock.line_in_force, NOT_ODILE
    ),
    "get /consultations": Operation(WALL, values=_closed),
    "get /consultations/{pk}": Operation(WALL, values=stock.writing_page),
    # Days that have gone by: the sentence says so to whoever may consult.
    "post /consultations": Operation(
        ("claire", "malik", "odile"),
        422,
        {
            "title": "Nos engagements",
            "purpose": "Pourquoi",
            "vote_opens_on": "2026-01-01",
            "closes_on": "2026-01-08",
        },
    ),
    "post /consultations/{pk}/cancellation": Operation(
        ("odile",), 204, values=stock.writing_page, hidden=NOT_ODILE
    ),
    "post /consultations/{pk}/proposals": Operation(WALL, 201, PROPOSAL, stock.writing_page),
    "put /proposals/{pk}": Operation(("awa",), 200, PROPOSAL, stock.proposal_of_awa, NOT_AWA),
    "post /proposals/{pk}/withdrawal": Operation(
        ("awa",), 204, values=stock.proposal_of_awa, hidden=NOT_AWA
    ),
    "delete /proposals/{pk}/withdrawal": Operation(
        ("awa",), 204, values=stock.proposal_of_awa, hidden=NOT_AWA
    ),
    "post /proposals/{pk}/comments": Operation(WALL, 201, {"text": "Oui."}, stock.proposal_of_awa),
    "delete /comments/{pk}": Operation(
        ("bruno",),
        204,
        values=stock.comment_of_bruno,
        hidden=("claire", "awa", "malik", "nina", "odile"),
    ),
}
