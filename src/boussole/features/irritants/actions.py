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
UNROUTED = action("irritants.unrouted", _("a repris un signalement transmis à un service"))
UNANSWERED = action("irritants.unanswered", _("a retiré la réponse à un signalement"))
FORGOTTEN = action("irritants.forgotten", _("a effacé les signalements anciens"))
PASSAGES_ERASED = action(
    "irritants.passages_erased", _("a effacé les passages copiés dans des signalements")
)
DECLARED = action("irritants.declared", _("a déclaré un irritant"))
CHANGED = action("irritants.changed", _("a modifié un irritant"))
DROPPED = action("irritants.dropped", _("a retiré son irritant"))
SHARED = action("irritants.shared", _("a partagé un irritant avec l’entreprise"))
UNSHARED = action("irritants.unshared", _("a remis un irritant à son équipe seule"))
MET_TOO = action("irritants.met_too", _("a dit rencontrer aussi un irritant"))
NOT_MET = action("irritants.not_met", _("a repris son « moi aussi »"))
JOINED = action("irritants.joined", _("a rapproché deux irritants"))
SEPARATED = action("irritants.separated", _("a séparé deux irritants"))
ASSIGNED = action("irritants.assigned", _("a confié un irritant"))
TAKEN = action("irritants.taken", _("a pris en charge un irritant"))
REFUSED = action("irritants.refused", _("a répondu non à un irritant"))
ACCEPTED = action("irritants.accepted", _("a décidé de corriger un irritant"))
RESOLVED = action("irritants.resolved", _("a résolu un irritant"))
REOPENED = action("irritants.reopened", _("a rouvert un irritant"))
STEP_UNDONE = action("irritants.step_undone", _("a annulé une étape d’un irritant"))
LINKED = action("irritants.linked", _("a relié un irritant à des motifs de contact"))
COST_TOLD = action("irritants.cost_told", _("a dit ce que coûte un irritant résolu"))
COST_UNTOLD = action("irritants.cost_untold", _("a repris sa réponse sur un irritant résolu"))
