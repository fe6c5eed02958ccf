"""Writing one's own reading of a situation: kept, handed in, shown early, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from boussole.features.coaching import access, own_readings
from boussole.features.coaching.errors import CoachingError
from boussole.features.coaching.forms import ReadingForm
from boussole.features.coaching.models import OwnReading
from boussole.features.coaching.views.common import conversation_of, dissected, to_dissection
from boussole.features.coaching.views.dissect import shown
from boussole.features.conversations import services as conversations
from boussole.features.organisation.access import found_or_404, requires, signed_in


@require_POST
@requires(access.SEE)
def write_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's reading for later, or hand it in."""
    person = signed_in(request)
    situation = dissected(request, pk)
    keeps = request.POST.get("do") == "keep"
    form = ReadingForm(request.POST, draft=keeps)
    try:
        if form.is_valid() and keeps:
            own_readings.keep(situation, form.answers, by=person)
            messages.success(request, _("Votre lecture est gardée, vous seul la voyez."))
            return to_dissection(pk, "readings")
        if form.is_valid():
            own_readings.submit(situation, form.answers, by=person)
            messages.success(request, _("Votre lecture est rendue."))
            return to_dissection(pk, "readings")
    except CoachingError as problem:
        form.add_error(None, str(problem))
    conversation = conversation_of(person, situation)
    conversations.record_opening(person, conversation.record)
    return shown(request, person, situation, conversation, form=form, status=422)


@require_POST
@requires(access.SEE)
def show_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the other read one's reading without waiting for theirs."""
    reading = _own(request, pk)
    try:
        own_readings.show_early(reading, by=signed_in(request))
    except CoachingError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Votre lecture est visible dès maintenant."))
    return to_dissection(pk, "readings")


@require_POST
@requires(access.SEE)
def withdraw_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's reading back; its text is erased."""
    own_readings.withdraw(_own(request, pk), by=signed_in(request))
    messages.success(request, _("Votre lecture est retirée, son texte est effacé."))
    return to_dissection(pk, "readings")


def _own(request: HttpRequest, pk: int) -> OwnReading:
    """One's reading of a situation one may open; 404 when there is none."""
    person = signed_in(request)
    scoped = access.readings(person).filter(author=person).select_related("situation")
    return found_or_404(scoped, situation=pk)
