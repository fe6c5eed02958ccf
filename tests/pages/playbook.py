"""Pages of playbook: who may open which."""

from __future__ import annotations

from typing import Any

from tests import stock
from tests.cast import Cast
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, EVERYONE


def _late(_cast: Cast) -> dict[str, Any]:
    return {"key": "late_escalation"}


def _published(_cast: Cast) -> dict[str, Any]:
    stock.published()
    return {}


def _drafted(cast: Cast) -> dict[str, Any]:
    stock.drafted(cast)
    return {}


def _question(cast: Cast) -> dict[str, Any]:
    return {"pk": stock.question(cast)}


ROWS: dict[str, Page] = {
    "playbook:index": Page(EVERYONE),
    "playbook:rule": Page(EVERYONE, arguments=_late),
    "playbook:versions": Page(EVERYONE, arguments=_published),
    "playbook:reread": Page(DECIDERS, arguments=lambda _cast: {"number": stock.published()}),
    "playbook:ask_reread": action(*DECIDERS, arguments=lambda _cast: {"number": stock.published()}),
    "playbook:export": Page(EVERYONE, drawn=False),
    "playbook:acknowledge": action(*EVERYONE),
    "playbook:questions": Page(EVERYONE, arguments=lambda cast: _question(cast) and {}),
    "playbook:ask": Page(EVERYONE, arguments=_late),
    "playbook:answer": action(*DECIDERS, arguments=_question, data={"text": "Oui."}),
    "playbook:withdraw": action(
        "awa", arguments=_question, hidden=tuple(set(EVERYONE) - {"awa"}), data={}
    ),
    "playbook:import": Page(DECIDERS),
    "playbook:draft": Page(DECIDERS, arguments=_drafted),
    # Without a draft there is nothing to publish, and nothing is said to have been.
    "playbook:publish": action(*DECIDERS, arguments=_published, status=422),
    "playbook:undo": action(*DECIDERS, arguments=_drafted),
    "playbook:discard": action(*DECIDERS, arguments=_drafted),
    "playbook:new": Page(DECIDERS),
    "playbook:edit": Page(DECIDERS, arguments=_late),
    "playbook:change_piece": action(
        *DECIDERS, arguments=_late, data={"path": "0.0", "piece-signal": "dissatisfaction"}
    ),
    "playbook:arrange_piece": action(*DECIDERS, arguments=_late, data={"do": "add:act"}),
    "playbook:take": action(*DECIDERS, arguments=_late, data={"take": "first"}),
    "playbook:preview": Page(DECIDERS, arguments=_late),
    "playbook:edit_texts": Page(DECIDERS, arguments=_late),
    "playbook:edit_examples": Page(DECIDERS, arguments=_late),
    "playbook:new_example": Page(DECIDERS, arguments=_late),
    "playbook:edit_example": Page(DECIDERS, arguments=lambda _cast: {**_late(_cast), "number": 0}),
    "playbook:remove_example": action(
        *DECIDERS, arguments=lambda _cast: {**_late(_cast), "number": 0}
    ),
    "playbook:remove": action(*DECIDERS, arguments=_late),
    "playbook:revert": action(*DECIDERS, arguments=_late),
}
