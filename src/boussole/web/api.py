"""The API: one address for programs, with the same services, scopes and audit rows as the pages.

A feature describes its part in its own ``api.py``; the description of the whole is ``/api/openapi.json``.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from boussole.features.organisation import tokens
from boussole.features.organisation.models import Person
from boussole.features.playbook.api import router as playbook
from boussole.features.playbook.errors import PlaybookFeatureError
from boussole.features.surveys.api import router as surveys
from boussole.features.surveys.errors import SurveyError


class TokenAuth(HttpBearer):
    """Whoever shows a token acts as the person it was made by."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Whose token this is."""
        del request
        return tokens.bearer(token)


class PageAuth(SessionAuth):
    """Someone signed in on the pages, with the pages' protection against forged requests."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Who is signed in."""
        del key
        return request.user if isinstance(request.user, Person) else None


api = NinjaAPI(
    title="Boussole",
    version="1",
    urls_namespace="api",
    description="What the pages do, for programs. Texts are masked; scopes and abilities are those of the person.",
    auth=[TokenAuth(), PageAuth()],
    docs_url=None,  # its page would load scripts from elsewhere
)
api.add_router("/playbook", playbook)
api.add_router("/surveys", surveys)


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, problem: PermissionDenied) -> HttpResponse:
    """A person whose role has no use for this."""
    del problem
    return api.create_response(request, {"detail": _("Votre rôle ne le permet pas.")}, status=403)


@api.exception_handler(PlaybookFeatureError)
def cannot(request: HttpRequest, problem: PlaybookFeatureError) -> HttpResponse:
    """What the playbook refuses, in a sentence, with the places to mend."""
    return api.create_response(request, {"detail": str(problem), **problem.facts()}, status=422)


@api.exception_handler(SurveyError)
def cannot_ask(request: HttpRequest, problem: SurveyError) -> HttpResponse:
    """What surveys refuse, in a sentence."""
    return api.create_response(request, {"detail": str(problem)}, status=422)
