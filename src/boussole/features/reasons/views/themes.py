"""New themes among contacts whose reason is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.reasons import ReasonTree
from boussole.features.conversations.forms import reason_name
from boussole.features.conversations.rows import Row
from boussole.features.organisation.access import requires, scope_of, signed_in
from boussole.features.reasons import access, queries, searching
from boussole.features.reasons.errors import ReasonsError
from boussole.features.reasons.models import FoundTheme
from boussole.features.reasons.queries import ShownTheme
from boussole.features.reasons.views.common import page


@dataclass(frozen=True)
class Card:
    """A theme in words; ``reason`` is the name of what was made of it."""

    theme: FoundTheme
    examples: list[Row]
    reason: str


@require_GET
@requires(access.MANAGE)
def themes(request: HttpRequest) -> HttpResponse:
    """What the last search found; another one is a button away."""
    person = signed_in(request)
    search = queries.last_search()
    tree = queries.tree_in_force()
    shown = queries.themes_of(search, person) if search else []
    context: dict[str, Any] = {
        "search": search,
        "searching": queries.is_searching(),
        "cards": [_card(one, tree) for one in shown],
        "sees_contacts": not scope_of(person).is_empty,
    }
    return page(request, "themes.html", context)


@require_POST
@requires(access.MANAGE)
def search(request: HttpRequest) -> HttpResponse:
    """Have themes looked for, aside."""
    try:
        searching.ask_search(signed_in(request))
    except ReasonsError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("La recherche de thèmes est lancée."))
    return redirect("reasons:themes")


def _card(shown: ShownTheme, tree: ReasonTree) -> Card:
    key = shown.theme.reason
    return Card(shown.theme, shown.examples, reason_name(key, tree) if key else "")
