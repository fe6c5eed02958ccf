"""The page of the mirror: who may open it."""

from __future__ import annotations

from tests import mirror_stock
from tests.pages.row import Page
from tests.pages.who import DECIDERS

ROWS: dict[str, Page] = {
    "mirror:page": Page(DECIDERS, arguments=mirror_stock.three_teams),
}
