"""The names of what people do with role-play, for the audit trail.

Practising is not among them: beginning, answering and taking back leave no row, so that the trail counts
nobody's plays. What others see, or play, does.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

SHARED = action("roleplay.play_shared", _("a partagé un jeu de rôle avec son manager"))
UNSHARED = action("roleplay.play_unshared", _("a repris un jeu de rôle partagé"))
FORGOTTEN = action("roleplay.plays_forgotten", _("a effacé les jeux de rôle de plus d’un an"))
SUGGESTED = action("roleplay.scenario_suggested", _("a proposé un jeu de rôle"))
UNSUGGESTED = action("roleplay.suggestion_withdrawn", _("a retiré une proposition de jeu de rôle"))
SAVED = action("roleplay.scenario_saved", _("a modifié le brouillon d’un scénario"))
DROPPED = action("roleplay.draft_dropped", _("a abandonné le brouillon d’un scénario"))
PUT_IN_FORCE = action("roleplay.scenario_published", _("a mis un scénario en service"))
ARCHIVED = action("roleplay.scenario_archived", _("a archivé un scénario"))
