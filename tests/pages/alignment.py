"""Pages of alignment: who may open which."""

from __future__ import annotations

from tests import alignment_stock
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, PLAYERS

ROWS: dict[str, Page] = {
    "alignment:index": Page(PLAYERS),
    "alignment:new": Page(DECIDERS, arguments=alignment_stock.facts_of_lyon),
    "alignment:session": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:extend": action(
        "claire",
        hidden=("malik", "odile"),
        data={"closes_on": alignment_stock.LATER},
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:cancel": action(
        "claire", hidden=("malik", "odile"), arguments=alignment_stock.session_of_lyon
    ),
    "alignment:judge": Page(
        ("claire", "awa", "bruno"),
        hidden=("malik", "nina", "odile"),
        arguments=lambda cast: {**alignment_stock.session_of_lyon(cast), "place": 1},
    ),
    "alignment:submit": action(
        "claire",
        "awa",
        "bruno",
        hidden=("malik", "nina", "odile"),
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:results": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.closed_session_of_lyon,
    ),
    "alignment:debate": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=lambda cast: {**alignment_stock.closed_session_of_lyon(cast), "place": 1},
    ),
    "alignment:history": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.history_of_lyon,
    ),
}
