"""Cues that can be followed by themselves: when the occasion comes, and whether it was taken."""

from boussole.core.coaching.cues import (
    CUES,
    CueFormatError,
    ObservableCue,
    observe,
)

__all__ = ["CUES", "CueFormatError", "ObservableCue", "observe"]
