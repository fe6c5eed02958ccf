"""The names of what people do with what they hear, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

HEARD = action("irritants.heard", _("a signalé ce que disent les clients"))
TAKEN_BACK = action("irritants.taken_back", _("a repris un signalement"))
MERGED = action("irritants.merged", _("a rapproché deux signalements"))
PARTED = action("irritants.parted", _("a séparé deux signalements"))
ROUTED = action("irritants.routed", _("a transmis un signalement à un service"))
ANSWERED = action("irritants.answered", _("a noté la réponse à un signalement"))
FORGOTTEN = action("irritants.forgotten", _("a effacé les signalements anciens"))
PASSAGES_ERASED = action(
    "irritants.passages_erased", _("a effacé les passages copiés dans des signalements")
)
