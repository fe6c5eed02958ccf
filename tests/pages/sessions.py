"""Pages of sessions: who may open which."""

from __future__ import annotations

from typing import Any

from tests import sessions_stock, stock
from tests.cast import Cast
from tests.pages.row import Page, action
from tests.pages.who import NOT_OF_THE_PAIR, PAIR


def _with_a_session(cast: Cast) -> dict[str, Any]:
    sessions_stock.agreed_session(cast)
    return {}


def _with_a_followed_cue(cast: Cast) -> dict[str, Any]:
    sessions_stock.followed_cue(cast)
    return {}


ROWS: dict[str, Page] = {
    "sessions:list": Page(("claire", "awa", "bruno", "malik", "nina"), arguments=_with_a_session),
    "sessions:cues": Page(("awa", "bruno", "nina"), arguments=_with_a_followed_cue),
    "sessions:new": Page(("claire", "malik")),
    "sessions:session": Page(PAIR, hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.agreed_session),
    "sessions:topics": Page(
        ("claire",), hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:add_topic": action("claire", hidden=("malik",), arguments=stock.situation_of_awa),
    "sessions:remove_topic": action(
        "claire", hidden=("malik",), arguments=sessions_stock.session_topic
    ),
    "sessions:move": action(
        "claire",
        hidden=("malik",),
        data={"planned_on": "2030-01-01"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:cancel": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:restore": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:close": action("claire", hidden=("malik",), arguments=sessions_stock.planned_session),
    "sessions:reopen": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:agree_cue": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:remove_cue": action(
        "claire", hidden=("malik",), arguments=sessions_stock.session_cue
    ),
    "sessions:agree": action("claire", hidden=("malik",), arguments=sessions_stock.planned_session),
    "sessions:remove_agreement": action(
        "claire", hidden=("malik",), arguments=sessions_stock.session_agreement
    ),
    "sessions:agreement_done": action(
        "awa", "claire", hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.session_agreement
    ),
    "sessions:agreement_open": action(
        "awa", "claire", hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.session_agreement
    ),
    "sessions:write_note": action(
        *PAIR,
        hidden=NOT_OF_THE_PAIR,
        data={"text": "Oui"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:remove_note": action(
        "claire", hidden=("awa", *NOT_OF_THE_PAIR), arguments=sessions_stock.session_note
    ),
    "sessions:remark": action(
        "awa",
        hidden=("bruno", "nina"),
        data={"text": "Oui"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:reminders": Page(("claire", "awa", "bruno", "malik", "nina")),
}
