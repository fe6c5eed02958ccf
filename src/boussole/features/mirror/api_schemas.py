"""The shapes of the mirror in the API: teams and texts, never a person."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema


class MirrorWeekOut(Schema):
    """One team in one week."""

    week: date
    n: int
    share: float = Field(description="0 to 1")
    others_n: int | None = Field(description="Of the other teams together, when two at least")
    others_share: float | None


class MirrorMeasureOut(Schema):
    """One measure of one team."""

    measure: str = Field(description="`pulse`, a theme of the pulse, or a customer indicator")
    label: str
    weeks: list[MirrorWeekOut]


class MirrorTeamOut(Schema):
    """One team you read by name."""

    team: str
    measures: list[MirrorMeasureOut]


class MirrorSequenceOut(Schema):
    """A fall of the pulse followed by one for customers of the same team: once, proof of nothing."""

    team: str
    theme: str
    indicator: str
    weeks: int
    says: str
    caution: str


class MirrorPartOut(Schema):
    """One thing said of the whole company, or why it is not."""

    title: str
    lines: list[str]


class MirrorOut(Schema):
    """The mirror as you read it on its page; ``until`` is the Monday of its last week, empty while there is nothing."""

    until: date | None
    sentence: str
    teams: list[MirrorTeamOut]
    sequences: list[MirrorSequenceOut]
    moved: list[str]
    parts: list[MirrorPartOut]
