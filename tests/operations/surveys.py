"""The surveys' operations: results for those who read them, follow-ups for a team's manager, asking for managers."""

from __future__ import annotations

from typing import Any

from tests import surveys_stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import DECIDERS, MANAGERS


def _by_api(cast: Cast) -> dict[str, Any]:
    return {"pk": surveys_stock.survey(cast, trigger="api").pk}


def _with_a_low_answer(cast: Cast) -> dict[str, Any]:
    surveys_stock.answered(cast)
    return {}


ROWS: dict[str, Operation] = {
    "get ": Operation(DECIDERS, values=_with_a_low_answer),
    "get /{pk}/results": Operation(DECIDERS, values=surveys_stock.answered_survey),
    "post /explanations": Operation(
        (*DECIDERS, "paul"), body={"who": "lea1@example.com"}, values=_with_a_low_answer
    ),
    "get /follow-ups": Operation(MANAGERS, values=_with_a_low_answer),
    "put /follow-ups/{pk}/owner": Operation(
        ("claire",), values=surveys_stock.follow_up_of_lyon, hidden=("malik",)
    ),
    "put /follow-ups/{pk}/closing": Operation(
        ("claire",),
        body={"what_was_done": "Facture refaite."},
        values=surveys_stock.follow_up_of_lyon,
        hidden=("malik",),
    ),
    "post /unsubscribes": Operation((*MANAGERS, "paul"), 204, {"email": "lea@example.com"}),
    "post /{pk}/occasions": Operation(MANAGERS, 202, {"email": "lea@example.com"}, _by_api),
}
