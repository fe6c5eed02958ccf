"""Pages of surveys: who may open which."""

from __future__ import annotations

from typing import Any

from tests import surveys_stock
from tests.cast import Cast
from tests.pages.row import Page, action
from tests.pages.who import DECIDERS, EVERYONE, MANAGERS


def _with_a_survey(cast: Cast) -> dict[str, Any]:
    surveys_stock.survey(cast)
    return {}


def _with_a_low_answer(cast: Cast) -> dict[str, Any]:
    surveys_stock.answered(cast)
    return {}


ROWS: dict[str, Page] = {
    # surveys: customers hold a link and need no account
    "surveys:answer": Page(
        EVERYONE, stranger=200, arguments=surveys_stock.answer_link, drawn=False
    ),
    "surveys:question": Page(
        EVERYONE, stranger=200, arguments=surveys_stock.second_question, drawn=False
    ),
    "surveys:thanks": Page(
        EVERYONE, stranger=200, arguments=surveys_stock.answer_link, drawn=False
    ),
    "surveys:stop": Page(EVERYONE, stranger=200, arguments=surveys_stock.stop_link, drawn=False),
    "surveys:list": Page(DECIDERS, arguments=_with_a_survey),
    "surveys:results": Page(DECIDERS, arguments=surveys_stock.answered_survey),
    "surveys:preview": Page(DECIDERS, arguments=surveys_stock.survey_of_claire),
    "surveys:screen": Page(DECIDERS, arguments=surveys_stock.screen_of_a_survey, drawn=False),
    "surveys:new": Page(MANAGERS),
    "surveys:edit": Page(MANAGERS, arguments=surveys_stock.survey_of_claire),
    "surveys:rules": Page(MANAGERS),
    "surveys:start": action(*MANAGERS, arguments=surveys_stock.survey_of_claire),
    "surveys:pause": action(*MANAGERS, arguments=surveys_stock.survey_of_claire),
    "surveys:ask": action(
        *MANAGERS, arguments=surveys_stock.survey_of_claire, data={"conversation": 1}
    ),
    "surveys:why": Page((*DECIDERS, "paul")),
    "surveys:conversation": Page(
        ("claire", "odile", "paul"), hidden=("malik",), arguments=surveys_stock.asked_conversation
    ),
    "surveys:follow_ups": Page(MANAGERS, arguments=_with_a_low_answer),
    "surveys:follow_up": Page(
        ("claire",), hidden=("malik",), arguments=surveys_stock.follow_up_of_lyon
    ),
    "surveys:take": action("claire", hidden=("malik",), arguments=surveys_stock.follow_up_of_lyon),
}
