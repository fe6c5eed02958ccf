"""Pages of commitments: everyone reads them; who serves or leads writes them; the leadership and managers consult."""

from __future__ import annotations

from tests import commitments_stock as stock
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, EVERYONE, WALL

NOT_AWA = ("claire", "bruno", "malik", "nina", "odile")
NOT_ODILE = ("claire", "malik")

ROWS: dict[str, Page] = {
    "commitments:index": Page(EVERYONE, arguments=lambda cast: stock.line_in_force(cast) and {}),
    "commitments:history": Page(EVERYONE, arguments=lambda cast: stock.line_in_force(cast) and {}),
    "commitments:rules": Page(("odile",), hidden=NOT_ODILE, arguments=stock.line_in_force),
    "commitments:new": Page(DECIDERS),
    "commitments:consultation": Page(WALL, arguments=stock.writing_page),
    "commitments:cancel": action("odile", hidden=NOT_ODILE, arguments=stock.writing_page),
    "commitments:ballot": Page(WALL, arguments=stock.voting_page),
    "commitments:take_ballot_back": action(*WALL, arguments=stock.voting_page),
    "commitments:propose": Page(WALL, arguments=stock.writing_page),
    "commitments:reword": Page(("awa",), hidden=NOT_AWA, arguments=stock.proposal_of_awa),
    "commitments:withdraw": action("awa", hidden=NOT_AWA, arguments=stock.proposal_of_awa),
    "commitments:restore": action("awa", hidden=NOT_AWA, arguments=stock.proposal_of_awa),
    "commitments:comment": action(*WALL, data={"text": "Oui."}, arguments=stock.proposal_of_awa),
    "commitments:remove_comment": action(
        "bruno",
        hidden=("claire", "awa", "malik", "nina", "odile"),
        arguments=stock.comment_of_bruno,
    ),
}
