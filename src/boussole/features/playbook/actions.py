"""The names of what people do with the playbook, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PUBLISHED = action("playbook.version_published", _("a publié une version du playbook"))
RULE_WRITTEN = action("playbook.rule_written", _("a modifié une règle du brouillon"))
RULE_REMOVED = action("playbook.rule_removed", _("a retiré une règle du brouillon"))
DRAFT_ADOPTED = action("playbook.draft_adopted", _("a repris un playbook dans le brouillon"))
DRAFT_UNDONE = action("playbook.draft_undone", _("a annulé la dernière modification du brouillon"))
DRAFT_REVERTED = action(
    "playbook.draft_reverted", _("a annulé les modifications d’une règle du brouillon")
)
DRAFT_DISCARDED = action("playbook.draft_discarded", _("a abandonné le brouillon du playbook"))
ACKNOWLEDGED = action("playbook.acknowledged", _("a lu une version du playbook"))
ASKED = action("playbook.question_asked", _("a posé une question sur une règle"))
ANSWERED = action("playbook.question_answered", _("a répondu à une question sur une règle"))
WITHDRAWN = action("playbook.question_withdrawn", _("a retiré sa question sur une règle"))
EXPORTED = action("playbook.exported", _("a exporté le playbook"))
REREAD = action("playbook.reread", _("a relu le passé avec une version du playbook"))
