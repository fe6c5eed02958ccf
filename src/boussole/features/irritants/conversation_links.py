"""What irritants offer on a conversation: to say what one hears there, with the message that says it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.conversations.links import Concerned, Link, OnConversation
from boussole.features.irritants import access
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def links(person: Person, one: Concerned, turns: Sequence[int]) -> OnConversation:
    """A button for the conversation, and one beside each message to join it; for those who say what they hear."""
    if not may(person, access.HEAR):
        return OnConversation()
    return OnConversation(
        whole=[Link(_("J’entends…"), "leads", "ear", _address(one.pk))],
        turns={
            turn: [
                Link(_("J’entends… (joindre ce message)"), "leads", "ear", _address(one.pk, turn))
            ]
            for turn in turns
        },
    )


def _address(conversation: int, turn: int | None = None) -> str:
    asked = {"conversation": conversation} | ({} if turn is None else {"turn": turn})
    return f"{reverse('irritants:heard')}?{urlencode(asked)}"
