"""Care's operations: one's own exposure, a team's weeks without names."""

from __future__ import annotations

from tests.care_stock import awa_after_a_heavy_week, lyon_counted
from tests.operations.row import Operation

AGENTS = ("awa", "bruno", "nina")

ROWS: dict[str, Operation] = {
    "get /exposure": Operation(AGENTS, values=awa_after_a_heavy_week),
    "get /teams/{pk}/weeks": Operation(("claire", "odile"), values=lyon_counted, hidden=("malik",)),
}
