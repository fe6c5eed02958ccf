"""Who may open which page: one row per address of the URLconf, in a file per feature.

``tests/architecture/test_urls.py`` walks the URLconf and fails when an address has no row, then asks for
every page as every member of the cast. ``tests/journeys/test_every_page.py`` opens each in a browser, in both
languages and both themes, wide and narrow.

A row says who gets the page (``ok``), to whom its object does not exist (``hidden``: 404), and everyone
else gets 403. ``arguments`` makes what the page shows and returns the values of its address.
"""

from __future__ import annotations

from tests.pages import (
    account,
    alignment,
    care,
    coaching,
    commitments,
    confidential,
    conversations,
    initiatives,
    irritants,
    learning,
    metrics,
    mirror,
    organisation,
    playbook,
    reasons,
    recognition,
    roleplay,
    sessions,
    surveys,
    web,
    wellbeing,
)
from tests.pages.row import Page as Page

PAGES: dict[str, Page] = {
    name: page
    for part in (
        web,
        organisation,
        conversations,
        reasons,
        playbook,
        learning,
        alignment,
        metrics,
        coaching,
        recognition,
        irritants,
        initiatives,
        commitments,
        confidential,
        wellbeing,
        care,
        mirror,
        sessions,
        roleplay,
        surveys,
        account,
    )
    for name, page in part.ROWS.items()
}
