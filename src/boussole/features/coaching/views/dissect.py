"""A situation dissected: its conversation in time, why it came to this, what else could be done, what people write."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.text import Text
from boussole.core.wording import day as day_in_words
from boussole.core.wording import duration
from boussole.features.coaching import access, queries, retention, services
from boussole.features.coaching.dissection.colleagues import examples
from boussole.features.coaching.dissection.compose import Dissection, dissect
from boussole.features.coaching.forms import ReadingForm
from boussole.features.coaching.links import links_for
from boussole.features.coaching.models import Situation
from boussole.features.coaching.presenting import contested_by, origin_name
from boussole.features.coaching.views.common import conversation_of, dissected, to_dissection
from boussole.features.conversations import services as conversations
from boussole.features.conversations.forms import said
from boussole.features.conversations.opening import Opened
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.models import Person, Role


@require_GET
@requires(access.SEE)
def dissection(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a situation; opening it is written in the audit trail, as for its conversation."""
    person = signed_in(request)
    situation = dissected(request, pk)
    conversation = conversation_of(person, situation)
    conversations.record_opening(person, conversation.record)
    return shown(request, person, situation, conversation)


def shown(
    request: HttpRequest,
    person: Person,
    situation: Situation,
    conversation: Opened,
    *,
    form: ReadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; ``form`` is a reading that could not be handed in as it is."""
    notes = queries.notes(person, situation)
    found = dissect(situation, conversation.thread, conversation.playbook, notes)
    own = queries.readings(person, situation)
    context: dict[str, Any] = {
        "situation": situation,
        "conversation": conversation,
        "thread": conversation.thread,
        "found": found,
        "why": Text(**situation.why),
        "cue": Text(**situation.cue),
        "customer": conversation.customer,
        "is_agent": person.role == Role.AGENT,
        "agent": situation.agent.name if situation.agent else conversation.agent,
        "origin": origin_name(situation),
        "readings": own,
        "reading_form": form or ReadingForm.of(own.mine),
        "examples": [] if situation.upstream else examples(person, situation),
        "contested_by": contested_by(situation),
        "links": links_for(person, [situation])[situation.pk],
        "axis_caption": _caption(found),
        "kept_months": round(retention.KEPT_FOR.days / 30.4),
        "week_url": f"{reverse('coaching:situations')}?week={situation.week.isoformat()}",
        "week_label": said(day_in_words(situation.week)),
        "conversation_url": reverse("conversations:conversation", args=[conversation.pk]),
    }
    return render(request, "coaching/dissect.html", context, status=status)


@require_POST
@requires(access.SEE)
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the passage does not show this situation."""
    situation = dissected(request, pk)
    person = signed_in(request)
    services.contest(situation, by=person)
    messages.success(
        request,
        _("C’est noté : cette situation est contestée."),
        extra_tags=reverse("coaching:stop_contesting", args=[pk]),
    )
    return to_dissection(pk, "contest")


@require_POST
@requires(access.SEE)
def stop_contesting(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    situation = dissected(request, pk)
    services.stop_contesting(situation, by=signed_in(request))
    messages.success(request, _("Votre avis est retiré."))
    return to_dissection(pk, "contest")


def _caption(found: Dissection) -> str:
    """What the axis does with time, said plainly."""
    if not found.axis.dated:
        return _("La source ne date pas tous les messages : ils sont placés dans leur ordre.")
    scale = _("Les écarts suivent le temps, les messages rapprochés sont un peu séparés.")
    if not found.axis.cuts:
        return scale
    cut = _("Les silences de plus de %(duration)s sont raccourcis, leur durée est écrite.")
    long = said(duration(found.axis.cut_over.total_seconds()))
    return f"{scale} {cut % {'duration': long}}"
