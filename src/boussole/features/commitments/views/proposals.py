"""Proposing a commitment, saying it otherwise, withdrawing it, and a short word on another's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.commitments import access, services
from boussole.features.commitments.errors import CommitmentError
from boussole.features.commitments.forms import CommentForm, ProposalForm
from boussole.features.commitments.models import Proposal
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import done, told, wrong


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a commitment in a consultation."""
    person = signed_in(request)
    found = found_or_404(access.attended(person), pk=pk)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose(found, **form.cleaned_data, by=person)
        except CommitmentError as problem:
            wrong(form, problem)
        else:
            undo = reverse("commitments:withdraw", args=[made.pk])
            done(request, _("Votre proposition est ajoutée."), undo)
            return redirect("commitments:consultation", pk)
    context = {"form": form, "it": found, "proposal": None}
    return render(request, "commitments/proposal.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """Say one's proposal otherwise, before the vote."""
    person = signed_in(request)
    proposal = _own(person, pk)
    initial = {"sentence": proposal.sentence, "looks_like": proposal.looks_like}
    form = ProposalForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.reword(proposal, **form.cleaned_data, by=person)
        except CommitmentError as problem:
            wrong(form, problem)
        else:
            done(request, _("Votre proposition est reformulée."))
            return redirect("commitments:consultation", proposal.consultation_id)
    context = {"form": form, "it": proposal.consultation, "proposal": proposal}
    return render(request, "commitments/proposal.html", context)


@require_POST
@requires(access.TAKE_PART)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's proposal before the vote."""
    person = signed_in(request)
    proposal = _own(person, pk)
    undo = reverse("commitments:restore", args=[pk])
    with told(request, CommitmentError, _("Votre proposition est retirée."), undo):
        services.withdraw(proposal, by=person)
    return redirect("commitments:consultation", proposal.consultation_id)


@require_POST
@requires(access.TAKE_PART)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one's proposal back."""
    person = signed_in(request)
    proposal = _own(person, pk)
    with told(request, CommitmentError, _("Votre proposition est rétablie.")):
        services.restore(proposal, by=person)
    return redirect("commitments:consultation", proposal.consultation_id)


@require_POST
@requires(access.TAKE_PART)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a short word on a proposal, which one may take away."""
    person = signed_in(request)
    mine = access.proposals(person).select_related("consultation")
    proposal = found_or_404(mine, pk=pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Écrivez un commentaire de 300 caractères au plus."))
        return _back(proposal)
    try:
        written = services.comment(proposal, form.cleaned_data["text"], by=person)
    except CommitmentError as problem:
        messages.error(request, str(problem))
    else:
        undo = reverse("commitments:remove_comment", args=[written.pk])
        done(request, _("Votre commentaire est ajouté."), undo)
    return _back(proposal)


@require_POST
@requires(access.TAKE_PART)
def remove_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own word away."""
    person = signed_in(request)
    mine = access.own_comments(person).select_related("proposal")
    written = found_or_404(mine, pk=pk)
    proposal = written.proposal
    services.remove_comment(written, by=person)
    done(request, _("Votre commentaire est retiré."))
    return _back(proposal)


def _own(person: Person, pk: int) -> Proposal:
    mine = access.own_proposals(person).select_related("consultation")
    return found_or_404(mine, pk=pk)


def _back(proposal: Proposal) -> HttpResponse:
    page = reverse("commitments:consultation", args=[proposal.consultation_id])
    return redirect(f"{page}#proposal-{proposal.pk}")
