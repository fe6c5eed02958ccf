"""The leadership names listening persons in the open; it sees nothing of what they are told, not even whether they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.confidential import access, queries, services
from boussole.features.confidential.forms import EmergencyForm, NameForm
from boussole.features.confidential.models import Listener
from boussole.features.organisation.access import found_or_404, requires, signed_in


@require_http_methods(["GET", "POST"])
@requires(access.NAME)
def listeners(request: HttpRequest) -> HttpResponse:
    """Those who listen, and naming another."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.name(said["person"], sentence=said["sentence"], by=signed_in(request))
        messages.success(
            request,
            _("%(name)s est à l’écoute dès que sa clé est créée.") % {"name": said["person"].name},
        )
        return redirect("confidential:listeners")
    context = {
        "form": form,
        "listeners": queries.named(),
        "emergency_form": EmergencyForm(initial={"text": queries.emergency()}),
    }
    return render(request, "confidential/listeners.html", context)


@require_POST
@requires(access.NAME)
def unname(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer someone no more."""
    listener = found_or_404(Listener.objects.filter(named=True).select_related("person"), pk=pk)
    services.unname(listener, by=signed_in(request))
    messages.success(request, _("%(name)s n’est plus proposé.") % {"name": listener.person.name})
    return redirect("confidential:listeners")


@require_POST
@requires(access.NAME)
def emergency(request: HttpRequest) -> HttpResponse:
    """Say what to do in an emergency."""
    form = EmergencyForm(request.POST)
    if form.is_valid():
        services.write_emergency(form.cleaned_data["text"], by=signed_in(request))
        messages.success(request, _("Le texte d’urgence est enregistré."))
    return redirect("confidential:listeners")
