"""The left rail, in the order of what people do. A feature's page is one line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.features.alignment import access as alignment_access
from boussole.features.coaching import access as coaching_access
from boussole.features.commitments import access as commitments_access
from boussole.features.conversations import access as conversations_access
from boussole.features.initiatives import access as initiatives_access
from boussole.features.irritants import access as irritants_access
from boussole.features.metrics import access as metrics_access
from boussole.features.organisation import access
from boussole.features.playbook import access as playbook_access
from boussole.features.recognition import access as recognition_access
from boussole.features.roleplay import access as roleplay_access
from boussole.features.sessions import access as sessions_access
from boussole.features.surveys import access as surveys_access
from boussole.features.wellbeing import access as wellbeing_access


@dataclass(frozen=True)
class Place:
    """One entry: its words, page, icon, the ability it asks for, and the key after ``g``."""

    label: Promise
    url_name: str
    icon: str
    ability: str
    key: str = ""
    # Pages elsewhere that belong to this place too.
    also: str = ""


PLACES: tuple[Place, ...] = (
    Place(_("Boussole"), "home", "compass", access.SIGN_IN, "b"),
    Place(
        _("Conversations"), "conversations:list", "messages-square", conversations_access.SEE, "c"
    ),
    Place(_("Situations"), "coaching:situations", "flag", coaching_access.SEE, "s"),
    Place(_("Jeux de rôle"), "roleplay:index", "play", roleplay_access.PLAY, "d"),
    Place(_("Séances"), "sessions:list", "users", sessions_access.SEE, "t"),
    Place(_("Réussites"), "recognition:wall", "hand-heart", recognition_access.SEE, "m"),
    Place(_("Baromètre"), "wellbeing:index", "heart-handshake", wellbeing_access.SEE, "o"),
    Place(_("À l’écoute"), "irritants:heard", "message-circle", irritants_access.HEAR, "l"),
    Place(_("Initiatives"), "initiatives:list", "lightbulb", initiatives_access.SEE, "y"),
    Place(_("Nos engagements"), "commitments:index", "signpost", commitments_access.READ, "v"),
    Place(_("Playbook"), "playbook:index", "book-open", playbook_access.READ, "p"),
    Place(_("Alignement"), "alignment:index", "target", alignment_access.TAKE_PART, "a"),
    Place(_("Parcours client"), "metrics:journey", "route", metrics_access.SEE, "e"),
    Place(_("Indicateurs"), "metrics:indicators", "chart-line", metrics_access.SEE, "n"),
    Place(_("Enquêtes"), "surveys:list", "mail", surveys_access.SEE, "q"),
    Place(_("Imports"), "conversations:imports", "upload", conversations_access.IMPORT, "i"),
    Place(_("Journal"), "organisation:audit", "scroll-text", access.AUDIT, "j"),
    Place(_("Réglages"), "organisation:settings", "settings", access.SIGN_IN, "r", "/account/"),
)


@dataclass(frozen=True)
class Link:
    """A place as this person sees it now."""

    place: Place
    url: str
    current: bool


def links(request: HttpRequest) -> list[Link]:
    """The places this person uses, with the current one marked."""
    found = [
        (place, reverse(place.url_name))
        for place in PLACES
        if access.may(request.user, place.ability)
    ]
    current = max((url for place, url in found if _holds(place, url, request.path)), default="")
    return [Link(place, url, url == current) for place, url in found]


def _holds(place: Place, url: str, path: str) -> bool:
    """Whether a page belongs to a place; home holds itself alone."""
    if url == "/":
        return path == url
    return path.startswith(url) or bool(place.also and path.startswith(place.also))
