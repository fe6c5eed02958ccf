"""Plays and scenarios for tests, played and written through services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from boussole.features.roleplay import catalogue, suggesting, writing
from boussole.features.roleplay import services as roleplay
from boussole.features.roleplay.models import Play, ScenarioVersion
from tests.cast import Cast

# What Awa answers to a customer whose parcel is late.
ANSWERS = (
    "Bonjour Madame Lemaire. Douze jours de retard et trois messages, je comprends que vous en ayez assez.",
    "Pour quelle occasion attendez-vous cette commande ?",
    "Je vous renvoie la veilleuse en express aujourd’hui, vous l’aurez vendredi avant midi.",
    "Est-ce que cela vous convient, ou reste-t-il un point à régler ?",
)


def _play(cast: Cast, answers: Iterable[str]) -> Play:
    listed = catalogue.find("late_parcel")
    if listed is None:
        raise LookupError("late_parcel is shipped")
    play = roleplay.begin(listed, "fr", seed=1, by=cast.awa)
    for count, text in enumerate(answers):
        roleplay.answer(play, text, after=count)
    return play


def play_of_awa(cast: Cast) -> dict[str, Any]:
    """A play that Awa has begun, for a page's address."""
    return {"pk": _play(cast, ANSWERS[:1]).pk}


def shared_play_of_awa(cast: Cast) -> dict[str, Any]:
    """A play that Awa finished and shared with Claire, for a page's address."""
    play = _play(cast, ANSWERS)
    roleplay.share(play, by=cast.awa)
    return {"pk": play.pk}


def suggestion_of_claire(cast: Cast) -> dict[str, Any]:
    """A scenario that Claire suggests to Awa, for a page's address."""
    made = suggesting.suggest("late_parcel", to=cast.awa, note="Comme mardi.", by=cast.claire)
    return {"pk": made.pk}


def _draft(cast: Cast) -> ScenarioVersion:
    listed = catalogue.find("late_parcel")
    if listed is None:
        raise LookupError("late_parcel is shipped")
    return writing.copy(listed.scenario, by=cast.claire)


def own_scenario(cast: Cast) -> dict[str, Any]:
    """The draft of a company's own scenario, for a page's address."""
    return {"key": _draft(cast).key}


def published_scenario(cast: Cast) -> dict[str, Any]:
    """A version of a company's own scenario that is played, for a page's address."""
    version = _draft(cast)
    writing.put_in_force(version, by=cast.claire)
    return {"pk": version.pk}
