"""A manager's own practice, in words: for that manager alone, and never a score.

Each part says when there is too little to say anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core.wording import duration
from boussole.core.wording import week as week_in_words
from boussole.features.coaching import queries as coaching
from boussole.features.coaching.services import Status
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.playbook import questions
from boussole.features.recognition import access

WEEKS = 8
# Under so many weeks nobody has a rhythm; under so many situations, no balance; so many answers, no usual wait.
LEAST_WEEKS = 3
LEAST_SITUATIONS = 10
LEAST_ANSWERED = 5
MOST_QUESTIONS = 500


@dataclass(frozen=True)
class Looked:
    """A situation that was proposed to a manager; ``mine`` when they marked it as seen or set it aside, for ``reason``."""

    week: date
    success: bool
    mine: bool
    reason: str


@dataclass(frozen=True)
class WeekLooked:
    """What a manager made of one week's situations: how many were proposed, seen, and set aside for which reasons."""

    label: str
    monday: date
    proposed: int
    seen: int
    dismissed: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """The page: the rhythm week by week, and three parts in sentences."""

    weeks: list[WeekLooked]
    rhythm: str
    balance: list[str]
    answered: list[str]


def practice(manager: Person, now: datetime) -> Practice:
    """What a manager did over the last weeks that had situations, for their own eyes."""
    mondays = coaching.weeks(manager)[:WEEKS]
    proposed = [one for monday in mondays for one in _proposed(manager, monday)]
    weeks = [_week(monday, proposed) for monday in mondays]
    return Practice(
        weeks=weeks,
        rhythm=_rhythm(weeks),
        balance=_balance(manager, proposed, mondays),
        answered=_answered(manager, now),
    )


def _proposed(manager: Person, monday: date) -> list[Looked]:
    decided = {Status.SEEN, Status.DISMISSED}
    return [
        Looked(
            week=monday,
            success=one.success,
            mine=one.decided_by_id == manager.pk and one.status in decided,
            reason=str(one.get_dismissed_for_display()) if one.dismissed_for else "",
        )
        for one in coaching.of_week(manager, monday)
        if not one.upstream
    ]


def _week(monday: date, proposed: Sequence[Looked]) -> WeekLooked:
    here = [one for one in proposed if one.week == monday]
    aside = [one.reason for one in here if one.mine and one.reason]
    return WeekLooked(
        label=said(week_in_words(monday)),
        monday=monday,
        proposed=len(here),
        seen=sum(one.mine for one in here) - len(aside),
        dismissed=len(aside),
        reasons=tuple(sorted(set(aside))),
    )


def _rhythm(weeks: Sequence[WeekLooked]) -> str:
    if len(weeks) < LEAST_WEEKS:
        return _("Il faut au moins trois semaines de situations pour parler d’un rythme.")
    looked = sum(1 for week in weeks if week.seen or week.dismissed)
    if not looked:
        return _(
            "Vous n’avez encore marqué aucune situation comme vue ou écartée ces dernières semaines."
        )
    text = _("Vous avez regardé des situations pendant %(count)d des %(weeks)d dernières semaines.")
    return text % {"weeks": len(weeks), "count": looked}


def _balance(manager: Person, proposed: Sequence[Looked], mondays: Sequence[date]) -> list[str]:
    looked = [one for one in proposed if one.mine]
    if len(looked) < LEAST_SITUATIONS:
        text = ngettext(
            "Vous avez regardé %(count)d situation : c’est trop peu pour parler d’équilibre.",
            "Vous avez regardé %(count)d situations : c’est trop peu pour parler d’équilibre.",
            len(looked),
        )
        return [text % {"count": len(looked)}, _thanked(manager, mondays)]
    values = {
        "looked": len(looked),
        "successes": sum(one.success for one in looked),
        "proposed": len(proposed),
        "all_successes": sum(one.success for one in proposed),
    }
    parts = _(
        "Parmi les %(looked)d situations que vous avez regardées, %(successes)d étaient des réussites ; parmi les %(proposed)d proposées, %(all_successes)d l’étaient."
    )
    return [parts % values, _thanked(manager, mondays)]


def _thanked(manager: Person, mondays: Sequence[date]) -> str:
    given = access.given(manager)
    if mondays:
        given = given.filter(given_at__gte=datetime.combine(mondays[-1], time.min, UTC))
    count = given.count()
    if not count:
        return _("Vous n’avez encore remercié personne ici sur cette période.")
    text = ngettext(
        "Vous avez remercié %(count)d fois sur cette période.",
        "Vous avez remercié %(count)d fois sur cette période.",
        count,
    )
    return text % {"count": count}


def _answered(manager: Person, now: datetime) -> list[str]:
    mine = [one for one in questions.answered(MOST_QUESTIONS) if one.answered_by_id == manager.pk]
    waits = [
        (one.answered_at - one.asked_at).total_seconds()
        for one in mine
        if one.answered_at is not None
    ]
    return [_own_answers(waits), *_still_waiting(now)]


def _own_answers(waits: Sequence[float]) -> str:
    if not waits:
        return _("Vous n’avez encore répondu à aucune question sur le playbook.")
    enough = len(waits) >= LEAST_ANSWERED
    values = {
        "count": len(waits),
        "wait": said(duration(median(waits) if enough else max(waits))),
    }
    if enough:
        return (
            _("Vous avez répondu à %(count)d questions ; la moitié ont attendu au plus %(wait)s.")
            % values
        )
    text = ngettext(
        "Vous avez répondu à %(count)d question, qui a attendu %(wait)s.",
        "Vous avez répondu à %(count)d questions ; la plus longue a attendu %(wait)s. C’est trop peu pour parler d’un délai habituel.",
        len(waits),
    )
    return text % values


def _still_waiting(now: datetime) -> list[str]:
    """Questions that wait for anyone who may answer: they are not this manager's alone."""
    waiting = list(questions.waiting())
    if not waiting:
        return []
    oldest = said(duration((now - waiting[0].asked_at).total_seconds()))
    text = ngettext(
        "%(count)d question attend encore une réponse, depuis %(oldest)s.",
        "%(count)d questions attendent encore une réponse, la plus ancienne depuis %(oldest)s.",
        len(waiting),
    )
    return [text % {"count": len(waiting), "oldest": oldest}]
