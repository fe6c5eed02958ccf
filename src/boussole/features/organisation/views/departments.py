"""Departments: whose work causes contacts, and whom to tell there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.organisation import access, queries, services
from boussole.features.organisation.errors import NameTakenError
from boussole.features.organisation.forms import DepartmentForm
from boussole.features.organisation.views.common import done, page, wrong


@require_GET
@access.requires(access.ADMINISTER)
def departments(request: HttpRequest) -> HttpResponse:
    """Every department."""
    return page(request, "departments.html", {"departments": list(queries.departments())})


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def new_department(request: HttpRequest) -> HttpResponse:
    """Add a department."""
    form = DepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = services.create_department(by=access.signed_in(request), **form.cleaned_data)
        except NameTakenError as problem:
            wrong(form, problem, "key")
        else:
            done(request, _("Le service %(name)s est ajouté.") % {"name": created})
            return redirect("organisation:departments")
    return page(request, "department.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change one department."""
    found = access.found_or_404(queries.departments(), pk=pk)
    initial = {name: getattr(found, name) for name in DepartmentForm.base_fields}
    form = DepartmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_department(found, by=access.signed_in(request), **form.cleaned_data)
        except NameTakenError as problem:
            wrong(form, problem, "key")
        else:
            done(request, _("Le service %(name)s est enregistré.") % {"name": found})
            return redirect("organisation:departments")
    return page(request, "department.html", {"form": form, "department": found})
