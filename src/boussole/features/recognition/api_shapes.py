"""Recognitions and a manager's own practice in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from boussole.features.organisation.models import Person
from boussole.features.recognition import access, lines
from boussole.features.recognition.api_schemas import (
    ConsultationOut,
    GivenOut,
    OwnSuccessOut,
    PracticeLineOut,
    PracticeOut,
    RoundOut,
    SharedSuccessOut,
    StatementOut,
    ToThankOut,
    WallOut,
    WeekLookedOut,
)
from boussole.features.recognition.consultations import Consultation, consultation
from boussole.features.recognition.models import FeedbackRound, Reach, Recognition
from boussole.features.recognition.practice import practice
from boussole.features.recognition.queries import Proposed, Shown, Wall


def wall(found: Wall, reach: Literal["team", "company"]) -> WallOut:
    """One page of what is shared."""
    shown = [SharedSuccessOut(**_success(one)) for one in found.shown]
    return WallOut(reach=reach, shown=shown, next=found.next)


def own(one: Shown) -> OwnSuccessOut:
    """A recognition of one's own."""
    return OwnSuccessOut(reach=Reach(one.recognition.reach), **_success(one))


def _success(one: Shown) -> dict[str, Any]:
    it = one.recognition
    return {
        "id": it.pk,
        "recipient": it.recipient.name,
        "by": it.by.name if it.by else "",
        "team": it.team.name if it.team else "",
        "rule": it.rule,
        "name": one.name,
        "sentence": it.sentence,
        "passage": it.passage,
        "given_at": it.given_at,
        "own": one.own,
        "thanked": one.thanked,
        "thanks": list(one.thanks),
    }


def to_thank(one: Proposed) -> ToThankOut:
    """A success of the week that nobody has thanked for."""
    return ToThankOut(
        situation=one.situation,
        recipient=one.recipient.name,
        rule=one.rule,
        passage=one.passage,
        conversation=one.conversation,
        turn=one.turn,
    )


def given(one: Recognition) -> GivenOut:
    """What was just said, for who said it."""
    return GivenOut(
        id=one.pk, recipient=one.recipient.name, sentence=one.sentence, passage=one.passage
    )


def own_practice(person: Person, now: datetime) -> PracticeOut:
    """A manager's own practice, for that manager alone."""
    found = practice(person, now)
    rounds = list(access.own_rounds(person).order_by("-opened_on", "-pk"))
    return PracticeOut(
        weeks=[
            WeekLookedOut(
                week=week.monday,
                proposed=week.proposed,
                seen=week.seen,
                dismissed=week.dismissed,
                reasons=list(week.reasons),
            )
            for week in found.weeks
        ],
        rhythm=found.rhythm,
        balance=found.balance,
        answered=found.answered,
        lines=[
            PracticeLineOut(title=one.title, detail=one.detail) for one in lines.lines_for(person)
        ],
        under_way=_under_way(rounds),
        consultations=[_consultation(consultation(one)) for one in rounds if one.settled],
    )


def _under_way(rounds: Sequence[FeedbackRound]) -> RoundOut | None:
    return next((round_(one) for one in rounds if not one.settled), None)


def round_(one: FeedbackRound) -> RoundOut:
    """A consultation under way."""
    return RoundOut(id=one.pk, opened_on=one.opened_on, closes_on=one.closes_on)


def _consultation(one: Consultation) -> ConsultationOut:
    return ConsultationOut(
        dates=one.label,
        shown=one.shown,
        at_least=one.at_least,
        statements=[
            StatementOut(name=said.name, statement=said.statement, words=said.words)
            for said in one.said
        ],
        comments=one.comments,
    )
