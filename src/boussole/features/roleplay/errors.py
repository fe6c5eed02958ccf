"""What can go wrong with plays and scenarios; each says what happened and what was kept.

RoleplayFeatureError
├── CannotShareError     nobody to share with, or a play that is not over
└── StaleScenarioError   someone saved the scenario since it was opened
"""

from __future__ import annotations


class RoleplayFeatureError(Exception):
    """Any error of this feature; its message is for people."""


class CannotShareError(RoleplayFeatureError):
    """Nobody to share with, or a play that is not over."""


class StaleScenarioError(RoleplayFeatureError):
    """Someone saved the scenario since it was opened."""
