"""Irritants' operations: Awa declared one in Lyon, which Claire manages; Denis answers for the department it was given to."""

from __future__ import annotations

from typing import Any

from tests import irritants_stock as stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import OWNERS, WALL

OTHERS = ("malik", "nina")
READ_IT = ("awa", "bruno", "claire", "odile")
ANSWER_IT = ("claire", "odile", "denis")
DO_NOT = ("awa", "bruno", *OTHERS)


def _given(cast: Cast) -> dict[str, Any]:
    stock.given_to_denis(cast)
    return {}


def _two_of_awa(cast: Cast) -> dict[str, Any]:
    return {"pk": stock.irritant_of_awa(cast).pk, "first": stock.irritant_of_awa(cast).pk}


ROWS: dict[str, Operation] = {
    "get ": Operation(WALL, values=_given),
    "post ": Operation(WALL, 201, {"what": "Deux écrans pour une adresse", "times": 3}),
    "get /asked": Operation(OWNERS, values=_given),
    "get /to-tell": Operation(WALL, values=_given),
    "get /owners": Operation(("claire", "malik", "odile")),
    "get /heard": Operation(WALL),
    "post /heard": Operation(WALL, 201, {"kind": "price", "line": "Le mois offert ailleurs"}),
    "get /{pk}": Operation((*READ_IT, "denis"), values=stock.fixed_by_denis, hidden=OTHERS),
    "delete /{pk}": Operation(
        ("awa",),
        204,
        values=stock.declared_by_awa,
        hidden=("bruno", "claire", "odile", *OTHERS),
    ),
    "put /{pk}/voice": Operation(
        READ_IT, body={"times": 2, "minutes": 5}, values=stock.declared_by_awa, hidden=OTHERS
    ),
    "delete /{pk}/voice": Operation(READ_IT, 204, values=stock.declared_by_awa, hidden=OTHERS),
    "put /{pk}/merging/{first}": Operation(
        ("awa", "claire", "odile"), values=_two_of_awa, hidden=("bruno", *OTHERS)
    ),
    "delete /{pk}/merging": Operation(
        ("awa", "claire", "odile"), values=stock.declared_by_awa, hidden=("bruno", *OTHERS)
    ),
    # Nobody is named: the sentence says so to whoever may give it.
    "put /{pk}/owner": Operation(
        ("claire", "odile"),
        422,
        {"person": 0},
        values=stock.declared_by_awa,
        hidden=("malik",),
    ),
    "put /{pk}/taking": Operation(ANSWER_IT, values=stock.given_to_denis, hidden=DO_NOT),
    "put /{pk}/answer": Operation(
        ANSWER_IT,
        body={"answer": "Nous le retirons.", "fixing": True},
        values=stock.given_to_denis,
        hidden=DO_NOT,
    ),
    "put /{pk}/resolution": Operation(
        ANSWER_IT,
        body={"on": stock.today().isoformat()},
        values=stock.given_to_denis,
        hidden=DO_NOT,
    ),
    "post /{pk}/reopening": Operation(
        ANSWER_IT, body={"why": "Il revient."}, values=stock.fixed_by_denis, hidden=DO_NOT
    ),
    "delete /{pk}/steps/{step}": Operation(
        ("denis",), values=stock.step_of_denis, hidden=("claire", "odile", *DO_NOT)
    ),
    "put /{pk}/reasons": Operation(
        ANSWER_IT, body={"reasons": []}, values=stock.given_to_denis, hidden=DO_NOT
    ),
    "put /{pk}/cost-now": Operation(
        ("awa",),
        204,
        {"times": 0},
        stock.fixed_by_denis,
        ("bruno", "claire", "odile", *OTHERS),
    ),
    "delete /{pk}/cost-now": Operation(
        ("awa",), 204, values=stock.fixed_by_denis, hidden=("bruno", "claire", "odile", *OTHERS)
    ),
    "get /{pk}/saving": Operation((*READ_IT, "denis"), values=stock.fixed_by_denis, hidden=OTHERS),
}
