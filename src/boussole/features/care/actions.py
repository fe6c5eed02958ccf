"""The names of what people do in care, for the audit trail.

Being offered to talk, taking it, declining it, booking, holding, writing and erasing a debrief, and switching the computation off are not
among them on purpose: a row would say who asked for help. A request to catch one's breath is traced without who asked.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PUBLISHED = action("care.published", _("a compté une semaine d’exposition"))
VOLUNTEERED = action("care.volunteered", _("s’est proposé comme relais"))
STEPPED_DOWN = action("care.stepped_down", _("n’est plus relais"))
BREATHER_ASKED = action("care.breather_asked", _("a transmis une demande à souffler"))
BREATHER_ANSWERED = action("care.breather_answered", _("a répondu à une demande à souffler"))
FORGOTTEN = action("care.forgotten", _("a effacé les semaines d’exposition anciennes"))
