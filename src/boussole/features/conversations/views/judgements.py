"""Saying that a label or a situation is right, wrong or missing; saying why; taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from boussole.core import facts, privacy
from boussole.core.signals import SIGNALS
from boussole.features.conversations import access, judging, reading, records
from boussole.features.conversations.errors import ConversationsError
from boussole.features.conversations.filters import Filter
from boussole.features.conversations.forms import JudgementForm
from boussole.features.conversations.models import Judgement
from boussole.features.conversations.templatetags.thread import GRADES
from boussole.features.conversations.views.conversation import found
from boussole.features.organisation.access import found_or_404, requires, signed_in

_DONE = {
    Judgement.Verdict.RIGHT: gettext_lazy("C’est noté : cette lecture est juste."),
    Judgement.Verdict.WRONG: gettext_lazy("C’est noté : cette lecture est contestée."),
    Judgement.Verdict.MISSING: gettext_lazy("C’est noté : ce qui manquait est ajouté."),
}


@require_GET
@requires(access.SEE)
def missing(request: HttpRequest, pk: int, turn: int) -> HttpResponse:
    """Choose what the reading did not see in a message; the conversation's page takes the form from here."""
    record = found(signed_in(request), pk)
    noun = records.to_noun(record)
    if turn >= len(noun.turns):
        raise Http404
    context = {
        "conversation": record,
        "turn": record.turns.all()[turn],
        "number": turn + 1,
        "text": privacy.mask(noun.turns[turn].text, facts.known_names(noun)).text,
        "signals": [one for one in SIGNALS if one.side == noun.turns[turn].role],
        "rules": reading.frame().playbook.rules,
        "grades": range(len(GRADES)),
        "query": Filter.read(request.GET).query(),
    }
    return render(request, "conversations/missing.html", context)


@require_POST
@requires(access.SEE)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one thinks of a label or a situation; the notice offers to take it back."""
    person = signed_in(request)
    record = found(person, pk)
    form = JudgementForm(_said(request.POST))
    if not form.is_valid():
        messages.error(request, _("Choisissez ce qui manque dans ce message."))
        return _back(request, pk)
    try:
        made = judging.judge(record, **form.cleaned_data, by=person)
    except ConversationsError as problem:
        messages.error(request, str(problem))
        return _back(request, pk)
    undo = reverse("conversations:withdraw_judgement", args=[pk, made.pk])
    query = Filter.read(request.GET).query()
    messages.success(
        request, str(_DONE[Judgement.Verdict(made.verdict)]), extra_tags=f"{undo}?{query}"
    )
    return _back(request, pk, made)


@require_POST
@requires(access.SEE)
def explain(request: HttpRequest, pk: int, judgement: int) -> HttpResponse:
    """Say why, after the fact."""
    made = _own(request, pk, judgement)
    judging.explain(made, request.POST.get("why", "")[:300], by=signed_in(request))
    messages.success(request, _("Votre explication est enregistrée."))
    return _back(request, pk, made)


@require_POST
@requires(access.SEE)
def withdraw(request: HttpRequest, pk: int, judgement: int) -> HttpResponse:
    """Take one's judgement back."""
    made = _own(request, pk, judgement)
    judging.withdraw(made, by=signed_in(request))
    messages.success(request, _("Votre avis est retiré."))
    return _back(request, pk, made)


def _said(posted: QueryDict) -> dict[str, str]:
    """What a form says: a button tells verdict and grade together, a choice of what is missing what it is."""
    said = {name: posted.get(name, "") for name in ("turn", "subject", "name", "why")}
    said["verdict"], _colon, said["grade"] = posted.get("says", "").partition(":")
    if "what" in posted:
        subject, name, grade = f"{posted['what']}::".split(":")[:3]
        said |= {"verdict": "missing", "subject": subject, "name": name, "grade": grade}
    return said


def _own(request: HttpRequest, pk: int, judgement: int) -> Judgement:
    """A judgement of the person who asks, on a conversation they may see; 404 for any other."""
    person = signed_in(request)
    record = found(person, pk)
    return found_or_404(record.judgements.filter(person=person), pk=judgement)


def _back(request: HttpRequest, pk: int, made: Judgement | None = None) -> HttpResponse:
    query = Filter.read(request.GET).query()
    address = reverse("conversations:conversation", args=[pk])
    address += f"?{query}" if query else ""
    if made is None:
        return redirect(address)
    own = made.subject == Judgement.Subject.SIGNAL
    return redirect(
        f"{address}#about-t{made.turn}-{made.name}" if own else f"{address}#turn-{made.turn}"
    )
