"""Who may change the tree of reasons and look for new themes."""

from __future__ import annotations

from boussole.features.organisation import access
from boussole.features.organisation.models import Role

MANAGE = access.ability("reasons.manage", Role.MANAGER, Role.ADMINISTRATOR)
