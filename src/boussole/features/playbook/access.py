"""Who may do what with the playbook: everyone reads it, managers and leaders publish it."""

from __future__ import annotations

from boussole.features.organisation import access
from boussole.features.organisation.models import Role

READ = access.ability("playbook.read", *Role)
PUBLISH = access.ability("playbook.publish", Role.MANAGER, Role.LEADER)
SEE_THRESHOLDS = access.ability(
    "playbook.see_thresholds",
    Role.MANAGER,
    Role.LEADER,
    Role.ADMINISTRATOR,
    Role.PRIVACY_OFFICER,
)
