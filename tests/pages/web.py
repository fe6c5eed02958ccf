"""Pages of no feature in particular: who may open which."""

from __future__ import annotations

from tests.pages.row import Page, action
from tests.pages.who import ADMINISTRATOR, EVERYONE

ROWS: dict[str, Page] = {
    "home": Page(EVERYONE),
    "styleguide": Page(ADMINISTRATOR),
    "health": Page(EVERYONE, stranger=200, drawn=False),
    "set_language": action(*EVERYONE, stranger=302, data={"language": "en"}),
}
