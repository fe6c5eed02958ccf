"""Pages of conversations: who may open which."""

from __future__ import annotations

from tests import stock
from tests.pages.row import Page, action
from tests.pages.who import IMPORTERS, READERS

ROWS: dict[str, Page] = {
    "conversations:list": Page(READERS),
    "conversations:export": action("claire", "malik", "odile", "paul", status=200),
    "conversations:conversation": Page(
        ("claire", "awa", "odile", "paul"),
        hidden=("bruno", "malik", "nina"),
        arguments=stock.conversation_of_awa,
    ),
    "conversations:personal_data": action(
        "claire",
        "awa",
        "paul",
        hidden=("bruno", "malik", "nina"),
        status=200,
        arguments=stock.conversation_of_awa,
    ),
    "conversations:missing": Page(
        ("claire", "awa", "odile", "paul"),
        hidden=("bruno", "malik", "nina"),
        arguments=lambda cast: {**stock.conversation_of_awa(cast), "turn": 0},
    ),
    "conversations:judge": action(
        "claire",
        "awa",
        "odile",
        "paul",
        hidden=("bruno", "malik", "nina"),
        data={"turn": "0", "subject": "signal", "name": "effort", "says": "wrong:"},
        arguments=stock.conversation_of_awa,
    ),
    "conversations:explain_judgement": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina", "odile", "paul"),
        data={"why": "La cliente remercie."},
        arguments=stock.judgement_of_awa,
    ),
    "conversations:withdraw_judgement": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina", "odile", "paul"),
        arguments=stock.judgement_of_awa,
    ),
    "conversations:correct_reason": action(
        "claire",
        "awa",
        "odile",
        hidden=("bruno", "malik", "nina"),
        data={"reason": "billing.refund_awaited"},
        arguments=stock.conversation_of_awa,
    ),
    "conversations:withdraw_correction": action(
        "claire",
        "awa",
        "odile",
        hidden=("bruno", "malik", "nina"),
        arguments=stock.correction_of_awa,
    ),
    "conversations:correct_origin": action(
        "claire",
        "awa",
        "odile",
        hidden=("bruno", "malik", "nina"),
        data={"origin": "it"},
        arguments=stock.conversation_of_awa,
    ),
    "conversations:withdraw_origin": action(
        "claire",
        "awa",
        "odile",
        hidden=("bruno", "malik", "nina"),
        arguments=stock.origin_of_awa,
    ),
    "conversations:imports": Page(IMPORTERS),
    "conversations:import": Page(
        ("claire", "zoe"), hidden=("malik",), arguments=stock.import_of_claire
    ),
    "conversations:start_import": action(
        "claire", "zoe", hidden=("malik",), status=200, arguments=stock.import_of_claire
    ),
    "conversations:repeat_import": action(
        "claire", "zoe", hidden=("malik",), arguments=stock.import_of_claire
    ),
    "conversations:cancel_import": action(
        "claire", "zoe", hidden=("malik",), arguments=stock.import_of_claire
    ),
    "conversations:resume_import": action(
        "claire", "zoe", hidden=("malik",), arguments=stock.import_of_claire
    ),
    "conversations:import_progress": Page(
        ("claire", "zoe"), hidden=("malik",), arguments=stock.import_of_claire, drawn=False
    ),
    "conversations:import_rejects": Page(
        ("claire", "zoe"), hidden=("malik",), arguments=stock.import_of_claire, drawn=False
    ),
}
