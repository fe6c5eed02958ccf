"""Pages of irritants: who may open which."""

from __future__ import annotations

from tests import irritants_stock as stock
from tests.pages.row import Page, action
from tests.pages.who import OWNERS, WALL

# Awa declared it in Lyon, which Claire manages; Denis answers for the department it was given to.
READ_IT = ("awa", "bruno", "claire", "odile")
NOT_MEMBERS = ("malik", "nina")

ROWS: dict[str, Page] = {
    "irritants:heard": Page(WALL),
    "irritants:take_back": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina", "odile"),
        arguments=stock.heard_by_awa,
    ),
    "irritants:merge": action(hidden=WALL, data={"first": "0"}, arguments=stock.heard_by_awa),
    "irritants:part": action(
        "awa",
        "claire",
        "odile",
        hidden=("bruno", "malik", "nina"),
        arguments=stock.heard_by_awa,
    ),
    "irritants:route": action("claire", "odile", hidden=("malik",), arguments=stock.heard_by_awa),
    "irritants:unroute": action("claire", "odile", hidden=("malik",), arguments=stock.heard_by_awa),
    "irritants:answer": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.line_for_denis,
    ),
    "irritants:unanswer": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.line_for_denis,
    ),
    "irritants:index": Page(WALL, arguments=lambda cast: stock.declared_by_awa(cast) and {}),
    "irritants:new": Page(WALL),
    "irritants:asked": Page(OWNERS, arguments=lambda cast: stock.given_to_denis(cast) and {}),
    "irritants:irritant": Page(
        (*READ_IT, "denis"), hidden=NOT_MEMBERS, arguments=stock.fixed_by_denis
    ),
    "irritants:change": Page(
        ("awa",),
        hidden=("claire", "bruno", "malik", "nina", "odile"),
        arguments=stock.declared_by_awa,
    ),
    "irritants:me_too": action(*READ_IT, hidden=NOT_MEMBERS, arguments=stock.declared_by_awa),
    "irritants:not_me": action(*READ_IT, hidden=NOT_MEMBERS, arguments=stock.declared_by_awa),
    "irritants:drop": action(
        "awa", hidden=("claire", "bruno", "malik", "nina", "odile"), arguments=stock.declared_by_awa
    ),
    "irritants:share": action(
        "awa", "claire", "odile", hidden=("bruno", *NOT_MEMBERS), arguments=stock.declared_by_awa
    ),
    "irritants:unshare": action(
        "awa", "claire", "odile", hidden=("bruno", *NOT_MEMBERS), arguments=stock.declared_by_awa
    ),
    "irritants:join": action(hidden=WALL, data={"first": "0"}, arguments=stock.declared_by_awa),
    "irritants:separate": action(
        "awa", "claire", "odile", hidden=("bruno", *NOT_MEMBERS), arguments=stock.declared_by_awa
    ),
    "irritants:cost_now": action(
        "awa",
        hidden=("bruno", "claire", "odile", *NOT_MEMBERS),
        data={"times": "0"},
        arguments=stock.fixed_by_denis,
    ),
    "irritants:cost_unsaid": action(
        "awa", hidden=("bruno", "claire", "odile", *NOT_MEMBERS), arguments=stock.fixed_by_denis
    ),
    "irritants:assign": action(
        "claire", "odile", hidden=("malik",), arguments=stock.declared_by_awa
    ),
    "irritants:take": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.given_to_denis,
    ),
    "irritants:owner_answer": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.given_to_denis,
    ),
    "irritants:resolve": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.given_to_denis,
    ),
    "irritants:reopen": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.fixed_by_denis,
    ),
    "irritants:link": action(
        "claire",
        "odile",
        "denis",
        hidden=("awa", "bruno", *NOT_MEMBERS),
        arguments=stock.given_to_denis,
    ),
    "irritants:undo": action(
        "denis",
        hidden=("awa", "bruno", "claire", "odile", *NOT_MEMBERS),
        arguments=stock.step_of_denis,
    ),
}
