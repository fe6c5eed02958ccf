"""Commitments for programs: reading them, consulting, proposing.

Voting is not here, nor one's own ballot: a token keeps the day it was last used, and would say who voted when.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Status

from boussole.features.commitments import access, api_shapes, queries, services
from boussole.features.commitments.api_schemas import (
    CommitmentConsultationOut,
    CommitmentOut,
    CommitmentProposalIn,
    CommitmentProposalOut,
    CommitmentRulesIn,
    CommitmentsVersionOut,
    ConsultationIn,
    ProposalCommentIn,
    ProposalCommentOut,
    TeamAsked,
    WholeConsultationOut,
)
from boussole.features.commitments.forms import CommentForm, OpenForm, ProposalForm, RulesForm
from boussole.features.commitments.models import Consultation, Proposal
from boussole.features.organisation.access import found_or_404, visible_teams
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.organisation.models import Person, Role, Team

router = Router(tags=["commitments"])
REFUSED = {404: Refusal, 422: Refusal}


@router.get("/versions", response={200: list[CommitmentsVersionOut], 404: Refusal})
def versions(request: HttpRequest, asked: Query[TeamAsked]) -> Any:
    """The versions of the company's commitments, or of a team's, the one in force first."""
    person = allowed(request, access.READ)
    return [api_shapes.version(one) for one in queries.history(person, _team(person, asked.team))]


@router.put("/lines/{int:pk}/rules", response={200: CommitmentOut, **REFUSED})
def link_rules(request: HttpRequest, pk: int, asked: CommitmentRulesIn) -> Any:
    """Say which rules of the playbook put a commitment into practice."""
    person = allowed(request, access.OPEN)
    line = found_or_404(access.kept_lines(person), pk=pk)
    said = checked(RulesForm(asked.model_dump(), names=queries.rule_names()))
    services.link_rules(line, said["rules"], by=person)
    return api_shapes.commitment(line)


@router.get("/consultations", response={200: list[CommitmentConsultationOut], 404: Refusal})
def consultations(request: HttpRequest, asked: Query[TeamAsked]) -> Any:
    """The consultations of the company, or of a team: those under way, then the latest past ones."""
    person = allowed(request, access.TAKE_PART)
    team = _team(person, asked.team)
    found = [
        *queries.open_consultations(person, team),
        *queries.past_consultations(person, team),
    ]
    return [api_shapes.consultation(one) for one in found]


@router.get("/consultations/{int:pk}", response={200: WholeConsultationOut, 404: Refusal})
def consultation(request: HttpRequest, pk: int) -> Any:
    """What is proposed and said of it; once closed, what was adopted, counted from five ballots on."""
    person = allowed(request, access.TAKE_PART)
    mine = access.consultations(person).select_related("team")
    return api_shapes.whole(person, found_or_404(mine, pk=pk))


@router.post("/consultations", response={201: WholeConsultationOut, 422: Refusal})
def open_consultation(request: HttpRequest, asked: ConsultationIn) -> Any:
    """Consult one of your teams; the leadership may consult the whole company."""
    person = allowed(request, access.OPEN)
    form = OpenForm(
        asked.model_dump(),
        teams=access.teams_to_consult(person),
        company=person.role == Role.LEADER,
    )
    made = services.open_consultation(**checked(form), by=person)
    return Status(201, api_shapes.whole(person, made))


@router.post("/consultations/{int:pk}/cancellation", response={204: None, **REFUSED})
def cancel(request: HttpRequest, pk: int) -> Any:
    """Give a consultation up for good: its ballots are erased unread."""
    person = allowed(request, access.OPEN)
    services.cancel(found_or_404(access.led(person), pk=pk), by=person)
    return Status(204, None)


@router.post("/consultations/{int:pk}/proposals", response={201: CommitmentProposalOut, **REFUSED})
def propose(request: HttpRequest, pk: int, asked: CommitmentProposalIn) -> Any:
    """Propose a commitment, until the vote opens."""
    person = allowed(request, access.TAKE_PART)
    found: Consultation = found_or_404(access.attended(person), pk=pk)
    said = checked(ProposalForm(asked.model_dump()))
    return Status(201, api_shapes.proposal(services.propose(found, **said, by=person)))


@router.put("/proposals/{int:pk}", response={200: CommitmentProposalOut, **REFUSED})
def reword(request: HttpRequest, pk: int, asked: CommitmentProposalIn) -> Any:
    """Say your proposal otherwise, until the vote opens."""
    person, proposal = _own(request, pk)
    said = checked(ProposalForm(asked.model_dump()))
    services.reword(proposal, **said, by=person)
    return api_shapes.proposal(proposal)


@router.post("/proposals/{int:pk}/withdrawal", response={204: None, **REFUSED})
def withdraw(request: HttpRequest, pk: int) -> Any:
    """Withdraw your proposal, until the vote opens."""
    person, proposal = _own(request, pk)
    services.withdraw(proposal, by=person)
    return Status(204, None)


@router.delete("/proposals/{int:pk}/withdrawal", response={204: None, **REFUSED})
def restore(request: HttpRequest, pk: int) -> Any:
    """Bring your withdrawn proposal back."""
    person, proposal = _own(request, pk)
    services.restore(proposal, by=person)
    return Status(204, None)


@router.post("/proposals/{int:pk}/comments", response={201: ProposalCommentOut, **REFUSED})
def comment(request: HttpRequest, pk: int, asked: ProposalCommentIn) -> Any:
    """Say a short word on a proposal."""
    person = allowed(request, access.TAKE_PART)
    mine = access.proposals(person).select_related("consultation")
    proposal = found_or_404(mine, pk=pk)
    said = checked(CommentForm(asked.model_dump()))
    return Status(201, api_shapes.comment(services.comment(proposal, said["text"], by=person)))


@router.delete("/comments/{int:pk}", response={204: None, 404: Refusal})
def remove_comment(request: HttpRequest, pk: int) -> Any:
    """Take your own word away."""
    person = allowed(request, access.TAKE_PART)
    mine = access.own_comments(person).select_related("proposal")
    services.remove_comment(found_or_404(mine, pk=pk), by=person)
    return Status(204, None)


def _own(request: HttpRequest, pk: int) -> tuple[Person, Proposal]:
    person = allowed(request, access.TAKE_PART)
    return person, found_or_404(access.own_proposals(person).select_related("consultation"), pk=pk)


def _team(person: Person, asked: int | None) -> Team | None:
    """A team of one's own; 404 for another, the company without one."""
    if asked is None:
        return None
    found = visible_teams(person).filter(pk=asked).first()
    if found is None:
        raise Http404
    return found
