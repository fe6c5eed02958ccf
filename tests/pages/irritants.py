"""Pages of irritants: who may open which."""

from __future__ import annotations

from tests import irritants_stock
from tests.pages.row import Page, action
from tests.pages.who import WALL

ROWS: dict[str, Page] = {
    "irritants:heard": Page(WALL),
    "irritants:take_back": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina", "odile"),
        arguments=irritants_stock.heard_by_awa,
    ),
    "irritants:merge": action(
        hidden=WALL, data={"first": "0"}, arguments=irritants_stock.heard_by_awa
    ),
    "irritants:part": action(
        "awa",
        "claire",
        "odile",
        hidden=("bruno", "malik", "nina"),
        arguments=irritants_stock.heard_by_awa,
    ),
    "irritants:route": action(
        "claire", "odile", hidden=("malik",), arguments=irritants_stock.heard_by_awa
    ),
    "irritants:answer": action(
        "claire", "odile", hidden=("malik",), arguments=irritants_stock.heard_by_awa
    ),
}
