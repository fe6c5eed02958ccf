"""The names of what people do with initiatives, for the audit trail: never a text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PROPOSED = action("initiatives.proposed", _("a proposé une initiative"))
CHANGED = action("initiatives.changed", _("a reformulé une initiative"))
WITHDRAWN = action("initiatives.withdrawn", _("a retiré une initiative"))
RESTORED = action("initiatives.restored", _("a rétabli une initiative"))
ANNOUNCED = action("initiatives.announced", _("a annoncé un essai"))
TAKEN_BACK = action("initiatives.announcement_taken_back", _("a repris l’annonce d’un essai"))
OBJECTED = action("initiatives.objected", _("a fait une objection à un essai"))
LIFTED = action("initiatives.objection_lifted", _("a levé son objection à un essai"))
STARTED = action("initiatives.started", _("a commencé un essai"))
TOLD = action("initiatives.told", _("a raconté un essai"))
UNTOLD = action("initiatives.telling_taken_back", _("a repris le récit d’un essai"))
SUPPORTED = action("initiatives.supported", _("a rejoint une initiative"))
LEFT = action("initiatives.no_longer_supported", _("a quitté une initiative"))
COMMENTED = action("initiatives.commented", _("a commenté une initiative"))
COMMENT_REMOVED = action(
    "initiatives.comment_removed", _("a retiré un commentaire sur une initiative")
)
RULE_CHANGED = action("initiatives.rule_changed", _("a changé le délai d’objection à un essai"))
MEASURED = action("initiatives.measured", _("a mesuré les essais"))
REMINDED = action("initiatives.reminded", _("a rappelé qu’un essai attend son récit"))
MANAGERS_TOLD = action("initiatives.managers_told", _("a prévenu les managers d’un essai annoncé"))
FORGOTTEN = action("initiatives.forgotten", _("a effacé les initiatives anciennes"))
