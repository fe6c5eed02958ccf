"""What the API asks and answers about commitments. Nothing here is about a ballot; results hold no name."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema

from boussole.features.commitments.models import Consultation


class TeamAsked(Schema):
    """Whose commitments."""

    team: int | None = Field(
        None, ge=1, lt=1 << 63, description="A team of yours; the company’s without"
    )


class CommitmentOut(Schema):
    """One commitment of a version."""

    id: int
    sentence: str
    looks_like: str = Field(description="What it looks like in a conversation")
    rules: list[str] = Field(description="Keys of the playbook’s rules that put it into practice")


class RewordedOut(Schema):
    """A commitment that was said otherwise."""

    sentence: str
    before: str


class CommitmentsVersionOut(Schema):
    """A version of the commitments, and what it changed."""

    id: int
    number: int
    adopted_on: date
    commitments: list[CommitmentOut]
    added: list[str]
    reworded: list[RewordedOut]
    dropped: list[str]


class CommitmentConsultationOut(Schema):
    """A consultation in a list."""

    id: int
    title: str
    team: str = Field(description="Empty for the whole company")
    state: Consultation.State
    vote_opens_on: date
    closes_on: date


class ProposalCommentOut(Schema):
    """A short word on a proposal."""

    id: int
    by: str
    text: str
    written_at: datetime


class CommitmentProposalOut(Schema):
    """A commitment someone proposes."""

    id: int
    by: str = Field(description="Empty for a former colleague")
    sentence: str
    looks_like: str
    in_force: bool = Field(description="Whether it carries on a commitment in force")
    comments: list[ProposalCommentOut]


class ResultOut(Schema):
    """What the vote says of a proposal, without whose it was."""

    sentence: str
    looks_like: str
    adopted: bool
    approvals: int | None = Field(description="Empty when fewer than five voted")


class WholeConsultationOut(CommitmentConsultationOut):
    """A consultation with its proposals, or with its results once it is closed."""

    purpose: str
    takes_part: bool = Field(description="Whether you propose and vote in it")
    proposals: list[CommitmentProposalOut] = Field(description="While it is open")
    results: list[ResultOut] = Field(description="Once it is closed")
    ballots: int | None = Field(
        description="How many voted; empty below five, and before the close"
    )


class ConsultationIn(Schema):
    """Whom a consultation is for, why, and its days."""

    title: str = Field(max_length=120)
    purpose: str = Field(max_length=600)
    team: int | None = Field(None, description="A team of yours; the whole company without")
    vote_opens_on: date
    closes_on: date


class CommitmentProposalIn(Schema):
    """A commitment: one sentence, and what it looks like in a conversation."""

    sentence: str = Field(max_length=200)
    looks_like: str = Field(max_length=600)


class ProposalCommentIn(Schema):
    """A short word."""

    text: str = Field(max_length=300)


class CommitmentRulesIn(Schema):
    """Keys of the playbook's rules that put a commitment into practice."""

    rules: list[str]
