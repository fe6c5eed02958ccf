"""What people do with the tree of reasons, in the words of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

FAMILY_ADDED = action("reasons.family_added", _("a ajouté une famille de motifs"))
FAMILY_CHANGED = action("reasons.family_changed", _("a renommé une famille de motifs"))
FAMILY_ARCHIVED = action("reasons.family_archived", _("a archivé une famille de motifs"))
FAMILY_RESTORED = action("reasons.family_restored", _("a rétabli une famille de motifs"))
REASON_ADDED = action("reasons.reason_added", _("a ajouté un motif de contact"))
REASON_CHANGED = action("reasons.reason_changed", _("a modifié un motif de contact"))
REASON_MOVED = action("reasons.reason_moved", _("a changé un motif de contact de famille"))
REASON_ARCHIVED = action("reasons.reason_archived", _("a archivé un motif de contact"))
REASON_RESTORED = action("reasons.reason_restored", _("a rétabli un motif de contact"))
CHANGE_UNDONE = action(
    "reasons.change_undone", _("a annulé la dernière modification des motifs de contact")
)
LEARNING_ASKED = action("reasons.learning_asked", _("a demandé d’apprendre les motifs de contact"))
LEARNT = action("reasons.learnt", _("a appris les motifs de contact et les lit ainsi"))
LEARNT_ASIDE = action(
    "reasons.learnt_aside", _("a appris les motifs de contact sans mettre ce modèle en service")
)
LEARNT_PUT_BACK = action(
    "reasons.learnt_put_back", _("a remis en service un modèle des motifs de contact")
)
LEARNING_UNDONE = action(
    "reasons.learning_undone", _("a retiré le modèle des motifs de contact en service")
)
THEMES_ASKED = action("reasons.themes_asked", _("a cherché de nouveaux thèmes"))
