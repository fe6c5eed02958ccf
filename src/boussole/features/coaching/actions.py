"""The names of what people do with situations, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PROPOSED = action("coaching.situations_proposed", _("a proposé les situations d’une semaine"))
SEEN = action("coaching.situation_seen", _("a marqué une situation comme vue"))
DISMISSED = action("coaching.situation_dismissed", _("a écarté une situation"))
RESTORED = action("coaching.situation_restored", _("a repris une situation"))
