"""The tables of irritants. Only this feature imports them; others call services and queries."""

from boussole.features.irritants.models.heard import Heard
from boussole.features.irritants.models.irritant import Irritant, Step, Voice

__all__ = ["Heard", "Irritant", "Step", "Voice"]
