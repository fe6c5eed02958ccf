"""The list of conversations, and its export."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from boussole.features.conversations import access, exporting, keys, queries, reading, services
from boussole.features.conversations.filters import Filter
from boussole.features.conversations.forms import FilterForm
from boussole.features.conversations.rows import rows
from boussole.features.organisation.access import may, requires, signed_in


@require_GET
@requires(access.SEE)
def conversations(request: HttpRequest) -> HttpResponse:
    """The conversations a person may see, by what they ask for."""
    person = signed_in(request)
    asked = Filter.read(request.GET)
    jump = _jump(request.GET.get("on", ""))
    if jump:
        return redirect(f"{request.path}?{asked.query(after=jump)}")
    cursor = queries.Cursor.read(request.GET)
    page = queries.page(person, asked, cursor)
    frame = reading.frame()
    return render(
        request,
        "conversations/list.html",
        {
            "form": FilterForm(asked, person, frame),
            "asked_pairs": asked.pairs(),
            "page": page,
            "rows": rows(page.rows, asked.query(), frame),
            "previous_url": _link(request, asked, before=page.previous),
            "next_url": _link(request, asked, after=page.next),
            "nothing_imported": not page.rows and asked.is_empty and queries.is_empty(),
            "may_import": may(person, access.IMPORT),
            "may_export": may(person, access.EXPORT),
            "query": asked.query(),
        },
    )


def _link(request: HttpRequest, asked: Filter, **cursor: int | None) -> str:
    if not any(cursor.values()):
        return ""
    return f"{request.path}?{asked.query(**cursor)}"


def _jump(day: str) -> int | None:
    """The key to page from so that the list begins on a day, written ``2026-03-12``."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    return keys.before(datetime.combine(wanted + timedelta(days=1), time.min, zone))


@require_POST
@requires(access.EXPORT)
def export(request: HttpRequest) -> HttpResponseBase:
    """The filtered list in Boussole's JSONL, personal data masked."""
    person = signed_in(request)
    asked = Filter.read(request.GET)
    services.record_export(person, asked)
    answer = StreamingHttpResponse(
        exporting.lines(queries.ids_for_export(person, asked)),
        content_type="application/x-ndjson; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="conversations.jsonl"'
    return answer


def back_to_list(query: str) -> str:
    """The address of the list someone came from."""
    address = reverse("conversations:list")
    return f"{address}?{query}" if query else address
