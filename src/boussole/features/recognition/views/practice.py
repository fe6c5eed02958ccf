"""A manager's own practice: nobody else opens this page, and it holds no score."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.anonymity import LEAST_ANSWERS
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.recognition import access, feedback, lines
from boussole.features.recognition.consultations import consultation
from boussole.features.recognition.errors import RecognitionError
from boussole.features.recognition.forms import STATEMENT_NAMES, STATEMENTS
from boussole.features.recognition.practice import practice
from boussole.features.recognition.views.common import tabs


@require_GET
@requires(access.PRACTICE)
def own_practice(request: HttpRequest) -> HttpResponse:
    """What a manager did these last weeks, and what their team says of it."""
    person, now = signed_in(request), timezone.now()
    rounds = list(access.own_rounds(person).order_by("-opened_on", "-pk"))
    waiting = next((one for one in rounds if not one.settled), None)
    context = {
        "tabs": tabs(person, "practice", in_a_team=bool(access.own_teams(person))),
        "practice": practice(person, now),
        "lines": lines.lines_for(person),
        "waiting": waiting,
        "over": waiting is not None and waiting.closes_on <= timezone.localdate(now),
        "may_ask": len(feedback.asked_people(person)) >= LEAST_ANSWERS,
        "statements": [(STATEMENT_NAMES[name], STATEMENTS[name]) for name in feedback.STATEMENTS],
        "consultations": [consultation(one) for one in rounds if one.settled],
    }
    return render(request, "recognition/practice.html", context)


@require_POST
@requires(access.PRACTICE)
def ask_feedback(request: HttpRequest) -> HttpResponse:
    """Ask one's team for two weeks."""
    try:
        feedback.open_round(signed_in(request), timezone.localdate())
    except RecognitionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Votre équipe peut répondre pendant deux semaines."))
    return _back()


@require_POST
@requires(access.PRACTICE)
def cancel_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a consultation up, with every answer in it."""
    person = signed_in(request)
    opened = found_or_404(access.own_rounds(person), pk=pk)
    try:
        feedback.cancel_round(opened, by=person)
    except RecognitionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            _("La demande d’avis est abandonnée ; ses réponses sont effacées sans avoir été lues."),
        )
    return _back()


def _back() -> HttpResponse:
    return redirect(f"{reverse('recognition:practice')}#feedback")
