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
THEMES_ASKED = action("reasons.themes_asked", _("a cherché de nouveaux thèmes"))
