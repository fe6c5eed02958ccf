"""One reason: everything people say of it, and whether it is archived."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.conversations.forms import said
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import wrong
from boussole.features.reasons import access, queries, services
from boussole.features.reasons.errors import ReasonsError
from boussole.features.reasons.forms import ReasonForm, reason_initial
from boussole.features.reasons.queries import ShownTheme
from boussole.features.reasons.views.common import changed, found_reason, page

_MASK = re.compile(r"\[[A-Z_]+\]")
_LONGEST_ID = 12


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def new_reason(request: HttpRequest) -> HttpResponse:
    """Add a reason; one made of a theme begins with its words and messages."""
    tree = queries.tree_in_force()
    theme = _theme(request)
    initial = {"family": request.GET.get("family", ""), "examples": _phrases(theme)}
    form = ReasonForm(request.POST or None, tree=tree, initial=initial)
    if request.method == "POST" and form.is_valid():
        by, made_of = signed_in(request), theme.theme if theme else None
        try:
            services.add_reason(form.cleaned_data["family"], form.draft, by=by, theme=made_of)
        except ReasonsError as problem:
            wrong(form, problem)
        else:
            text = _("Le motif « %(name)s » est ajouté.") % {"name": said(form.label)}
            return changed(request, text)
    context: dict[str, Any] = {"form": form, "made_of": theme}
    return page(request, "reason.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def reason(request: HttpRequest, key: str) -> HttpResponse:
    """Show and change a reason, or move it to another family; its key stays."""
    tree = queries.tree_in_force()
    found, family = found_reason(tree, key)
    form = ReasonForm(
        request.POST or None, tree=tree, home=family.key, initial=reason_initial(found, family)
    )
    if request.method == "POST" and form.is_valid():
        home = form.cleaned_data["family"]
        try:
            services.change_reason(key, home, form.draft, by=signed_in(request))
        except ReasonsError as problem:
            wrong(form, problem)
        else:
            text = _("Le motif « %(name)s » est enregistré.") % {"name": said(form.label)}
            return changed(request, text)
    context = {"form": form, "reason": found, "name": said(found.label)}
    return page(request, "reason.html", context)


@require_POST
@requires(access.MANAGE)
def archive(request: HttpRequest, key: str) -> HttpResponse:
    """Archive a reason."""
    found, _family = found_reason(queries.tree_in_force(), key)
    services.archive_reason(key, by=signed_in(request))
    return changed(request, _("Le motif « %(name)s » est archivé.") % {"name": said(found.label)})


@require_POST
@requires(access.MANAGE)
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Bring a reason back."""
    found, _family = found_reason(queries.tree_in_force(), key)
    services.restore_reason(key, by=signed_in(request))
    return changed(request, _("Le motif « %(name)s » est rétabli.") % {"name": said(found.label)})


def _theme(request: HttpRequest) -> ShownTheme | None:
    asked = request.GET.get("theme", "")
    if not asked.isdecimal() or len(asked) > _LONGEST_ID:
        return None
    return queries.theme(int(asked), signed_in(request))


def _phrases(theme: ShownTheme | None) -> list[str]:
    """A theme's words, then its messages without what stood for personal data."""
    if theme is None:
        return []
    messages = (_MASK.sub("…", row.opening) for row in theme.examples)
    return [*(term for term in theme.theme.terms if " " in term or len(term) > 6), *messages]  # noqa: PLR2004 - a short word alone is in too many messages
