"""Pages of care: one's own, those of the two of a debrief, and a group's without names."""

from __future__ import annotations

from tests import care_stock
from tests.pages.row import Page, action
from tests.pages.who import NOT_OF_THE_PAIR, PAIR, WALL

AGENTS = ("awa", "bruno", "nina")
LATER = "2999-01-01"

ROWS: dict[str, Page] = {
    "care:index": Page(WALL, arguments=care_stock.awa_after_a_heavy_week),
    "care:choose": action(*AGENTS, data={"exposure": "on"}),
    "care:put_away": action(*AGENTS, arguments=care_stock.awa_after_a_heavy_week),
    "care:relay": action(*AGENTS),
    "care:new": Page(AGENTS),
    "care:debrief": Page(PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.note_and_key),
    "care:agree": action(*PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.debrief_to_agree),
    "care:move": action(
        *PAIR,
        hidden=NOT_OF_THE_PAIR,
        arguments=care_stock.debrief_of_awa,
        data={"planned_on": LATER},
    ),
    "care:decline": action(*PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.debrief_of_awa),
    "care:hold": action(*PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.debrief_of_awa),
    # Without having said that one is sure, nothing is erased: both are asked in turn.
    "care:erase": action(*PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.debrief_of_awa),
    "care:write_note": action(
        *PAIR,
        hidden=NOT_OF_THE_PAIR,
        arguments=care_stock.debrief_of_awa,
        data={"text": "Penser à la pause."},
    ),
    "care:erase_note": action(*PAIR, hidden=NOT_OF_THE_PAIR, arguments=care_stock.note_of_awa),
    "care:ask_breather": action(*AGENTS, data={"text": ""}),
    "care:take_back_breather": action(
        "awa", hidden=("bruno", "nina"), arguments=care_stock.breather_of_awa
    ),
    "care:answer_breather": action(
        "claire",
        hidden=("malik",),
        arguments=care_stock.breather_of_awa,
        data={"text": "Oui, cet après-midi."},
    ),
    "care:team": Page(("claire", "odile"), hidden=("malik",), arguments=care_stock.lyon_counted),
    "care:company": Page(("odile",), arguments=care_stock.company_counted),
}
