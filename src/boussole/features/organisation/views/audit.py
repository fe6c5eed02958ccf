"""The audit trail, for the privacy officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boussole.features.organisation import access, queries
from boussole.features.organisation.actions import words_for
from boussole.features.organisation.forms import AuditFilters
from boussole.features.organisation.models import AuditEntry


@dataclass(frozen=True)
class Line:
    """One entry as it is read."""

    entry: AuditEntry
    words: str
    about: str


@require_GET
@access.requires(access.AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    filters = AuditFilters(request.GET or None)
    asked = filters.cleaned_data if filters.is_valid() else {}
    days = asked.get("period")
    found = queries.audit_page(
        person=asked.get("person"),
        action=asked.get("action", ""),
        since=timezone.now() - timedelta(days=int(days)) if days else None,
        before=_key(request, "before"),
        after=_key(request, "after"),
    )
    names = queries.names_of_objects(found.rows)
    lines = [Line(entry, words_for(entry.action), _about(entry, names)) for entry in found.rows]
    context = {"filters": filters, "lines": lines, "found": found}
    return render(request, "organisation/audit.html", context)


def _key(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None  # noqa: PLR2004  # 64 bits


def _about(entry: AuditEntry, names: dict[tuple[str, str], str]) -> str:
    """The name of what was touched; for what has none to show, its number."""
    known = names.get((entry.object_type, entry.object_id))
    numbered = _("n°\u00a0%(number)s") % {"number": entry.object_id}
    return known or (numbered if entry.object_id.isdecimal() else "")
