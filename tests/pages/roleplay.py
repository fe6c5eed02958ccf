"""Pages of roleplay: who may open which."""

from __future__ import annotations

from typing import Any

from tests import roleplay_stock
from tests.cast import Cast
from tests.pages.row import Page, action
from tests.pages.who import BUT_AWA, DECIDERS, PLAYERS, SUGGESTERS


def _parcel(_cast: Cast) -> dict[str, Any]:
    return {"key": "late_parcel"}


ROWS: dict[str, Page] = {
    "roleplay:index": Page(PLAYERS, arguments=lambda cast: roleplay_stock.play_of_awa(cast) and {}),
    "roleplay:scenario": Page(PLAYERS, arguments=_parcel),
    "roleplay:begin": action(*PLAYERS, arguments=_parcel),
    # Without anybody chosen nothing is suggested, and the page says so.
    "roleplay:suggest": action(*SUGGESTERS, arguments=_parcel, status=422),
    "roleplay:unsuggest": action(
        "claire", hidden=("malik",), arguments=roleplay_stock.suggestion_of_claire
    ),
    "roleplay:play": Page(("awa",), hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:answer": action(
        "awa",
        hidden=BUT_AWA,
        arguments=roleplay_stock.play_of_awa,
        data={"text": "Bonjour", "after": 1},
    ),
    "roleplay:take_back": action(
        "awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa, data={"after": 1}
    ),
    "roleplay:explain": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:give_up": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:resume": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:again": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:discard": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:look_back": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina", "odile"),
        arguments=roleplay_stock.shared_play_of_awa,
    ),
    "roleplay:share": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.shared_play_of_awa),
    "roleplay:unshare": action("awa", hidden=BUT_AWA, arguments=roleplay_stock.shared_play_of_awa),
    "roleplay:copy": action(*DECIDERS, arguments=_parcel),
    "roleplay:own": Page(DECIDERS, arguments=lambda cast: roleplay_stock.own_scenario(cast) and {}),
    "roleplay:import": Page(DECIDERS),
    "roleplay:own_scenario": Page(DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:edit": Page(DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:yaml": Page(DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:paths": Page(DECIDERS, arguments=roleplay_stock.own_scenario, drawn=False),
    "roleplay:export": Page(DECIDERS, arguments=roleplay_stock.own_scenario, drawn=False),
    "roleplay:try": action(*DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:publish": action(*DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:drop": action(*DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:archive": action(*DECIDERS, arguments=roleplay_stock.own_scenario),
    "roleplay:put_back": action(*DECIDERS, arguments=roleplay_stock.published_scenario),
}
