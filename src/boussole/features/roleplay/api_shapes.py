"""Scenarios and plays in the shapes of ``api_schemas``, in the reader's language or that of the play."""

from __future__ import annotations

from typing import Any, Literal

from boussole.core import roleplay as core
from boussole.core.playbook import Playbook
from boussole.core.roleplay import ENDINGS, SECTORS, Ending, Scenario
from boussole.core.roleplay.scoring import LookBack, Seen
from boussole.features.conversations import reading
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.roleplay import access, shown
from boussole.features.roleplay.api_schemas import (
    EndingOut,
    FoundInPlayOut,
    KnownOut,
    LookBackOut,
    PlayLineOut,
    PlayMessageOut,
    PlayOut,
    ScenarioLineOut,
    ScenarioOut,
    SeenActOut,
    SharedPlayOut,
    ShiftOut,
)
from boussole.features.roleplay.catalogue import Listed
from boussole.features.roleplay.models import Play
from boussole.features.roleplay.playing import replayed
from boussole.features.roleplay.rows import PlayRow

State = Literal["going_on", "ended", "given_up"]


def scenario_line(listed: Listed, playbook: Playbook) -> ScenarioLineOut:
    """A scenario of the list."""
    return ScenarioLineOut(**_scenario(listed, playbook))


def scenario(listed: Listed, playbook: Playbook) -> ScenarioOut:
    """A scenario, with what the trainee is told."""
    one = listed.scenario
    language = shown.reader_language(one)
    return ScenarioOut(
        situation=one.briefing.situation.in_(language),
        known=[
            KnownOut(name=known.name.in_(language), value=known.value.in_(language))
            for known in one.briefing.known
        ],
        may=[point.text.in_(language) for point in one.points],
        may_not=[words.in_(language) for words in one.briefing.may_not],
        aims=[said(shown.act_label(act)) for act in one.aims],
        answers=one.limit.answers,
        **_scenario(listed, playbook),
    )


def _scenario(listed: Listed, playbook: Playbook) -> dict[str, Any]:
    one = listed.scenario
    return {
        "key": listed.key,
        "name": shown.in_reader_language(one.name, one),
        "sector": said(SECTORS[one.sector]),
        "level": one.level,
        "languages": list(one.languages),
        "own": listed.version is not None,
        "works_on": [said(rule.name) for rule in shown.works_on(one, playbook)],
    }


def _state(play: Play) -> State:
    if play.ending:
        return "ended"
    return "given_up" if play.given_up_at else "going_on"


def _ending_name(one: Scenario, key: str) -> str:
    ending = one.ending(key)
    return shown.in_reader_language(ending.name, one) if ending else ""


def play_line(row: PlayRow) -> PlayLineOut:
    """One of someone's own plays."""
    return PlayLineOut(
        id=row.play.pk,
        scenario=row.scenario.key,
        name=shown.in_reader_language(row.scenario.name, row.scenario),
        state=_state(row.play),
        ending=_ending_name(row.scenario, row.play.ending),
        changed_at=row.play.changed_at,
        shared=row.play.shared_at is not None,
    )


def shared_play(row: PlayRow) -> SharedPlayOut:
    """A play that was shared with who reads."""
    return SharedPlayOut(
        id=row.play.pk,
        person=row.play.person.name,
        scenario=row.scenario.key,
        name=shown.in_reader_language(row.scenario.name, row.scenario),
        ending=_ending_name(row.scenario, row.play.ending),
        shared_at=row.play.shared_at or row.play.changed_at,
    )


def play(found: Play) -> PlayOut:
    """A play as it stands, explained when its trainee wants it."""
    return _play(found, replayed(found), explained=found.explained)


def _play(found: Play, current: core.Play, *, explained: bool) -> PlayOut:
    answered = len(current.exchanges)
    return PlayOut(
        id=found.pk,
        scenario=current.scenario.key,
        language=current.language,
        customer=current.scenario.customer.in_(current.language),
        state=_state(found),
        place=current.place,
        tension=current.tension,
        messages=[_message(one) for one in shown.messages(current, explained=explained)],
        answered=answered,
        left=current.scenario.limit.answers - answered,
        draft=found.draft,
        explained=explained,
        ending=_ending(current.scenario, current.ending) if current.ending else None,
    )


def _message(one: shown.Message) -> PlayMessageOut:
    return PlayMessageOut(
        number=one.number,
        role="agent" if one.role == "agent" else "customer",
        text="".join(piece.text for piece in one.pieces),
        before=one.before,
        after=one.after,
        reasons=[
            ShiftOut(text=said(why.text), change=why.change, passage=why.passage)
            for why in one.reasons
        ],
    )


def _ending(one: Scenario, ending: Ending) -> EndingOut:
    return EndingOut(
        key=ending.key,
        kind=said(ENDINGS[ending.kind]),
        quality=ending.quality,
        resolved=ending.resolved,
        name=shown.in_reader_language(ending.name, one),
        debrief=shown.in_reader_language(ending.debrief, one),
    )


def look_back(found: Play, current: core.Play, person: Person) -> LookBackOut:
    """A play that is over, or was given up, as ``person`` may look back on it."""
    frame, own = reading.frame(), found.person_id == person.pk
    back = core.look_back(current, frame) if current.over else None
    return LookBackOut(
        play=_own_words(_play(found, current, explained=True), own=own),
        person="" if own else found.person.name,
        course=[current.scenario.start.tension, *(one.after for one in current.exchanges)],
        works_on=[said(one.name) for one in shown.works_on(current.scenario, frame.playbook)],
        managers=[one.name for one in access.managers_of(person)] if own else [],
        **_back(back),
    )


def _own_words(one: PlayOut, *, own: bool) -> PlayOut:
    """What was typed and not said is its trainee's alone."""
    return one if own else one.model_copy(update={"draft": ""})


def _back(back: LookBack | None) -> dict[str, Any]:
    if back is None:
        empty: dict[str, Any] = {name: [] for name in ("seen", "missing", "misplaced", "found")}
        return {**empty, "cue": "", "because": ""}
    return {
        "seen": [_seen(one) for one in back.seen],
        "missing": [said(shown.act_label(act)) for act in back.missing],
        "misplaced": [_seen(one) for one in back.misplaced],
        "found": [
            FoundInPlayOut(
                rule=one.rule,
                name=said(one.name),
                success=one.success,
                given=one.given,
                passage=one.passage,
                why=said(one.why),
            )
            for one in back.found
        ],
        "cue": said(back.advice.cue),
        "because": said(back.advice.because),
    }


def _seen(one: Seen) -> SeenActOut:
    return SeenActOut(act=said(one.label), message=one.message, passage=one.passage)
