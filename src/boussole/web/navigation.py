"""The left rail, in sections, in the order of what people do. A feature's page is one line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.features.alignment import access as alignment_access
from boussole.features.care import access as care_access
from boussole.features.coaching import access as coaching_access
from boussole.features.commitments import access as commitments_access
from boussole.features.confidential import access as confidential_access
from boussole.features.conversations import access as conversations_access
from boussole.features.initiatives import access as initiatives_access
from boussole.features.irritants import access as irritants_access
from boussole.features.metrics import access as metrics_access
from boussole.features.mirror import access as mirror_access
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
    # Always at hand on a telephone, where the rest is behind a button.
    at_hand: bool = False


@dataclass(frozen=True)
class Section:
    """Places that serve one purpose; the first section and its place stand above the others, without a title."""

    title: Promise | str
    places: tuple[Place, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "",
        (Place(_("Boussole"), "home", "compass", access.SIGN_IN, "b", at_hand=True),),
    ),
    Section(
        _("Comprendre"),
        (
            Place(
                _("Conversations"),
                "conversations:list",
                "messages-square",
                conversations_access.SEE,
                "c",
                at_hand=True,
            ),
            Place(_("Parcours client"), "metrics:journey", "route", metrics_access.SEE, "e"),
            Place(_("Indicateurs"), "metrics:indicators", "chart-line", metrics_access.SEE, "n"),
            Place(_("Enquêtes"), "surveys:list", "mail", surveys_access.SEE, "q"),
            Place(_("Le miroir"), "mirror:page", "scale", mirror_access.SEE, "x"),
        ),
    ),
    Section(
        _("S’accorder"),
        (
            Place(_("Playbook"), "playbook:index", "book-open", playbook_access.READ, "p"),
            Place(_("Alignement"), "alignment:index", "target", alignment_access.TAKE_PART, "a"),
            Place(
                _("Nos engagements"), "commitments:index", "signpost", commitments_access.READ, "v"
            ),
        ),
    ),
    Section(
        _("Progresser"),
        (
            Place(
                _("Situations"),
                "coaching:situations",
                "flag",
                coaching_access.SEE,
                "s",
                at_hand=True,
            ),
            Place(_("Séances"), "sessions:list", "users", sessions_access.SEE, "t", at_hand=True),
            Place(_("Jeux de rôle"), "roleplay:index", "play", roleplay_access.PLAY, "d"),
            Place(_("Réussites"), "recognition:wall", "hand-heart", recognition_access.SEE, "m"),
        ),
    ),
    Section(
        _("Écouter l’équipe"),
        (
            Place(_("Baromètre"), "wellbeing:index", "heart-handshake", wellbeing_access.SEE, "o"),
            Place(_("Irritants"), "irritants:index", "wrench", irritants_access.SEE, "z"),
            Place(_("À l’écoute"), "irritants:heard", "ear", irritants_access.HEAR, "l"),
            Place(_("Initiatives"), "initiatives:list", "lightbulb", initiatives_access.SEE, "y"),
            Place(
                _("Ce qu’on vous demande"),
                "irritants:asked",
                "inbox",
                irritants_access.ANSWERS_ONLY,
                at_hand=True,
            ),
            Place(
                _("En confiance"),
                "confidential:index",
                "lock",
                confidential_access.WRITE,
                "h",
            ),
            Place(_("Prendre soin"), "care:index", "sun", care_access.SEE, "w"),
        ),
    ),
    Section(
        _("Administrer"),
        (
            Place(
                _("Imports"), "conversations:imports", "upload", conversations_access.IMPORT, "i"
            ),
            Place(_("Journal"), "organisation:audit", "scroll-text", access.AUDIT, "j"),
            Place(
                _("Réglages"),
                "organisation:settings",
                "settings",
                access.SIGN_IN,
                "r",
                also="/account/",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """A place as this person sees it now."""

    place: Place
    url: str
    current: bool


@dataclass(frozen=True)
class Shown:
    """A section as this person sees it: the places they use, at least one."""

    title: Promise | str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Navigation:
    """The whole rail, and what of it is always at hand on a telephone."""

    sections: tuple[Shown, ...]

    @property
    def links(self) -> list[Link]:
        """Every place, in order."""
        return [link for section in self.sections for link in section.links]

    @property
    def at_hand(self) -> list[Link]:
        """The places of a telephone's bar."""
        return [link for link in self.links if link.place.at_hand]


def navigation(request: HttpRequest) -> Navigation:
    """The places this person uses, with the current one marked; a section without any is left out."""
    found = {
        place: reverse(place.url_name)
        for section in SECTIONS
        for place in section.places
        if access.may(request.user, place.ability)
    }
    urls = [url for place, url in found.items() if _holds(place, url, request.path)]
    current = max(urls, key=len, default="")
    sections = (
        Shown(
            section.title,
            tuple(
                Link(place, found[place], found[place] == current)
                for place in section.places
                if place in found
            ),
        )
        for section in SECTIONS
    )
    return Navigation(tuple(one for one in sections if one.links))


def _holds(place: Place, url: str, path: str) -> bool:
    """Whether a page belongs to a place; home holds itself alone."""
    if url == "/":
        return path == url
    return path.startswith(url) or bool(place.also and path.startswith(place.also))
