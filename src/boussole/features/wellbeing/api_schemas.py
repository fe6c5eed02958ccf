"""What the API asks and answers about the pulse: what was published, waves and promises; never an answer, a comment or a receipt."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from boussole.features.wellbeing.forms import LONGEST_PROMISE
from boussole.features.wellbeing.models import Wave


class PulseWaveOut(Schema):
    """A wave: what it asks and when; never how many answered while it is open."""

    id: int
    kind: Wave.Kind
    opens_on: date
    closes_on: date
    open: bool
    questions: list[str] = Field(description="Keys of the bank")


class PulseCalendarOut(Schema):
    """The waves that are over, the newest first, the one under way, and the full one that is planned."""

    open: PulseWaveOut | None
    planned_on: date | None = Field(description="When the next full wave opens by itself")
    closed: list[PulseWaveOut]


class LaunchIn(Schema):
    """Which wave to launch."""

    kind: Wave.Kind


class FullPlanIn(Schema):
    """When the next full wave opens."""

    opens_on: date


class FullPlanOut(Schema):
    """The full wave that is planned."""

    opens_on: date
    pauses_on: date = Field(description="From when no short wave is launched by itself before it")


class PulseTeamOut(Schema):
    """A team whose published figures you may read."""

    id: int
    name: str


class PulseChangeOut(Schema):
    """The change of a favourable share since the last publication for the same group."""

    since: date = Field(description="When that wave closed")
    value: float
    low: float = Field(description="Newcombe's 95 % interval (method 10)")
    high: float
    real: bool = Field(description="Whether it survives Benjamini and Hochberg over the wave")


class PulseFigureOut(Schema):
    """What was published of one question for one group, ends held."""

    question: str = Field(description="Key of the bank")
    said: str = Field(description="The statement")
    theme: str
    n: int = Field(description="How many answered")
    share: float = Field(description="The share that answered 4 or 5")
    low: float = Field(description="Wilson's 95 % interval")
    high: float
    mean: float = Field(description="1.5 to 4.5")
    change: PulseChangeOut | None


class PulseOut(Schema):
    """What was published of one group for one wave; no wave when none is closed, or none has that number."""

    wave: PulseWaveOut | None
    said: str = Field(description="What is true now, in a sentence")
    figures: list[PulseFigureOut]
    focus: str | None = Field(description="The theme whose favourable share is most surely low")
    focus_apart: bool = Field(description="Whether it is surely below the others together")


class BesideCellOut(Schema):
    """One question of one group beside the others."""

    question: str
    n: int
    share: float
    low: float
    high: float
    mean: float


class BesideOut(Schema):
    """One group beside the others: the company, which is first and has no team, then teams by name; no order of merit."""

    team: PulseTeamOut | None
    figures: list[BesideCellOut] = Field(description="Only what may be shown")


class PulseRatingOut(Schema):
    """How a team rated a promise."""

    n: int
    share: float
    low: float
    high: float


class PulsePromiseOut(Schema):
    """What was promised to a team, and what the team said of it."""

    id: int
    theme: str
    text: str
    made_on: date
    asked_in: int | None = Field(
        description="The wave in which the team is asked whether it was kept"
    )
    rating: PulseRatingOut | None = Field(description="Empty until it may be published")


class PulsePromiseIn(Schema):
    """One action, on the theme to look at first."""

    text: str = Field(max_length=LONGEST_PROMISE)
