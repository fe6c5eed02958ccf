"""Surveys in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from boussole.core.metrics import METRICS, Estimate
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.surveys.answers import rated, words
from boussole.features.surveys.api_schemas import (
    BiasOut,
    CommentOut,
    DecisionOut,
    GateOut,
    GroupOut,
    RatingOut,
    ResultsOut,
    ScoreOut,
    ShareOut,
    SurveyFollowUpOut,
    SurveyOut,
)
from boussole.features.surveys.comments import told
from boussole.features.surveys.explaining import explained
from boussole.features.surveys.models import Answer, Decision, FollowUp, Survey
from boussole.features.surveys.queries import Row
from boussole.features.surveys.results import Bias, Results


def survey(row: Row) -> SurveyOut:
    """A survey of the list."""
    one = row.survey
    return SurveyOut(
        id=one.pk,
        name=one.name,
        trigger=Survey.Trigger(one.trigger),
        state=Survey.State(one.state),
        sent=row.sent,
        answered=row.answered,
    )


def results(person: Person, found: Results) -> ResultsOut:
    """The results as someone may read them."""
    rate = found.rate
    return ResultsOut(
        sent=found.sent,
        answered=found.answered,
        response_rate=ShareOut(value=rate.value, low=rate.low, high=rate.high, n=found.sent),
        scores=[_score(one) for one in found.scores],
        followed_up_in_time=_score(found.in_time) if found.in_time else None,
        who_answers=[_bias(one) for one in found.biases if one.groups],
        comments=_comments(person, found.comments),
        said=found.said,
    )


def _score(one: Estimate) -> ScoreOut:
    return ScoreOut(
        metric=one.metric,
        label=said(METRICS[one.metric].label),
        state=one.state,
        value=one.value,
        low=one.low,
        high=one.high,
        n=one.n,
        unknown_n=one.unknown_n,
    )


def _bias(one: Bias) -> BiasOut:
    groups = [
        GroupOut(value=each.value, asked=each.asked, answered=each.answered, verdict=each.verdict)
        for each in one.groups
    ]
    return BiasOut(dimension=one.dimension, groups=groups)


def _comments(person: Person, answers: Sequence[Answer]) -> list[CommentOut]:
    ids = [one.invitation.conversation_id for one in answers]
    visible = conversations.visible(person, [pk for pk in ids if pk])
    return [
        CommentOut(
            at=one.at,
            text=one.masked,
            signals=sorted({label["signal"] for label in told(one.signals)}),
            reason=one.reason,
            conversation=pk if pk in visible else None,
        )
        for one, pk in zip(answers, ids, strict=True)
    ]


def decision(one: Decision) -> DecisionOut:
    """A decision in sentences."""
    found = explained(one)
    return DecisionOut(
        survey=one.survey_id,
        at=one.at,
        outcome=Decision.Outcome(one.outcome),
        gate=one.gate,
        sentence=found.sentence,
        gates=[GateOut(name=gate.name, state=gate.state, fact=gate.fact) for gate in found.gates],
    )


def follow_ups(person: Person, found: Sequence[FollowUp]) -> list[SurveyFollowUpOut]:
    """Follow-ups with what the customers answered."""
    ids = [one.invitation.conversation_id for one in found]
    visible = conversations.visible(person, [pk for pk in ids if pk])
    return [_follow_up(one, visible) for one in found]


def _follow_up(one: FollowUp, visible: set[int]) -> SurveyFollowUpOut:
    invitation = one.invitation
    conversation = invitation.conversation_id
    return SurveyFollowUpOut(
        id=one.pk,
        survey=invitation.survey_id,
        conversation=conversation if conversation in visible else None,
        owner=one.owner_id,
        due_on=one.due_on,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        late=one.late,
        ratings=[RatingOut(question=text, answer=value) for text, value in rated(invitation)],
        comment=words(invitation),
        what_was_done=one.what_was_done,
        told_at=one.told_at,
    )
