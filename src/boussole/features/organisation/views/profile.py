"""One's own settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.organisation import access, services, tokens
from boussole.features.organisation.forms import ProfileForm, TokenForm
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
    mine = person.api_tokens.all()
    return page(request, "profile.html", {"form": form, "tokens": mine, "token_form": TokenForm()})


@require_POST
@access.requires(access.SIGN_IN)
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; this answer is the only one that shows it."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Donnez un nom au jeton, pour le reconnaître."))
        return redirect("organisation:settings")
    made, token = tokens.make_token(access.signed_in(request), form.cleaned_data["name"])
    return page(request, "token.html", {"made": made, "token": token})


@require_POST
@access.requires(access.SIGN_IN)
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    person = access.signed_in(request)
    tokens.revoke_token(access.found_or_404(person.api_tokens.all(), pk=pk), by=person)
    messages.success(request, _("Le jeton est révoqué : plus aucun programme ne peut s’en servir."))
    return redirect("organisation:settings")
