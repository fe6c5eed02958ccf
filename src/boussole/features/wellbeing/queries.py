"""Named reads of the pulse. All that is read of answers is what was published of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from boussole.core.anonymity import Figures
from boussole.core.pulse import Difference, Focus, compared, default_bank, lowest, themed
from boussole.features.organisation.models import Person, Team
from boussole.features.wellbeing import access
from boussole.features.wellbeing.models import (
    Comment,
    NoReminder,
    Place,
    PlannedWave,
    Promise,
    Published,
    Reply,
    Rhythm,
    Wave,
)

# The focus is chosen among what was said of work in the last weeks.
FOCUS_WEEKS = timedelta(weeks=12)
PROMISES_SHOWN = 3
ENGAGEMENT = "engagement"


@dataclass(frozen=True)
class Line:
    """One question of a wave for one group; ``difference`` is since it was last published of that group."""

    question: str
    figures: Figures
    difference: Difference | None
    since: Wave | None


@dataclass(frozen=True)
class Told:
    """A promise to a team, and how it was rated when that could be published."""

    promise: Promise
    rating: Figures | None


@dataclass(frozen=True)
class TeamPulse:
    """What is published of a team: a wave's lines, the theme to look at first, and what was promised."""

    wave: Wave | None
    waves: Sequence[Wave]
    lines: Sequence[Line]
    focus: Focus | None
    told: Sequence[Told]


def place_to_answer(person: Person, today: date) -> Place | None:
    """Where someone is asked now and has not answered."""
    waiting = access.places(person).filter(answered=False, wave__settled=False)
    return waiting.filter(wave__closes_on__gt=today).select_related("wave", "team").first()


def open_wave() -> Wave | None:
    """The wave under way."""
    return Wave.objects.filter(settled=False).first()


def rhythm() -> int:
    """Every how many days a short wave is launched; 0 is never."""
    found = Rhythm.objects.first()
    return found.every_days if found else 0


def closed_waves() -> list[Wave]:
    """The waves that are over, the newest first."""
    return list(Wave.objects.filter(settled=True))


def planned_full() -> PlannedWave | None:
    """The full wave that is planned."""
    return PlannedWave.objects.first()


def wants_reminders(person: Person) -> bool:
    """Whether someone is reminded of an open wave; yes until they say no."""
    return not NoReminder.objects.filter(person=person).exists()


def published(teams: Iterable[int | None], since: date | None = None) -> list[Published]:
    """Every figure published of some teams (``None`` is the company), the oldest first; later features read this.

    Managers' figures are in none of them: ``managers_published`` has these.
    """
    wanted = set(teams)
    found = _by_date(Published.objects.filter(managers=False), since)
    named = found.filter(team__in=wanted - {None})
    return list(named | found.filter(team=None) if None in wanted else named)


def managers_published(since: date | None = None) -> list[Published]:
    """Every figure published of the managers' one group, the oldest first."""
    return list(_by_date(Published.objects.filter(managers=True), since))


def _by_date(found: QuerySet[Published], since: date | None) -> QuerySet[Published]:
    ordered = found.select_related("wave").order_by("wave__closes_on", "wave", "pk")
    return ordered.filter(wave__closes_on__gte=since) if since else ordered


def managers_engaged(since: date) -> tuple[int, int] | None:
    """How many managers are favourable, of how many who answered, in the last wave that published engagement of them.

    One answer a manager: several questions of one wave are averaged, and the favourable rounded. None when nothing was
    published since that day.
    """
    asked = {question.key for question in default_bank()[ENGAGEMENT].questions}
    rows = [row for row in managers_published(since) if row.question in asked]
    last = [figures_of(row) for row in rows if row.wave_id == rows[-1].wave_id]
    if not last:
        return None
    answers = max(one.n for one in last)
    return round(answers * sum(one.share for one in last) / len(last)), answers


def team_pulse(team: Team | None, wave: int | None = None) -> TeamPulse:
    """What is published of a team (or of the company), for its newest wave or another one."""
    rows = published([team.pk if team else None])
    return _pulse(rows, _told(team, rows) if team else [], wave)


def managers_pulse(wave: int | None = None) -> TeamPulse:
    """What is published of the managers' one group."""
    return _pulse(managers_published(), [], wave)


def _pulse(rows: Sequence[Published], told: Sequence[Told], wave: int | None) -> TeamPulse:
    waves = closed_waves()
    shown = next((one for one in waves if wave in (None, one.pk)), None)
    if shown is None:
        return TeamPulse(None, waves, [], None, told)
    return TeamPulse(shown, waves, _lines(rows, shown), _focus(rows, shown), told)


def figures_of(row: Published) -> Figures:
    """A stored row as the core's value."""
    return Figures(row.n, row.total, row.favourable)


def _lines(rows: Sequence[Published], wave: Wave) -> list[Line]:
    now = {row.question: row for row in rows if row.wave_id == wave.pk and _asked(row)}
    past = [row for row in rows if row.wave.closes_on < wave.closes_on]
    before = {row.question: row for row in past if row.question in now}
    differences = {one.question: one for one in compared(_by_key(before), _by_key(now))}
    order = {key: place for place, key in enumerate(wave.questions)}
    return [
        Line(
            key,
            figures_of(row),
            differences.get(key),
            before[key].wave if key in before else None,
        )
        for key, row in sorted(now.items(), key=lambda pair: order[pair[0]])
    ]


def _asked(row: Published) -> bool:
    return row.question in themed(default_bank())


def _by_key(rows: Mapping[str, Published]) -> dict[str, Figures]:
    return {key: figures_of(row) for key, row in rows.items()}


def _focus(rows: Sequence[Published], wave: Wave) -> Focus | None:
    """The theme to look at first, from the last publication of each question in the last weeks."""
    since = wave.closes_on - FOCUS_WEEKS
    recent = [row for row in rows if since < row.wave.closes_on <= wave.closes_on and _asked(row)]
    themes = {key: theme.key for key, theme in themed(default_bank()).items()}
    return lowest({row.question: figures_of(row) for row in recent}, themes)


def _told(team: Team, rows: Sequence[Published]) -> list[Told]:
    """The last promises to a team, the newest first."""
    made = Promise.objects.filter(team=team).select_related("by", "asked_in")[:PROMISES_SHOWN]
    rated = {row.question: figures_of(row) for row in rows}
    return [Told(promise, rated.get(promise.question)) for promise in made]


def comments_of(person: Person, team: Team | None, wave: Wave | None) -> list[Comment]:
    """The comments of a team's wave (or of the company's) that someone may read, with their talks."""
    if wave is None:
        return []
    talk = Prefetch("replies", Reply.objects.select_related("by"))
    found = access.comments(person).filter(team=team, wave=wave)
    return list(found.prefetch_related(talk).order_by("receipt"))


@dataclass(frozen=True)
class Row:
    """One team beside the others: its figures by question, empty where nothing may be shown."""

    team: Team | None
    figures: Sequence[Figures | None]


def side_by_side(person: Person, wave: Wave) -> list[Row]:
    """The company, then the teams by name; no order of merit."""
    teams = list(access.teams(person).order_by("name", "pk"))
    cells = {
        (row.team_id, row.question): figures_of(row)
        for row in wave.published.filter(question__in=wave.questions, managers=False)
    }
    return [
        Row(team, [cells.get((team.pk if team else None, key)) for key in wave.questions])
        for team in (None, *teams)
    ]
