"""The names of what people do with the pulse, for the audit trail.

Answering, changing, withdrawing and an author's replies are not among them on purpose: a row would say who, and when.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

LAUNCHED = action("wellbeing.launched", _("a lancé une vague du baromètre"))
SETTLED = action("wellbeing.settled", _("a clos une vague du baromètre"))
RHYTHM_CHOSEN = action("wellbeing.rhythm_chosen", _("a choisi le rythme du baromètre"))
FULL_PLANNED = action("wellbeing.full_planned", _("a planifié une vague complète du baromètre"))
FULL_CANCELLED = action(
    "wellbeing.full_cancelled", _("a annulé la vague complète prévue du baromètre")
)
WRITTEN = action("wellbeing.written", _("a écrit à toutes les personnes invitées au baromètre"))
REMINDERS_CHOSEN = action(
    "wellbeing.reminders_chosen", _("a choisi de recevoir ou non les rappels du baromètre")
)
REPLIED = action("wellbeing.replied", _("a répondu à un commentaire du baromètre"))
PROMISED = action("wellbeing.promised", _("a promis une action à son équipe"))
PROMISE_TAKEN_BACK = action("wellbeing.promise_taken_back", _("a repris une promesse"))
FORGOTTEN = action("wellbeing.forgotten", _("a effacé du baromètre ce qui avait fait son temps"))
