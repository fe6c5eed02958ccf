"""Commitments in the shapes of ``api_schemas``."""

from __future__ import annotations

from typing import Any

from boussole.features.commitments import queries
from boussole.features.commitments.api_schemas import (
    CommitmentConsultationOut,
    CommitmentOut,
    CommitmentProposalOut,
    CommitmentsVersionOut,
    ProposalCommentOut,
    ResultOut,
    RewordedOut,
    WholeConsultationOut,
)
from boussole.features.commitments.models import Comment, Consultation, Line, Proposal
from boussole.features.commitments.queries import Dated
from boussole.features.organisation.models import Person


def version(found: Dated) -> CommitmentsVersionOut:
    """A version and what it changed."""
    it, changed = found.version, found.changes
    return CommitmentsVersionOut(
        id=it.pk,
        number=it.number,
        adopted_on=it.adopted_on,
        commitments=[commitment(line) for line in found.lines],
        added=[line.sentence for line in changed.added],
        reworded=[
            RewordedOut(sentence=line.sentence, before=old.sentence)
            for line, old in changed.reworded
        ],
        dropped=[line.sentence for line in changed.dropped],
    )


def commitment(line: Line) -> CommitmentOut:
    """One commitment."""
    return CommitmentOut(
        id=line.pk, sentence=line.sentence, looks_like=line.looks_like, rules=list(line.rules)
    )


def consultation(one: Consultation) -> CommitmentConsultationOut:
    """A consultation in a list."""
    return CommitmentConsultationOut(**_consultation(one))


def whole(person: Person, one: Consultation) -> WholeConsultationOut:
    """A consultation with its proposals, or its results; nothing of the vote before its close."""
    over = one.state == Consultation.State.CLOSED
    proposals = [] if over else queries.proposals_of(person, one)
    results = queries.results_of(one) if over else []
    return WholeConsultationOut(
        **_consultation(one),
        purpose=one.purpose,
        takes_part=queries.takes_part(person, one),
        proposals=[proposal(each) for each in proposals],
        results=[_result(each) for each in results],
        ballots=one.ballots_cast,
    )


def proposal(one: Proposal) -> CommitmentProposalOut:
    """A proposal with what is said of it."""
    return CommitmentProposalOut(
        id=one.pk,
        by=one.by.name if one.by else "",
        sentence=one.sentence,
        looks_like=one.looks_like,
        in_force=one.continues_id is not None,
        comments=[comment(said) for said in one.comments.all()],
    )


def comment(one: Comment) -> ProposalCommentOut:
    """A short word."""
    by = one.by.name if one.by else ""
    return ProposalCommentOut(id=one.pk, by=by, text=one.text, written_at=one.written_at)


def _result(one: Proposal) -> ResultOut:
    return ResultOut(
        sentence=one.sentence,
        looks_like=one.looks_like,
        adopted=one.adopted,
        approvals=one.approvals,
    )


def _consultation(one: Consultation) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.title,
        "team": one.team.name if one.team else "",
        "state": Consultation.State(one.state),
        "vote_opens_on": one.vote_opens_on,
        "closes_on": one.closes_on,
    }
