"""The playbook's operations."""

from __future__ import annotations

from typing import Any

from boussole.features.playbook import drafting
from tests import stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import DECIDERS, EVERYONE

RULE = "late_escalation"


def _version(_cast: Cast) -> dict[str, Any]:
    return {"number": stock.published()}


def _rule(_cast: Cast) -> dict[str, Any]:
    return {"key": RULE}


def _kept_rule(cast: Cast) -> dict[str, Any]:
    drafting.discard(by=cast.claire)
    return _rule(cast)


def _question(cast: Cast) -> dict[str, Any]:
    return {"pk": stock.question(cast)}


ROWS: dict[str, Operation] = {
    "get /versions": Operation(EVERYONE),
    "post /versions": Operation(DECIDERS, 422, {"text": "name: x"}),
    "get /versions/{number}": Operation(EVERYONE, values=_version),
    "get /in-force": Operation(EVERYONE),
    "get /draft": Operation(DECIDERS),
    "delete /draft": Operation(DECIDERS),
    "get /draft/text": Operation(DECIDERS),
    "get /draft/rules/{key}": Operation(DECIDERS, values=_rule),
    "put /draft/rules/{key}": Operation(DECIDERS, 422, {"kind": "x"}, _rule),
    "delete /draft/rules/{key}": Operation(DECIDERS, values=_kept_rule),
    # Nothing was read yet: there is no preview, for whoever may ask.
    "get /draft/rules/{key}/preview": Operation(DECIDERS, 404, values=_rule),
    "post /draft/undo": Operation(DECIDERS),
    "post /draft/publish": Operation(DECIDERS, 422, {"note": ""}),
    "post /versions/{number}/acknowledgement": Operation(EVERYONE, 204, values=_version),
    "get /questions": Operation(EVERYONE),
    "post /questions": Operation(EVERYONE, 201, {"rule": RULE, "text": "Et la nuit ?"}),
    "post /questions/{pk}/answer": Operation(DECIDERS, 200, {"text": "Oui."}, _question),
    "post /versions/{number}/rereadings": Operation(DECIDERS, 202, values=_version),
    "get /versions/{number}/rereadings": Operation(DECIDERS, values=_version),
}
