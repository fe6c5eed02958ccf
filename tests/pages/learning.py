"""Pages of learning: who may open which."""

from __future__ import annotations

from tests import stock
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, LEARNERS, TRAINERS

ROWS: dict[str, Page] = {
    "learning:figures": Page(LEARNERS),
    "learning:corrections": Page(("claire", "malik", "odile", "paul"), drawn=False),
    "learning:train": action(*TRAINERS),
    "learning:models": Page(LEARNERS, arguments=stock.own_models),
    "learning:put_in_force": action(*TRAINERS, arguments=stock.own_models),
    "learning:drop": action(*TRAINERS, arguments=stock.own_models),
    "learning:restore_shipped": action(*TRAINERS),
    "learning:thresholds": Page(LEARNERS),
    "learning:threshold": Page(LEARNERS, arguments=stock.measured_rule),
    "learning:measure": action(*LEARNERS, arguments=stock.measured_rule),
    "learning:publish": action(*DECIDERS, arguments=stock.measured_rule, data={"threshold": "0.6"}),
}
