"""What the API answers about care: counts of weeks, of oneself or of a group, never of somebody else."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

BandName = Literal["usual", "heavy", "very_heavy"]


class OwnWeekOut(Schema):
    """One of your weeks, against your own weeks before."""

    monday: date
    contacts: int
    hard: int = Field(description="Hard conversations, by what customers expressed")
    run: int = Field(description="The most in a row")
    in_a_day: int = Field(description="The most on one day")
    usual_low: float | None = Field(description="Null below six weeks before it")
    usual_high: float | None
    band: BandName


class ExposureOut(Schema):
    """Your last twelve weeks, the oldest first; none without facts, or by your own choice."""

    weeks: list[OwnWeekOut]


class GroupWeekOut(Schema):
    """A counted week of a group; all null when nothing of it may be shown."""

    monday: date
    counted: int | None
    heavy: int | None = Field(description="Heavy or very heavy; 1 may be 0, all but one may be all")
    very_heavy: int | None
