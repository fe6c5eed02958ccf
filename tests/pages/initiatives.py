"""Pages of initiatives: the whole company reads; the author tries and tells; a manager of the team may object."""

from __future__ import annotations

from tests import initiatives_stock as stock
from tests.pages.row import Page, action
from tests.pages.who import EVERYONE, WALL

NOT_AWA = ("claire", "bruno", "malik", "nina", "odile")

ROWS: dict[str, Page] = {
    "initiatives:list": Page(EVERYONE, arguments=lambda cast: stock.told(cast) and {}),
    "initiatives:new": Page(WALL),
    "initiatives:initiative": Page(EVERYONE, arguments=stock.told),
    "initiatives:change": Page(("awa",), hidden=NOT_AWA, arguments=stock.proposed),
    "initiatives:withdraw": action("awa", hidden=NOT_AWA, arguments=stock.proposed),
    "initiatives:restore": action("awa", hidden=NOT_AWA, arguments=stock.withdrawn),
    "initiatives:support": action(*WALL, arguments=stock.proposed),
    "initiatives:no_longer_support": action(*WALL, arguments=stock.told),
    "initiatives:comment": action(*WALL, data={"text": "Oui."}, arguments=stock.proposed),
    "initiatives:remove_comment": action(
        "bruno", hidden=("claire", "awa", "malik", "nina", "odile"), arguments=stock.commented
    ),
    "initiatives:announce": Page(("awa",), hidden=NOT_AWA, arguments=stock.proposed),
    "initiatives:take_back": action("awa", hidden=NOT_AWA, arguments=stock.announced),
    "initiatives:object": Page(("claire",), hidden=("malik",), arguments=stock.announced),
    "initiatives:lift": action("claire", hidden=("malik",), arguments=stock.objected),
    "initiatives:tell": Page(("awa",), hidden=NOT_AWA, arguments=stock.tried),
    "initiatives:take_telling_back": action("awa", hidden=NOT_AWA, arguments=stock.told),
    "initiatives:rule": Page(("odile", "zoe")),
}
