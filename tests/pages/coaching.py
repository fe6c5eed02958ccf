"""Pages of coaching: who may open which."""

from __future__ import annotations

from tests import coaching_stock, stock
from tests.pages.row import Page, action

ROWS: dict[str, Page] = {
    "coaching:situations": Page(("claire", "awa", "bruno", "malik", "nina")),
    "coaching:seen": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:dismiss": action(
        "claire",
        "awa",
        hidden=("bruno", "malik", "nina"),
        data={"reason": "talked"},
        arguments=stock.situation_of_awa,
    ),
    "coaching:restore": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:snooze": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:wake": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:dissect": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina"),
        arguments=coaching_stock.dissected_situation,
    ),
    "coaching:contest": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:stop_contesting": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:new_note": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina"),
        arguments=lambda cast: {**stock.situation_of_awa(cast), "turn": 2},
    ),
    "coaching:note": Page(
        ("awa",), hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.note_of_awa
    ),
    "coaching:delete_note": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.note_of_awa
    ),
    "coaching:write_reading": action(
        "claire",
        "awa",
        hidden=("bruno", "malik", "nina"),
        data={"do": "keep", "happened": "Il attend."},
        arguments=stock.situation_of_awa,
    ),
    "coaching:show_reading": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.reading_of_awa
    ),
    "coaching:withdraw_reading": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.reading_of_awa
    ),
    "coaching:kept": Page(("claire", "awa", "bruno", "malik", "nina")),
    "coaching:share": action("awa", "bruno", "nina", data={"share": "yes"}),
}
