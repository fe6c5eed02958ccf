"""What people hear, for tests, said through services."""

from __future__ import annotations

from typing import Any

from boussole.features.irritants import services
from tests.cast import Cast


def heard_by_awa(cast: Cast) -> dict[str, Any]:
    """A line that Awa said."""
    return {"pk": services.hear("process", "Le formulaire est introuvable", by=cast.awa).pk}
