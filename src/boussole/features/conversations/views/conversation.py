"""One conversation: its thread, what is expressed in it, and the customer's other contacts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from boussole.features.conversations import access, queries, reading, records, services, thread
from boussole.features.conversations.about import about
from boussole.features.conversations.filters import Filter
from boussole.features.conversations.forms import (
    CHANNEL_ICONS,
    CHANNEL_NAMES,
    STATUS_NAMES,
    CorrectionForm,
    OriginForm,
    points,
)
from boussole.features.conversations.judged import judged
from boussole.features.conversations.links import links_for
from boussole.features.conversations.models import Conversation
from boussole.features.conversations.naming import discreet, in_full
from boussole.features.conversations.rows import rows
from boussole.features.conversations.sentence import sentence
from boussole.features.conversations.templatetags.thread import GRADES
from boussole.features.conversations.views.lists import back_to_list
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person


@require_GET
@requires(access.SEE)
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """A conversation with personal data masked; opening it is written in the audit trail."""
    person = signed_in(request)
    record = found(person, pk)
    services.record_opening(person, record)
    return shown(request, person, record)


@require_POST
@requires(access.SHOW_PERSONAL_DATA)
def personal_data(request: HttpRequest, pk: int) -> HttpResponse:
    """The same conversation in its own words; asking for it is written in the audit trail."""
    person = signed_in(request)
    record = found(person, pk)
    services.record_personal_data_shown(person, record)
    return shown(request, person, record, unmasked=True)


def found(person: Person, pk: int) -> Conversation:
    """A conversation that a person may see, with everything its page shows; 404 for any other."""
    scoped = access.conversations(person).select_related("customer", "agent", "team", "source")
    whole = scoped.prefetch_related(
        "turns",
        "answers",
        *reading.corrections(),
        "corrections__person",
        "origin_corrections__person",
    )
    return found_or_404(whole, pk=pk)


def shown(
    request: HttpRequest,
    person: Person,
    record: Conversation,
    *,
    unmasked: bool = False,
    form: CorrectionForm | None = None,
    origin_form: OriginForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a conversation; forms are corrections that were refused."""
    frame = reading.frame()
    noun = records.to_noun(record)
    read = thread.compose(noun, reading.facts_of(record, noun, frame), frame, unmasked=unmasked)
    query = Filter.read(request.GET).query()
    around = queries.neighbours(person, Filter.read(request.GET), record.pk)
    context: dict[str, Any] = {
        "previous_url": _beside(around.previous, query),
        "next_url": _beside(around.next, query),
        "judged": judged(queries.judgements(record), read, frame.playbook.rules, person),
        "grades": range(len(GRADES)),
        "playbook_version": frame.playbook.version,
        "conversation": record,
        "thread": read,
        "sentence": sentence(read),
        "customer": in_full(record.customer) if unmasked else discreet(record.customer),
        "unmasked": unmasked,
        "may_show": may(person, access.SHOW_PERSONAL_DATA),
        "others": rows(queries.other_contacts(person, record)),
        "answers": [
            (answer, points(answer), comment)
            for answer, comment in zip(record.answers.all(), read.comments, strict=True)
            if not answer.of_company  # asked about the company: nothing is said of this contact
        ],
        "back": back_to_list(query),
        "query": query,
        "about": about(record, read.row, person),
        "correcting": form,
        "correcting_origin": origin_form,
        "links": links_for(person, record, [turn.index for turn in read.turns]),
        **_facts(record),
    }
    return render(request, "conversations/conversation.html", context, status=status)


def _beside(pk: int | None, query: str) -> str:
    return f"{reverse('conversations:conversation', args=[pk])}?{query}" if pk else ""


def _facts(record: Conversation) -> dict[str, Any]:
    """What the header says of a conversation besides its course."""
    return {
        "channel": CHANNEL_NAMES.get(record.channel, ""),
        "channel_icon": CHANNEL_ICONS.get(record.channel, "message-square"),
        "agent": record.agent.name if record.agent else record.agent_name,
        "team": record.team.name if record.team else record.team_name,
        "status": STATUS_NAMES.get(record.status, ""),
    }
