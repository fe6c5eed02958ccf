"""The customers to call back after a low answer, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.metrics import METRICS
from boussole.core.metrics.words import shown
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.conversations.naming import shortened
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.surveys import access, counting, following, queries, tasks
from boussole.features.surveys.answers import rated, words
from boussole.features.surveys.errors import SurveyError
from boussole.features.surveys.forms import CloseForm
from boussole.features.surveys.models import FollowUp
from boussole.features.surveys.results import in_time
from boussole.features.surveys.views.common import tabs

# How far back the share closed in time looks.
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Line:
    """One follow-up as a list shows it."""

    follow_up: FollowUp
    customer: str
    answered: list[tuple[str, str]]
    comment: str
    overdue: bool


@require_GET
@requires(access.FOLLOW_UP)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Those to call back, the most urgent first, then those who were."""
    person, today = signed_in(request), timezone.localdate()
    waiting = [line(one, today) for one in queries.open_follow_ups(person)]
    context = {
        "waiting": waiting,
        "closed": [line(one, today) for one in queries.closed_follow_ups(person)],
        "sentence": _sentence(len(waiting), sum(one.overdue for one in waiting)),
        "in_time": _in_time(person),
        "tabs": tabs(person, "follow_ups"),
    }
    return render(request, "surveys/follow_ups.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.FOLLOW_UP)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer to call back: what they said, and closing it with what was done."""
    person = signed_in(request)
    related = access.follow_ups(person).select_related(
        "owner", "invitation__survey", "invitation__version"
    )
    found = found_or_404(related, pk=pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            following.close(found, by=person, now=timezone.now(), **form.cleaned_data)
        except SurveyError as problem:
            messages.error(request, str(problem))
        else:
            tasks.tell_customers()
            messages.success(request, _("Le suivi est clos."))
        return redirect("surveys:follow_ups")
    conversation = found.invitation.conversation_id
    context = {
        "line": line(found, timezone.localdate()),
        "form": form,
        "conversation": conversation
        if conversations.visible(person, [conversation or 0])
        else None,
        "mine": found.owner_id == person.pk,
        "tabs": tabs(person, "follow_ups"),
    }
    return render(request, "surveys/follow_up.html", context)


@require_POST
@requires(access.FOLLOW_UP)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Become the one who calls back."""
    person = signed_in(request)
    found = found_or_404(access.follow_ups(person), pk=pk)
    try:
        following.take(found, by=person)
    except SurveyError as problem:
        messages.error(request, str(problem))
    return redirect("surveys:follow_up", pk=pk)


def line(found: FollowUp, today: date) -> Line:
    """A follow-up with what the customer answered, masked."""
    invitation = found.invitation
    return Line(
        follow_up=found,
        customer=shortened(invitation.name) if "@" not in invitation.name else "",
        answered=rated(invitation),
        comment=words(invitation),
        overdue=found.closed_at is None and found.due_on < today,
    )


def _in_time(person: Person) -> str:
    """The share of low answers followed up in time, of those opened lately; nothing when there was none."""
    now = timezone.now()
    found = in_time(counting.of_follow_ups(person, now - LATELY), now)
    if found is None:
        return ""
    metric = METRICS[found.metric]
    known = {
        "label": said(metric.label),
        "sample": ngettext("%(n)d réponse", "%(n)d réponses", found.n) % {"n": found.n},
    }
    if found.value is None:
        return _("%(label)s, depuis 90 jours : trop peu pour le dire (%(sample)s).") % known
    known |= {
        "value": said(shown(metric, found.value)),
        "low": said(shown(metric, found.low)),
        "high": said(shown(metric, found.high)),
    }
    return (
        _("%(label)s, depuis 90 jours : %(value)s, entre %(low)s et %(high)s (%(sample)s).") % known
    )


def _sentence(waiting: int, overdue: int) -> str:
    if not waiting:
        return _("Personne n’attend d’être rappelé.")
    words = ngettext(
        "Un client attend d’être rappelé.", "%(n)d clients attendent d’être rappelés.", waiting
    )
    if not overdue:
        return words % {"n": waiting}
    late = ngettext("Une échéance est passée.", "%(n)d échéances sont passées.", overdue)
    return f"{words % {'n': waiting}} {late % {'n': overdue}}"
