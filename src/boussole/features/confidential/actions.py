"""The names of what is done in the open, for the audit trail.

Writing, reading, answering, closing and erasing are not among them on purpose: a row would say that someone wrote, and when, and
rows can be counted.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

NAMED = action("confidential.named", _("a désigné une personne à l’écoute"))
UNNAMED = action("confidential.unnamed", _("a mis fin à la désignation d’une personne à l’écoute"))
GUIDANCE_CHANGED = action(
    "confidential.guidance_changed", _("a changé le texte d’urgence de « Parler en confiance »")
)
KEY_MADE = action("confidential.key_made", _("a créé sa clé de personne à l’écoute"))
