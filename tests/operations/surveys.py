"""The surveys' operation: a manager's programs say whom to ask."""

from __future__ import annotations

from typing import Any

from tests import surveys_stock
from tests.cast import Cast
from tests.operations.row import Operation
from tests.pages.who import MANAGERS


def _by_api(cast: Cast) -> dict[str, Any]:
    return {"pk": surveys_stock.survey(cast, trigger="api").pk}


ROWS: dict[str, Operation] = {
    "post /{pk}/occasions": Operation(MANAGERS, 202, {"email": "lea@example.com"}, _by_api),
}
