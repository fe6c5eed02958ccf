"""Versions of the playbook: what each changed, taken out as a file, read, and the past read again with one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.playbook import dump
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.audit import record
from boussole.features.playbook import access, acknowledging, actions, queries, rereading
from boussole.features.playbook.changed import compared


@require_GET
@requires(access.READ)
def versions(request: HttpRequest) -> HttpResponse:
    """Every version there has been, and what each changed."""
    found = list(queries.versions())
    playbooks = [acknowledging.playbook_of(version) for version in found]
    rows = [
        (version, compared(before, after) if before else [])
        for version, after, before in zip(found, playbooks, [*playbooks[1:], None], strict=True)
    ]
    context = {"rows": rows, "may_publish": may(request.user, access.PUBLISH)}
    return render(request, "playbook/versions.html", context)


@require_GET
@requires(access.PUBLISH)
def reread(request: HttpRequest, number: int) -> HttpResponse:
    """What the latest weeks would hold with a version, beside what was found when they were read."""
    version = found_or_404(queries.versions(), number=number)
    last = version.rereadings.order_by("-pk").first()
    names = {rule.key: rule.name for rule in acknowledging.playbook_of(version).rules}
    return render(
        request, "playbook/reread.html", {"version": version, "last": last, "names": names}
    )


@require_POST
@requires(access.PUBLISH)
def ask_reread(request: HttpRequest, number: int) -> HttpResponse:
    """Have the latest weeks read again with a version, aside."""
    version = found_or_404(queries.versions(), number=number)
    rereading.ask(version, by=signed_in(request))
    return redirect("playbook:reread", number=number)


@require_GET
@requires(access.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The version in force as a file that can be brought in again."""
    playbook = queries.playbook_in_force()
    record(signed_in(request), actions.EXPORTED, "playbook:version", number=playbook.version)
    answer = HttpResponse(dump(playbook), content_type="application/yaml; charset=utf-8")
    name = f"playbook-{playbook.version}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@requires(access.READ)
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Say that one has read the version in force."""
    version = queries.version_in_force()
    if version is not None and request.POST.get("version") == str(version.number):
        acknowledging.acknowledge(version, by=signed_in(request))
        messages.success(request, _("Merci, c’est noté."))
    return redirect("playbook:index")
