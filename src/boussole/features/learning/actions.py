"""What people do with models and thresholds, in the words of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

TRAINING_ASKED = action("learning.training_asked", _("a lancé un réentraînement des modèles"))
PUT_IN_FORCE = action("learning.models_put_in_force", _("a mis en service des modèles réentraînés"))
DROPPED = action("learning.models_dropped", _("a écarté des modèles réentraînés"))
SHIPPED = action("learning.shipped_models_restored", _("est revenu aux modèles livrés"))
EXPORTED = action("learning.corrections_exported", _("a exporté les corrections"))
