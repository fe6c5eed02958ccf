"""Who reads the figures of the readings, and who acts on the models and the thresholds."""

from __future__ import annotations

from boussole.features.organisation import access
from boussole.features.organisation.models import Role

SEE = access.ability(
    "learning.see", Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER
)
TRAIN = access.ability("learning.train", Role.MANAGER, Role.ADMINISTRATOR)
# An export holds masked messages: for those who may export conversations.
EXPORT = access.ability("learning.export", Role.MANAGER, Role.LEADER, Role.PRIVACY_OFFICER)
