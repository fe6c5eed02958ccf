"""Coaching's operations: a situation of Awa's, for her and for Claire who manages her."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.coaching_stock import dissected_situation, note_of_awa, reading_of_awa
from tests.operations.row import Operation
from tests.pages.who import PAIR, TEAMS
from tests.stock import situation_of_awa

OUTSIDE = ("bruno", "malik", "nina")
NOT_AWA = ("claire", *OUTSIDE)
LATER = (timezone.localdate() + timedelta(days=7)).isoformat()
ANSWERS = {"happened": "Il attend.", "turned": "Au message 4.", "would_try": "Passer le relais."}


def _listed(cast: Cast) -> dict[str, Any]:
    dissected_situation(cast)
    return {}


def _pair(
    status: int = 200, body: dict[str, Any] | None = None, values: Any = situation_of_awa
) -> Operation:
    return Operation(PAIR, status, body or {}, values, OUTSIDE)


ROWS: dict[str, Operation] = {
    "get /situations": Operation(TEAMS, values=_listed),
    "get /situations/{pk}": _pair(values=dissected_situation),
    "post /situations/{pk}/seen": _pair(),
    "put /situations/{pk}/dismissal": _pair(body={"reason": "talked"}),
    "delete /situations/{pk}/dismissal": _pair(),
    "put /situations/{pk}/snooze": _pair(204, {"until": LATER}),
    "delete /situations/{pk}/snooze": _pair(204),
    "put /situations/{pk}/contest": _pair(204),
    "delete /situations/{pk}/contest": _pair(204),
    "post /situations/{pk}/notes": _pair(201, {"turn": 2, "text": "Nommer l’attente."}),
    "put /notes/{pk}": Operation(("awa",), 200, {"text": "Dire l’attente."}, note_of_awa, NOT_AWA),
    "delete /notes/{pk}": Operation(("awa",), 204, values=note_of_awa, hidden=NOT_AWA),
    "put /situations/{pk}/reading": _pair(body={**ANSWERS, "do": "submit"}),
    "post /situations/{pk}/reading/shown": Operation(
        ("awa",), 204, values=reading_of_awa, hidden=NOT_AWA
    ),
    "delete /situations/{pk}/reading": Operation(
        ("awa",), 204, values=reading_of_awa, hidden=NOT_AWA
    ),
    "get /kept": Operation(TEAMS, values=_listed),
    "get /sharing": Operation(("awa", "bruno", "nina")),
    "put /sharing": Operation(("awa", "bruno", "nina"), body={"share": True}),
}
