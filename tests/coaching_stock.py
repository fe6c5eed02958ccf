"""Situations dissected, for tests: notes, readings and passages of colleagues, written through services."""

from __future__ import annotations

from typing import Any

from boussole.features.coaching import notes, own_readings, sharing
from boussole.features.coaching.access import situations
from boussole.features.coaching.dissection.anchors import Anchor
from boussole.features.conversations import (
    opening,
)
from boussole.features.conversations.thread import Thread
from boussole.features.organisation.models import Person
from tests.cast import Cast
from tests.stock import TALK, noun, situation_of_awa, store


def note_of_awa(cast: Cast) -> dict[str, Any]:
    """A note that Awa wrote on one of her situations, for a page's address."""
    situation = situations(cast.awa).get(**situation_of_awa(cast))
    hashes = _read(cast.awa, situation.conversation_id).hashes
    made = notes.write(situation, Anchor(2, hashes[2]), "Il fallait nommer l’attente.", by=cast.awa)
    return {"pk": made.pk}


def reading_of_awa(cast: Cast) -> dict[str, Any]:
    """A situation of which Awa handed her reading in, for a page's address."""
    found = situation_of_awa(cast)
    answers = own_readings.Answers("Il attend.", "Au message 4.", "Passer le relais.")
    own_readings.submit(situations(cast.awa).get(**found), answers, by=cast.awa)
    return found


def dissected_situation(cast: Cast) -> dict[str, Any]:
    """A situation with everything its page can show: notes, a reading, and a colleague's passage."""
    store(noun("nina-good", TALK, agent="agent-nina"))
    sharing.agree(cast.nina)
    found = reading_of_awa(cast)
    situation = situations(cast.claire).get(**found)
    hashes = _read(cast.claire, situation.conversation_id).hashes
    anchor = Anchor(2, hashes[2], situation.start, situation.end)
    notes.write(situation, anchor, "C’est ici que l’on peut passer le relais.", by=cast.claire)
    notes.write(situation, Anchor(3, hashes[3]), "Je n’avais pas son dossier.", by=cast.awa)
    return found


def _read(person: Person, conversation: int) -> Thread:
    found = opening.opened(person, conversation)
    if found is None:
        raise LookupError(f"{person} does not see conversation {conversation}")
    return found.thread
