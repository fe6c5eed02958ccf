"""What holds for all surveys of the company together."""

from __future__ import annotations

from datetime import time

from django.db import models


def default_languages() -> list[str]:
    """A survey speaks both languages until someone says otherwise."""
    return ["fr", "en"]


def default_quiet_days() -> list[int]:
    """Nobody is written to on a Sunday until someone says otherwise (0 is Monday)."""
    return [6]


class HouseRules(models.Model):
    """The one clock over all surveys, and the hours in which nobody is written to. There is one row."""

    overall_clock_days = models.PositiveSmallIntegerField(default=14)
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(8))
    quiet_days = models.JSONField(default=default_quiet_days)

    def __str__(self) -> str:
        return "house rules"
