"""The pulse in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from boussole.core.anonymity import Figures
from boussole.core.pulse import Difference, default_bank, themed
from boussole.features.organisation.models import Team
from boussole.features.wellbeing import words
from boussole.features.wellbeing.api_schemas import (
    BesideCellOut,
    BesideOut,
    PulseChangeOut,
    PulseFigureOut,
    PulseOut,
    PulsePromiseOut,
    PulseRatingOut,
    PulseTeamOut,
    PulseWaveOut,
)
from boussole.features.wellbeing.forms import theme_name, words_of_questions
from boussole.features.wellbeing.models import Wave
from boussole.features.wellbeing.queries import Line, Row, TeamPulse, Told


def wave(one: Wave) -> PulseWaveOut:
    """A wave, without anything of its answers."""
    return PulseWaveOut(
        id=one.pk,
        kind=Wave.Kind(one.kind),
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        open=not one.settled,
        questions=one.questions,
    )


def team(one: Team) -> PulseTeamOut:
    """A team by its name."""
    return PulseTeamOut(id=one.pk, name=one.name)


def pulse(found: TeamPulse) -> PulseOut:
    """What was published of one group."""
    focus = default_bank()[found.focus.theme] if found.focus else None
    return PulseOut(
        wave=wave(found.wave) if found.wave else None,
        said=words.sentence(found),
        figures=[_figure(line) for line in found.lines],
        focus=theme_name(focus) if focus else None,
        focus_apart=found.focus is not None and found.focus.apart,
    )


def _figure(line: Line) -> PulseFigureOut:
    found, within = line.figures, words.interval(line.figures)
    return PulseFigureOut(
        question=line.question,
        said=words_of_questions()[line.question],
        theme=theme_name(themed(default_bank())[line.question]),
        n=found.n,
        share=found.share,
        low=within.low or 0.0,
        high=within.high or 0.0,
        mean=found.mean,
        change=_change(line.difference, line.since),
    )


def _change(found: Difference | None, since: Wave | None) -> PulseChangeOut | None:
    if found is None or since is None:
        return None
    return PulseChangeOut(
        since=since.closes_on, value=found.change, low=found.low, high=found.high, real=found.real
    )


def beside(row: Row, shown: Wave) -> BesideOut:
    """One group beside the others."""
    return BesideOut(
        team=team(row.team) if row.team else None,
        figures=[
            _cell(key, found)
            for key, found in zip(shown.questions, row.figures, strict=True)
            if found
        ],
    )


def _cell(key: str, found: Figures) -> BesideCellOut:
    within = words.interval(found)
    return BesideCellOut(
        question=key,
        n=found.n,
        share=found.share,
        low=within.low or 0.0,
        high=within.high or 0.0,
        mean=found.mean,
    )


def promise(told: Told) -> PulsePromiseOut:
    """A promise to a team; who made it stands on the page, not beside a figure here."""
    theme = default_bank().get(told.promise.theme)
    return PulsePromiseOut(
        id=told.promise.pk,
        theme=theme_name(theme) if theme else told.promise.theme,
        text=told.promise.text,
        made_on=told.promise.made_on,
        asked_in=told.promise.asked_in_id,
        rating=_rating(told.rating) if told.rating else None,
    )


def _rating(found: Figures) -> PulseRatingOut:
    within = words.interval(found)
    return PulseRatingOut(
        n=found.n, share=found.share, low=within.low or 0.0, high=within.high or 0.0
    )
