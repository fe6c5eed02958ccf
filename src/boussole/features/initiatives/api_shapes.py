"""Initiatives in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from boussole.features.initiatives.api_schemas import (
    InitiativeCommentOut,
    InitiativeOut,
    InitiativesOut,
    InitiativeStepOut,
    ObjectionOut,
    TellingOut,
    TrialOut,
    WholeInitiativeOut,
)
from boussole.features.initiatives.models import Comment, Initiative, Telling, Trial
from boussole.features.initiatives.presenting import figures, sentence
from boussole.features.initiatives.queries import Listed, Shown, Whole
from boussole.features.organisation.models import Person


def listed(found: Listed, today: date) -> InitiativesOut:
    """One page of a list."""
    return InitiativesOut(
        shown=[InitiativeOut(**_shown(one, today)) for one in found.shown], next=found.next
    )


def whole(person: Person, found: Whole, today: date) -> WholeInitiativeOut:
    """An initiative with its trials and its history."""
    it, last = found.shown.initiative, found.shown.trial
    trials = [*found.earlier, *([last] if last else [])]
    return WholeInitiativeOut(
        **_shown(found.shown, today),
        why=it.why,
        whom=it.whom,
        trials=[_trial(person, one) for one in trials],
        comments=[comment(one) for one in found.comments],
        steps=[
            InitiativeStepOut(state=Initiative.State(one.state), at=one.at) for one in found.steps
        ],
    )


def comment(one: Comment) -> InitiativeCommentOut:
    """A short word."""
    by = one.by.name if one.by else ""
    return InitiativeCommentOut(id=one.pk, by=by, text=one.text, written_at=one.written_at)


def _shown(one: Shown, today: date) -> dict[str, Any]:
    it = one.initiative
    return {
        "id": it.pk,
        "line": it.line,
        "state": Initiative.State(it.state),
        "sentence": sentence(one, today),
        "by": it.by.name if it.by else "",
        "team": it.team.name if it.team else "",
        "supporters": list(one.supporters),
        "supported": one.supported,
    }


def _trial(person: Person, one: Trial) -> TrialOut:
    measured = figures(person, one)
    return TrialOut(
        what=one.what,
        where=one.where,
        teams=[team.name for team in one.teams.all()],
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        will_tell=one.will_tell,
        metric=one.metric,
        objections_until=one.objections_until,
        started_on=one.started_on,
        measured=measured.words if measured else "",
        objections=[
            ObjectionOut(
                id=made.pk,
                by=made.by.name if made.by else "",
                reason=made.reason,
                counter_proposal=made.counter_proposal,
                lifted=made.lifted_at is not None,
            )
            for made in one.objections.all()
        ],
        telling=_telling(getattr(one, "telling", None)),
    )


def _telling(told: Telling | None) -> TellingOut | None:
    if told is None:
        return None
    outcome = Telling.Outcome(told.outcome)
    return TellingOut(learnt=told.learnt, outcome=outcome, told_at=told.told_at)
