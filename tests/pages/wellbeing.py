"""Pages of wellbeing: who may open which."""

from __future__ import annotations

from tests import wellbeing_stock
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, TEAMS, WALL

ROWS: dict[str, Page] = {
    "wellbeing:index": Page(WALL, arguments=wellbeing_stock.wave_to_answer),
    "wellbeing:answer": Page(TEAMS, arguments=wellbeing_stock.wave_to_answer),
    "wellbeing:receipt": Page(TEAMS),
    "wellbeing:reminders": action(*TEAMS, data={"wanted": "0"}),
    "wellbeing:team": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=wellbeing_stock.lyon_with_figures,
    ),
    "wellbeing:promise": action(
        "claire",
        hidden=("malik",),
        arguments=wellbeing_stock.lyon_with_figures,
        data={"text": "Un obstacle levé."},
    ),
    "wellbeing:take_back": action(
        "claire", hidden=("malik",), arguments=wellbeing_stock.promise_of_lyon
    ),
    "wellbeing:reply": action(
        "claire",
        hidden=("malik", "odile"),
        arguments=wellbeing_stock.comment_of_lyon,
        data={"text": "Merci, nous regardons."},
    ),
    "wellbeing:company": Page(
        ("odile",), arguments=lambda cast: wellbeing_stock.lyon_with_figures(cast) and {}
    ),
    "wellbeing:managers": Page(DECIDERS, arguments=wellbeing_stock.managers_with_figures),
    "wellbeing:launch": action("odile", data={"kind": "short"}),
    "wellbeing:rhythm": action("odile", data={"every_days": "14"}),
    "wellbeing:plan": action("odile", data={"opens_on": "2099-01-05"}),
    "wellbeing:cancel_plan": action("odile"),
}
