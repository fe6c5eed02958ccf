"""Pages of metrics: who may open which."""

from __future__ import annotations

from tests import stock
from tests.pages.row import Page, action
from tests.pages.who import ADMINISTRATOR, DECIDERS

ROWS: dict[str, Page] = {
    "metrics:journey": Page(DECIDERS, arguments=stock.weeks_of_facts),
    "metrics:indicators": Page(DECIDERS, arguments=stock.weeks_of_facts),
    "metrics:indicator": Page(DECIDERS, arguments=stock.indicator_of_lyon),
    "metrics:behind": Page(DECIDERS, arguments=stock.indicator_of_lyon),
    "metrics:rebuild": action(*ADMINISTRATOR),
}
