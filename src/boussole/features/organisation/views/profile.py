"""One's own settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boussole.features.organisation import access, services
from boussole.features.organisation.forms import ProfileForm
from boussole.features.organisation.views.common import done, page


@require_http_methods(["GET", "POST"])
@access.requires(access.SIGN_IN)
def settings(request: HttpRequest) -> HttpResponse:
    """Show and change one's name, language and appearance."""
    person = access.signed_in(request)
    initial = {"name": person.name, "language": person.language, "theme": person.theme}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_profile(person, **form.cleaned_data)
        translation.activate(person.language)
        done(request, _("Votre profil est enregistré."))
        return redirect("organisation:settings")
    return page(request, "profile.html", {"form": form})
