"""What care adds to a conversation's page: to its own agent, a way to talk about it. On every one of theirs, hard or not."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.care import access
from boussole.features.conversations.links import Concerned, Link, OnConversation
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def links(person: Person, one: Concerned, turns: Sequence[int]) -> OnConversation:
    """One link for the agent who answered; nobody else learns anything of it."""
    del turns
    if one.agent_id != person.pk or not may(person, access.OWN):
        return OnConversation()
    label = _("Parler à quelqu’un de cet échange")
    return OnConversation([Link(label, "leads", "message-circle", reverse("care:new"))])
