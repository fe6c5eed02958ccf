"""The operations of coaching sessions: Claire meets Awa; no other manager and no colleague reads it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from boussole.features.sessions import access
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import NOT_OF_THE_PAIR, PAIR, TEAMS
from tests.sessions_stock import (
    agreed_session,
    followed_cue,
    planned_session,
    session_agreement,
    session_cue,
    session_note,
)

LEADERS, AGENTS = ("claire", "malik"), ("awa", "bruno", "nina")
TODAY = timezone.localdate().isoformat()
CUE = "hand_over_at_first_request"


def _listed(cast: Cast) -> dict[str, Any]:
    agreed_session(cast)
    return {}


def _followed(cast: Cast) -> dict[str, Any]:
    return {**followed_cue(cast), "cue": access.cues(cast.awa).get().pk}


def _claire(
    status: int = 200, body: dict[str, Any] | None = None, values: Any = planned_session
) -> Operation:
    return Operation(("claire",), status, body or {}, values, ("malik",))


def _pair(
    status: int, body: dict[str, Any] | None = None, values: Any = agreed_session
) -> Operation:
    return Operation(PAIR, status, body or {}, values, NOT_OF_THE_PAIR)


ROWS: dict[str, Operation] = {
    "get ": Operation(TEAMS, values=_listed),
    "get /agents": Operation(LEADERS),
    # With nobody to meet: the sentence says so to whoever may plan one.
    "post ": Operation(
        LEADERS, 422, {"kind": "one_to_one", "participants": [], "planned_on": TODAY}
    ),
    "get /cues": Operation(TEAMS),
    "get /own-cues": Operation(AGENTS, values=_listed),
    "get /team-follow-ups": Operation(TEAMS),
    "get /{pk}": _pair(200),
    "put /{pk}/day": _claire(body={"planned_on": TODAY}),
    "get /{pk}/choosable": _claire(),
    "put /{pk}/topics": _claire(body={"situations": []}),
    "put /{pk}/cancellation": _claire(),
    # It is planned: there is nothing to restore nor to reopen, and the sentence says so.
    "delete /{pk}/cancellation": _claire(422),
    "put /{pk}/closing": _claire(body={"held_on": TODAY}),
    "delete /{pk}/closing": _claire(422),
    # Without a participant chosen, to whoever leads it.
    "post /{pk}/cues": _claire(422, {"person": 0, "key": CUE}),
    "delete /{pk}/cues/{cue}": _claire(204, values=session_cue),
    "get /{pk}/cues/{cue}/follow-up": _pair(200, values=_followed),
    "post /{pk}/agreements": _claire(201, {"text": "Relire la fiche."}),
    "delete /{pk}/agreements/{agreement}": _claire(204, values=session_agreement),
    "put /{pk}/agreements/{agreement}/done": _pair(204, values=session_agreement),
    "delete /{pk}/agreements/{agreement}/done": _pair(204, values=session_agreement),
    "post /{pk}/notes": _pair(201, {"text": "Oui."}),
    "delete /{pk}/notes/{note}": Operation(
        ("claire",), 204, values=session_note, hidden=("awa", *NOT_OF_THE_PAIR)
    ),
    "put /{pk}/remark": Operation(
        ("awa",), 204, {"text": "Utile."}, agreed_session, ("bruno", "nina")
    ),
}
