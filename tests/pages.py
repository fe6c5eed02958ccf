"""Who may open which page: one row per address of the URLconf.

``tests/architecture/test_urls.py`` walks the URLconf and fails when an address has no row, then asks for
every page as every member of the cast. ``tests/journeys/test_every_page.py`` opens each in a browser, in both
languages and both themes, wide and narrow.

A row says who gets the page (``ok``), to whom its object does not exist (``hidden``: 404), and everyone
else gets 403. ``arguments`` makes what the page shows and returns the values of its address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from boussole.features.organisation import services, tokens
from tests import (
    alignment_stock,
    coaching_stock,
    irritants_stock,
    recognition_stock,
    roleplay_stock,
    sessions_stock,
    stock,
)
from tests.cast import Cast

EVERYONE = ("claire", "awa", "bruno", "malik", "nina", "odile", "paul", "zoe")
ADMINISTRATOR = ("zoe",)
PRIVACY_OFFICER = ("paul",)
READERS = ("claire", "awa", "bruno", "malik", "nina", "odile", "paul")
PLAYERS = ("claire", "awa", "bruno", "malik", "nina", "odile")
DECIDERS = ("claire", "malik", "odile")
SORTERS = ("claire", "malik", "zoe")
LEARNERS = ("claire", "malik", "odile", "paul", "zoe")
TRAINERS = ("claire", "malik", "zoe")
TEAMS = ("claire", "awa", "bruno", "malik", "nina")
WALL = (*TEAMS, "odile")
IMPORTERS = ("claire", "malik", "zoe")
PLAYERS = ("claire", "awa", "bruno", "malik", "nina", "odile")
SUGGESTERS = ("claire", "malik")
_BUT_AWA = ("claire", "bruno", "malik", "nina", "odile")
NOBODY: tuple[str, ...] = ()
# Claire and Awa meet; no other manager and no colleague reads it.
PAIR = ("claire", "awa")
NOT_OF_THE_PAIR = ("bruno", "malik", "nina")


def _none(_cast: Cast) -> dict[str, Any]:
    return {}


def _awa(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.awa.pk}


def _lyon(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.lyon.pk}


def _awa_in_lyon(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.lyon.pk, "person": cast.awa.pk}


def _archived_team(cast: Cast) -> dict[str, Any]:
    services.archive_team(cast.nantes, by=cast.zoe)
    return {"pk": cast.nantes.pk}


def _token(cast: Cast) -> dict[str, Any]:
    return {"pk": tokens.make_token(cast.awa, "Tableur")[0].pk}


def _billing(cast: Cast) -> dict[str, Any]:
    return {"pk": services.create_department(by=cast.zoe, name="Facturation", key="billing").pk}


def _late(_cast: Cast) -> dict[str, Any]:
    return {"key": "late_escalation"}


def _parcel(_cast: Cast) -> dict[str, Any]:
    return {"key": "late_parcel"}


def _published(_cast: Cast) -> dict[str, Any]:
    stock.published()
    return {}


def _drafted(cast: Cast) -> dict[str, Any]:
    stock.drafted(cast)
    return {}


def _question(cast: Cast) -> dict[str, Any]:
    return {"pk": stock.question(cast)}


def _with_a_session(cast: Cast) -> dict[str, Any]:
    sessions_stock.agreed_session(cast)
    return {}


def _with_a_followed_cue(cast: Cast) -> dict[str, Any]:
    sessions_stock.followed_cue(cast)
    return {}


@dataclass(frozen=True)
class Page:
    """One row: who gets ``status``, who gets 404; the others get 403."""

    ok: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    arguments: Callable[[Cast], Mapping[str, Any]] = _none
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    # Without an account: redirected to the sign-in page unless said otherwise.
    stranger: int = 302
    # Drawn as a whole page for people, so that the browser journeys look at it.
    drawn: bool = True


def action(*ok: str, hidden: tuple[str, ...] = (), status: int = 302, **more: Any) -> Page:
    """A row for an address that is posted to."""
    return Page(ok=ok, hidden=hidden, method="post", status=status, drawn=False, **more)


PAGES: dict[str, Page] = {
    "home": Page(EVERYONE),
    "styleguide": Page(ADMINISTRATOR),
    "health": Page(EVERYONE, stranger=200, drawn=False),
    "set_language": action(*EVERYONE, stranger=302, data={"language": "en"}),
    # organisation
    "organisation:settings": Page(EVERYONE),
    "organisation:new_token": action(*EVERYONE, status=200, data={"name": "Tableur"}),
    "organisation:revoke_token": action(
        "awa", arguments=_token, hidden=tuple(set(EVERYONE) - {"awa"})
    ),
    "organisation:audit": Page(PRIVACY_OFFICER),
    "organisation:people": Page(ADMINISTRATOR),
    "organisation:new_person": Page(ADMINISTRATOR),
    "organisation:person": Page(ADMINISTRATOR, arguments=_awa),
    "organisation:invite": action(*ADMINISTRATOR, arguments=_awa, status=200),
    "organisation:deactivate": action(*ADMINISTRATOR, arguments=_awa),
    "organisation:reactivate": action(*ADMINISTRATOR, arguments=_awa),
    "organisation:teams": Page(ADMINISTRATOR),
    "organisation:new_team": Page(ADMINISTRATOR),
    "organisation:team": Page(ADMINISTRATOR, arguments=_lyon),
    "organisation:archive": action(*ADMINISTRATOR, arguments=_lyon),
    "organisation:restore": action(*ADMINISTRATOR, arguments=_archived_team),
    "organisation:join": action(*ADMINISTRATOR, arguments=_lyon, status=200),
    "organisation:leave": action(*ADMINISTRATOR, arguments=_awa_in_lyon),
    "organisation:return_to_team": action(
        *ADMINISTRATOR, arguments=lambda cast: {**_awa_in_lyon(cast), "kind": "agent"}
    ),
    "organisation:departments": Page(ADMINISTRATOR),
    "organisation:new_department": Page(ADMINISTRATOR),
    "organisation:department": Page(ADMINISTRATOR, arguments=_billing),
    # conversations
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
    # reasons
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
    # playbook
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
    # learning
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
    # alignment
    "alignment:index": Page(PLAYERS),
    "alignment:new": Page(DECIDERS, arguments=alignment_stock.facts_of_lyon),
    "alignment:session": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:extend": action(
        "claire",
        hidden=("malik", "odile"),
        data={"closes_on": alignment_stock.LATER},
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:cancel": action(
        "claire", hidden=("malik", "odile"), arguments=alignment_stock.session_of_lyon
    ),
    "alignment:judge": Page(
        ("claire", "awa", "bruno"),
        hidden=("malik", "nina", "odile"),
        arguments=lambda cast: {**alignment_stock.session_of_lyon(cast), "place": 1},
    ),
    "alignment:submit": action(
        "claire",
        "awa",
        "bruno",
        hidden=("malik", "nina", "odile"),
        arguments=alignment_stock.session_of_lyon,
    ),
    "alignment:results": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.closed_session_of_lyon,
    ),
    "alignment:debate": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=lambda cast: {**alignment_stock.closed_session_of_lyon(cast), "place": 1},
    ),
    "alignment:history": Page(
        ("claire", "awa", "bruno", "odile"),
        hidden=("malik", "nina"),
        arguments=alignment_stock.history_of_lyon,
    ),
    # metrics
    "metrics:journey": Page(DECIDERS, arguments=stock.weeks_of_facts),
    "metrics:indicators": Page(DECIDERS, arguments=stock.weeks_of_facts),
    "metrics:indicator": Page(DECIDERS, arguments=stock.indicator_of_lyon),
    "metrics:behind": Page(DECIDERS, arguments=stock.indicator_of_lyon),
    "metrics:rebuild": action(*ADMINISTRATOR),
    # coaching
    "coaching:situations": Page(("claire", "awa", "bruno", "malik", "nina")),
    "coaching:seen": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:dismiss": action(
        "claire",
        "awa",
        hidden=("bruno", "malik", "nina"),
        data={"reason": "talked"},
        arguments=stock.situation_of_awa,
    ),
    "coaching:restore": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:snooze": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:wake": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:dissect": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina"),
        arguments=coaching_stock.dissected_situation,
    ),
    "coaching:contest": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:stop_contesting": action(
        "claire", "awa", hidden=("bruno", "malik", "nina"), arguments=stock.situation_of_awa
    ),
    "coaching:new_note": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina"),
        arguments=lambda cast: {**stock.situation_of_awa(cast), "turn": 2},
    ),
    "coaching:note": Page(
        ("awa",), hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.note_of_awa
    ),
    "coaching:delete_note": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.note_of_awa
    ),
    "coaching:write_reading": action(
        "claire",
        "awa",
        hidden=("bruno", "malik", "nina"),
        data={"do": "keep", "happened": "Il attend."},
        arguments=stock.situation_of_awa,
    ),
    "coaching:show_reading": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.reading_of_awa
    ),
    "coaching:withdraw_reading": action(
        "awa", hidden=("claire", "bruno", "malik", "nina"), arguments=coaching_stock.reading_of_awa
    ),
    "coaching:kept": Page(("claire", "awa", "bruno", "malik", "nina")),
    "coaching:share": action("awa", "bruno", "nina", data={"share": "yes"}),
    # irritants
    "irritants:heard": Page(WALL),
    "irritants:take_back": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina", "odile"),
        arguments=irritants_stock.heard_by_awa,
    ),
    "irritants:merge": action(
        hidden=WALL, data={"first": "0"}, arguments=irritants_stock.heard_by_awa
    ),
    "irritants:part": action(
        "awa",
        "claire",
        "odile",
        hidden=("bruno", "malik", "nina"),
        arguments=irritants_stock.heard_by_awa,
    ),
    "irritants:route": action(
        "claire", "odile", hidden=("malik",), arguments=irritants_stock.heard_by_awa
    ),
    "irritants:answer": action(
        "claire", "odile", hidden=("malik",), arguments=irritants_stock.heard_by_awa
    ),
    # recognition
    "recognition:wall": Page(
        WALL, arguments=lambda cast: recognition_stock.shared_of_awa(cast) and {}
    ),
    "recognition:thank_too": action(
        "claire",
        "bruno",
        hidden=("awa", "malik", "nina", "odile"),
        arguments=recognition_stock.shared_of_awa,
    ),
    "recognition:no_longer_thank": action(
        "claire",
        "bruno",
        hidden=("awa", "malik", "nina", "odile"),
        arguments=recognition_stock.shared_of_awa,
    ),
    "recognition:new": Page(TEAMS),
    "recognition:accept": action(
        "claire", hidden=("malik",), arguments=recognition_stock.success_of_awa
    ),
    "recognition:take_back": action(
        "claire",
        hidden=("awa", "bruno", "malik", "nina"),
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:mine": Page(
        ("awa", "bruno", "nina", "claire", "malik"),
        arguments=lambda cast: recognition_stock.recognition_of_awa(cast) and {},
    ),
    "recognition:reach": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina"),
        data={"reach": "team"},
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:withdraw": action(
        "awa",
        hidden=("claire", "bruno", "malik", "nina"),
        arguments=recognition_stock.recognition_of_awa,
    ),
    "recognition:digest": action(*TEAMS, data={"wanted": "0"}),
    "recognition:practice": Page(
        ("claire", "malik"), arguments=lambda cast: stock.situation_of_awa(cast) and {}
    ),
    "recognition:ask_feedback": action("claire", "malik"),
    "recognition:cancel_feedback": action(
        "claire", hidden=("malik",), arguments=recognition_stock.feedback_of_lyon
    ),
    "recognition:feedback": Page(
        ("awa", "bruno"), hidden=("nina",), arguments=recognition_stock.feedback_of_lyon
    ),
    # sessions
    "sessions:list": Page(("claire", "awa", "bruno", "malik", "nina"), arguments=_with_a_session),
    "sessions:cues": Page(("awa", "bruno", "nina"), arguments=_with_a_followed_cue),
    "sessions:new": Page(("claire", "malik")),
    "sessions:session": Page(PAIR, hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.agreed_session),
    "sessions:topics": Page(
        ("claire",), hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:move": action(
        "claire",
        hidden=("malik",),
        data={"planned_on": "2030-01-01"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:cancel": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:restore": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:close": action("claire", hidden=("malik",), arguments=sessions_stock.planned_session),
    "sessions:reopen": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:agree_cue": action(
        "claire", hidden=("malik",), arguments=sessions_stock.planned_session
    ),
    "sessions:remove_cue": action(
        "claire", hidden=("malik",), arguments=sessions_stock.session_cue
    ),
    "sessions:agree": action("claire", hidden=("malik",), arguments=sessions_stock.planned_session),
    "sessions:remove_agreement": action(
        "claire", hidden=("malik",), arguments=sessions_stock.session_agreement
    ),
    "sessions:agreement_done": action(
        "awa", "claire", hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.session_agreement
    ),
    "sessions:agreement_open": action(
        "awa", "claire", hidden=NOT_OF_THE_PAIR, arguments=sessions_stock.session_agreement
    ),
    "sessions:write_note": action(
        *PAIR,
        hidden=NOT_OF_THE_PAIR,
        data={"text": "Oui"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:remove_note": action(
        "claire", hidden=("awa", *NOT_OF_THE_PAIR), arguments=sessions_stock.session_note
    ),
    "sessions:remark": action(
        "awa",
        hidden=("bruno", "nina"),
        data={"text": "Oui"},
        arguments=sessions_stock.planned_session,
    ),
    "sessions:reminders": Page(("claire", "awa", "bruno", "malik", "nina")),
    # role-play
    "roleplay:index": Page(PLAYERS, arguments=lambda cast: roleplay_stock.play_of_awa(cast) and {}),
    "roleplay:scenario": Page(PLAYERS, arguments=_parcel),
    "roleplay:begin": action(*PLAYERS, arguments=_parcel),
    # Without anybody chosen nothing is suggested, and the page says so.
    "roleplay:suggest": action(*SUGGESTERS, arguments=_parcel, status=422),
    "roleplay:unsuggest": action(
        "claire", hidden=("malik",), arguments=roleplay_stock.suggestion_of_claire
    ),
    "roleplay:play": Page(("awa",), hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:answer": action(
        "awa",
        hidden=_BUT_AWA,
        arguments=roleplay_stock.play_of_awa,
        data={"text": "Bonjour", "after": 1},
    ),
    "roleplay:take_back": action(
        "awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa, data={"after": 1}
    ),
    "roleplay:explain": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:give_up": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:resume": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:again": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:discard": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.play_of_awa),
    "roleplay:look_back": Page(
        ("claire", "awa"),
        hidden=("bruno", "malik", "nina", "odile"),
        arguments=roleplay_stock.shared_play_of_awa,
    ),
    "roleplay:share": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.shared_play_of_awa),
    "roleplay:unshare": action("awa", hidden=_BUT_AWA, arguments=roleplay_stock.shared_play_of_awa),
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
    # signing in (allauth); for those signed in already these lead home
    "account_login": Page(EVERYONE, status=302, stranger=200, drawn=False),
    "account_confirm_login_code": Page(EVERYONE, status=302, drawn=False),
    "account_signup": Page(EVERYONE, status=302, stranger=200, drawn=False),
    "account_logout": Page(EVERYONE, stranger=302),
    "account_inactive": Page(EVERYONE, stranger=200),
    "account_reauthenticate": Page(EVERYONE),
    "account_change_password": Page(EVERYONE),
    "account_set_password": Page(EVERYONE, status=302, drawn=False),
    "account_email": Page(EVERYONE, status=302, drawn=False),
    "account_email_verification_sent": Page(EVERYONE, stranger=200),
    "account_confirm_email": Page(
        EVERYONE, stranger=200, arguments=lambda _cast: {"key": "inconnue"}
    ),
    "account_reset_password": Page(EVERYONE, stranger=200),
    "account_reset_password_done": Page(EVERYONE, stranger=200),
    "account_reset_password_from_key": Page(
        EVERYONE, stranger=200, arguments=lambda _cast: {"uidb36": "1", "key": "inconnue-cle"}
    ),
    "account_reset_password_from_key_done": Page(EVERYONE, stranger=200),
    # second factor (allauth); the pages that change it ask for the password again
    "mfa_index": Page(EVERYONE),
    "mfa_authenticate": Page(EVERYONE, status=302, drawn=False),
    "mfa_reauthenticate": Page(EVERYONE, status=302, drawn=False),
    "mfa_activate_totp": Page(EVERYONE, status=302, drawn=False),
    "mfa_deactivate_totp": Page(EVERYONE, status=404, drawn=False),
    "mfa_view_recovery_codes": Page(EVERYONE, status=404, drawn=False),
    "mfa_generate_recovery_codes": Page(EVERYONE, status=302, drawn=False),
    "mfa_download_recovery_codes": Page(EVERYONE, status=404, drawn=False),
}
