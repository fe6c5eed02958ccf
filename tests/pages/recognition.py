"""Pages of recognition: who may open which."""

from __future__ import annotations

from tests import recognition_stock, stock
from tests.pages.row import Page, action
from tests.pages.who import TEAMS, WALL

ROWS: dict[str, Page] = {
    "recognition:wall": Page(
        WALL, arguments=lambda cast: recognition_stock.shared_of_awa(cast) and {}
    ),
    "recognition:thank_too": action(
        "claire",
        "bruno",
        hidden=("awa", "malik", "nina", "odile"),
        arguments=recognition_stock.shared_of_awa,
    ),
    "recognition:no_longer_thank": action(
        "claire",
        "bruno",
        hidden=("awa", "malik", "nina", "odile"),
        arguments=recognition_stock.shared_of_awa,
    ),
    "recognition:new": Page(TEAMS),
    "recognition:accept": action(
        "claire", hidden=("malik",), arguments=recognition_stock.success_of_awa
    ),
    "recognition:name": Page(
        ("claire",), hidden=("malik",), arguments=recognition_stock.success_of_awa
    ),
    "recognition:take_back": action(
        "claire",
        hidden=("awa", "bruno", "malik", "nina"),
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:mine": Page(
        ("awa", "bruno", "nina", "claire", "malik"),
        arguments=lambda cast: recognition_stock.recognition_of_awa(cast) and {},
    ),
    "recognition:reach": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina"),
        data={"reach": "team"},
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:withdraw": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina"),
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:digest": action(*TEAMS, data={"wanted": "0"}),
    "recognition:practice": Page(
        ("claire", "malik"), arguments=lambda cast: stock.situation_of_awa(cast) and {}
    ),
    "recognition:ask_feedback": action("claire", "malik"),
    "recognition:cancel_feedback": action(
        "claire", hidden=("malik",), arguments=recognition_stock.feedback_of_lyon
    ),
    "recognition:feedback": Page(
        ("awa", "bruno"), hidden=("nina",), arguments=recognition_stock.feedback_of_lyon
    ),
}
