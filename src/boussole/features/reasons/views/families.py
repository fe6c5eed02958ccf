"""One family of reasons: its name, and whether it is archived."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.conversations.forms import said
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import wrong
from boussole.features.reasons import access, queries, services
from boussole.features.reasons.errors import ReasonsError
from boussole.features.reasons.forms import FamilyForm, label_initial
from boussole.features.reasons.views.common import changed, found_family, page


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def new_family(request: HttpRequest) -> HttpResponse:
    """Add a family, to put reasons in."""
    form = FamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_family(form.label, by=signed_in(request))
        except ReasonsError as problem:
            wrong(form, problem)
        else:
            text = _("La famille « %(name)s » est ajoutée.") % {"name": said(form.label)}
            return changed(request, text)
    return page(request, "family.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def family(request: HttpRequest, key: str) -> HttpResponse:
    """Show and rename a family."""
    found = found_family(queries.tree_in_force(), key)
    form = FamilyForm(request.POST or None, initial=label_initial(found.label))
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_family(key, form.label, by=signed_in(request))
        except ReasonsError as problem:
            wrong(form, problem)
        else:
            text = _("La famille « %(name)s » est enregistrée.") % {"name": said(form.label)}
            return changed(request, text)
    return page(request, "family.html", {"form": form, "family": found, "name": said(found.label)})


@require_POST
@requires(access.MANAGE)
def archive(request: HttpRequest, key: str) -> HttpResponse:
    """Archive a family with its reasons."""
    found = found_family(queries.tree_in_force(), key)
    services.archive_family(key, by=signed_in(request))
    name = {"name": said(found.label)}
    return changed(request, _("La famille « %(name)s » est archivée avec ses motifs.") % name)


@require_POST
@requires(access.MANAGE)
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Bring a family back."""
    found = found_family(queries.tree_in_force(), key)
    services.restore_family(key, by=signed_in(request))
    return changed(
        request, _("La famille « %(name)s » est rétablie.") % {"name": said(found.label)}
    )
