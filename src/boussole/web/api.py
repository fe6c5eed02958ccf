"""The API: one address for programs, with the same services, scopes and audit rows as the pages.

A feature describes its part in its own ``api.py``; the description of the whole is ``/api/openapi.json``.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import HttpBearer, SessionAuth

from boussole.features.alignment.api import router as alignment
from boussole.features.alignment.errors import AlignmentError
from boussole.features.care.api import router as care
from boussole.features.coaching.api import router as coaching
from boussole.features.coaching.errors import CoachingError
from boussole.features.commitments.api import router as commitments
from boussole.features.commitments.errors import CommitmentError
from boussole.features.initiatives.api import router as initiatives
from boussole.features.initiatives.errors import InitiativeError
from boussole.features.irritants.api import router as irritants
from boussole.features.irritants.errors import IrritantError
from boussole.features.mirror.api import router as mirror
from boussole.features.organisation import tokens
from boussole.features.organisation.api import UnfitError
from boussole.features.organisation.models import Person
from boussole.features.playbook.api import router as playbook
from boussole.features.playbook.errors import PlaybookFeatureError
from boussole.features.recognition.api import router as recognition
from boussole.features.recognition.errors import RecognitionError
from boussole.features.roleplay.api import router as roleplay
from boussole.features.roleplay.errors import RoleplayFeatureError
from boussole.features.sessions.api import router as sessions
from boussole.features.sessions.errors import SessionError
from boussole.features.surveys.api import router as surveys
from boussole.features.surveys.errors import SurveyError
from boussole.features.wellbeing.api import router as wellbeing
from boussole.features.wellbeing.errors import WellbeingError


class TokenAuth(HttpBearer):
    """Whoever shows a token acts as the person it was made by."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Whose token this is; the request is then theirs, in their language, as on the pages."""
        found = tokens.bearer(token)
        if found is not None:
            request.user = found
            translation.activate(found.language)
        return found


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
    description=(
        "What the pages do, for programs. Texts are masked; scopes and abilities are those of the person. "
        "Figures are those of rules, cues and teams: no operation lists, orders or exports people by a figure."
    ),
    auth=[TokenAuth(), PageAuth()],
    docs_url=None,  # its page would load scripts from elsewhere
)
api.add_router("/playbook", playbook)
api.add_router("/alignment", alignment)
api.add_router("/coaching", coaching)
api.add_router("/sessions", sessions)
api.add_router("/roleplay", roleplay)
api.add_router("/recognitions", recognition)
api.add_router("/irritants", irritants)
api.add_router("/surveys", surveys)
api.add_router("/initiatives", initiatives)
api.add_router("/commitments", commitments)
api.add_router("/care", care)
api.add_router("/pulse", wellbeing)
api.add_router("/mirror", mirror)
# What each feature refuses, in a sentence.
REFUSALS: tuple[type[Exception], ...] = (
    UnfitError,
    PlaybookFeatureError,
    AlignmentError,
    CoachingError,
    SessionError,
    RoleplayFeatureError,
    RecognitionError,
    IrritantError,
    SurveyError,
    InitiativeError,
    CommitmentError,
    WellbeingError,
)


def cannot(request: HttpRequest, problem: Any) -> HttpResponse:
    """What cannot be done, in a sentence, with the places to mend when the feature names them."""
    facts = problem.facts() if hasattr(problem, "facts") else {}
    return api.create_response(request, {"detail": str(problem), **facts}, status=422)


for _kind in REFUSALS:
    api.add_exception_handler(_kind, cannot)


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, problem: PermissionDenied) -> HttpResponse:
    """A person whose role has no use for this."""
    del problem
    return api.create_response(request, {"detail": _("Votre rôle ne le permet pas.")}, status=403)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """What was sent does not have the form that the description says."""
    problems = [
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in problem.errors
    ]
    detail = _("La demande n’a pas la forme attendue.")
    return api.create_response(request, {"detail": detail, "problems": problems}, status=422)
