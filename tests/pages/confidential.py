"""Pages of the confidential line: who may open which. To all but a listening person, their pages do not exist."""

from __future__ import annotations

from tests import confidential_stock
from tests.pages.row import Page, action
from tests.pages.who import EVERYONE

NOT_BRUNO = tuple(name for name in EVERYONE if name != "bruno")

ROWS: dict[str, Page] = {
    "confidential:index": Page(EVERYONE, arguments=confidential_stock.someone_listens),
    "confidential:write": Page(EVERYONE, arguments=confidential_stock.someone_listens),
    "confidential:receipt": Page(EVERYONE),
    "confidential:listening": Page(
        ("bruno",), hidden=NOT_BRUNO, arguments=confidential_stock.someone_listens
    ),
    "confidential:key": Page(
        ("bruno",), hidden=NOT_BRUNO, arguments=confidential_stock.someone_listens
    ),
    "confidential:lock": action(
        "bruno", hidden=NOT_BRUNO, arguments=confidential_stock.someone_listens
    ),
    "confidential:thread": Page(
        ("bruno",), hidden=NOT_BRUNO, arguments=confidential_stock.thread_of_bruno
    ),
    "confidential:listeners": Page(("odile",), arguments=confidential_stock.someone_listens),
    "confidential:unname": action("odile", arguments=confidential_stock.listener_to_unname),
    "confidential:emergency": action("odile", data={"text": "Appelez l’accueil, poste 12."}),
}
