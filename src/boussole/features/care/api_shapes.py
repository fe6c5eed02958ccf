"""Filling the API's shapes from values."""

from __future__ import annotations

from typing import cast

from boussole.features.care.api_schemas import BandName, ExposureOut, GroupWeekOut, OwnWeekOut
from boussole.features.care.exposure import Own, OwnWeek
from boussole.features.care.queries import GroupWeek


def exposure(own: Own | None) -> ExposureOut:
    """One's own weeks."""
    return ExposureOut(weeks=[_own_week(one) for one in own.weeks] if own else [])


def _own_week(one: OwnWeek) -> OwnWeekOut:
    return OwnWeekOut(
        monday=one.week.monday,
        contacts=one.week.contacts,
        hard=one.week.hard,
        run=one.week.run,
        in_a_day=one.week.in_a_day,
        usual_low=one.usual.low if one.usual else None,
        usual_high=one.usual.high if one.usual else None,
        band=cast("BandName", one.band.name.lower()),
    )


def group_week(one: GroupWeek) -> GroupWeekOut:
    """A group's week."""
    bands = one.bands
    return GroupWeekOut(
        monday=one.monday,
        counted=bands.n if bands else None,
        heavy=bands.heavy if bands else None,
        very_heavy=bands.very_heavy if bands else None,
    )
