"""The names of what people do with the pulse, for the audit trail.

Answering, changing, withdrawing and an author's replies are not among them on purpose: a row would say who, and when.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

LAUNCHED = action("wellbeing.launched", _("a lancé une vague du baromètre"))
SETTLED = action("wellbeing.settled", _("a clos une vague du baromètre"))
RHYTHM_CHOSEN = action("wellbeing.rhythm_chosen", _("a choisi le rythme du baromètre"))
REPLIED = action("wellbeing.replied", _("a répondu à un commentaire du baromètre"))
PROMISED = action("wellbeing.promised", _("a promis une action à son équipe"))
PROMISE_TAKEN_BACK = action("wellbeing.promise_taken_back", _("a repris une promesse"))
FORGOTTEN = action("wellbeing.forgotten", _("a effacé du baromètre ce qui avait fait son temps"))
