"""Pages of reasons: who may open which."""

from __future__ import annotations

from tests import stock
from tests.pages.row import Page, action
from tests.pages.who import SORTERS

ROWS: dict[str, Page] = {
    "reasons:tree": Page(SORTERS, arguments=stock.learnt_tree),
    "reasons:undo": action(*SORTERS, arguments=stock.own_change),
    "reasons:learn": action(*SORTERS),
    "reasons:undo_learning": action(*SORTERS, arguments=stock.learnt_reasons),
    "reasons:put_back_learnt": action(*SORTERS, arguments=stock.learnt_reasons),
    "reasons:new_reason": Page(SORTERS),
    "reasons:reason": Page(SORTERS, arguments=lambda _cast: {"key": "billing.double_charge"}),
    "reasons:archive_reason": action(
        *SORTERS, arguments=lambda _cast: {"key": "billing.double_charge"}
    ),
    "reasons:restore_reason": action(
        *SORTERS, arguments=lambda _cast: {"key": "billing.double_charge"}
    ),
    "reasons:new_family": Page(SORTERS),
    "reasons:family": Page(SORTERS, arguments=lambda _cast: {"key": "billing"}),
    "reasons:archive_family": action(*SORTERS, arguments=lambda _cast: {"key": "billing"}),
    "reasons:restore_family": action(*SORTERS, arguments=lambda _cast: {"key": "billing"}),
    "reasons:themes": Page(SORTERS, arguments=stock.themes_found),
    "reasons:search_themes": action(*SORTERS),
}
