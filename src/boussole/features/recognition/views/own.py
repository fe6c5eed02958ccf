"""One's own successes: who reads them, and the week's mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import access, queries, services
from boussole.features.recognition.forms import ReachForm
from boussole.features.recognition.models import Reach
from boussole.features.recognition.views.common import tabs

_CHOSEN = {
    Reach.PRIVATE: gettext_lazy("Cette réussite n’est plus visible que de vous."),
    Reach.TEAM: gettext_lazy("Cette réussite est partagée avec votre équipe."),
    Reach.COMPANY: gettext_lazy("Cette réussite est partagée avec l’entreprise."),
}


@require_GET
@requires(access.RECEIVE)
def mine(request: HttpRequest) -> HttpResponse:
    """Everything one was thanked for."""
    person = signed_in(request)
    received = queries.received(person)
    ids = (one.recognition.conversation_id for one in received)
    context = {
        "tabs": tabs(person, "mine", in_a_team=bool(access.own_teams(person))),
        "received": received,
        "opened": conversations.visible(person, (pk for pk in ids if pk is not None)),
        "names": {rule.key: rule.name for rule in playbook_in_force().rules},
        "reaches": Reach.choices,
        "wants_digest": queries.wants_digest(person),
    }
    return render(request, "recognition/mine.html", context)


@require_POST
@requires(access.RECEIVE)
def reach(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who reads one's own success."""
    person = signed_in(request)
    recognition = found_or_404(access.received(person), pk=pk)
    form = ReachForm(request.POST)
    if form.is_valid():
        chosen = services.choose_reach(recognition, form.cleaned_data["reach"], by=person)
        messages.success(request, str(_CHOSEN[Reach(chosen.reach)]))
    return redirect(f"{reverse('recognition:mine')}#recognition-{pk}")


@require_POST
@requires(access.RECEIVE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase one's own success; the page asks first, because nothing brings it back."""
    person = signed_in(request)
    services.withdraw(found_or_404(access.received(person), pk=pk), by=person)
    messages.success(request, _("Cette réussite est retirée, son texte est effacé."))
    return redirect("recognition:mine")


@require_POST
@requires(access.RECEIVE)
def digest(request: HttpRequest) -> HttpResponse:
    """Receive the week's mail, or not."""
    wanted = request.POST.get("wanted") == "1"
    services.choose_digest(signed_in(request), wanted=wanted)
    words = (
        _("Vous recevrez le résumé du lundi.")
        if wanted
        else _("Vous ne recevrez plus le résumé du lundi.")
    )
    messages.success(request, words)
    return redirect(f"{reverse('recognition:mine')}#digest")
