"""The operation of the mirror: managers read their teams, the leadership all of them."""

from __future__ import annotations

from tests import mirror_stock
from tests.operations.row import Operation
from tests.pages.who import DECIDERS

ROWS: dict[str, Operation] = {"get ": Operation(DECIDERS, values=mirror_stock.three_teams)}
