"""What the demo's people did with Boussole in its twelve weeks, through the services that pages call.

Days are lived in order, so that a session proposes what was known on its day. Texts are written by their
authors, who speak French.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from boussole.adapters.demo.company import Company
from boussole.features.coaching import listening
from boussole.features.coaching import services as coaching
from boussole.features.mirror import reading as mirror
from boussole.web.demo import (
    caring,
    confiding,
    judging,
    meetings,
    mending,
    reading,
    thanking,
    trying,
    voicing,
)
from boussole.web.demo.cast import Act, Cast, cast


def live(company: Company, until: date) -> None:
    """Live the weeks that end on the Sunday ``until``; the people and facts are there already."""
    people, monday = cast(company, until), until + timedelta(days=1)
    _live_days([*_meetings(people), *_voices(people)])
    coaching.propose_from_facts(monday)
    listening.draw_complete_weeks(monday)
    meetings.plan_next(people)
    meetings.follow(people)
    reading.read_the_playbook(people)
    reading.go_through_situations(people)
    thanking.thank(people)
    judging.judge(people)
    mending.hear(people)
    trying.measure(people)
    confiding.confide(people, timezone.localdate())
    caring.care(people)
    mirror.reading()


def live_voices(company: Company, until: date) -> None:
    """Live what people say of their work and make of it, and nothing of coaching: enough to compare with the control copy."""
    people = cast(company, until)
    _live_days(_voices(people))


def _live_days(days: list[Act]) -> None:
    for _day, act in sorted(days, key=lambda one: one[0]):
        act()


def _voices(people: Cast) -> list[Act]:
    return [*voicing.lived(people), *mending.lived(people), *trying.lived(people)]


def _meetings(people: Cast) -> list[Act]:
    """What is held or planned, each once the situations of its day are proposed."""
    return [(day, partial(_propose_and, day, act)) for day, act in meetings.lived(people)]


def _propose_and(day: date, act: Callable[[], object]) -> None:
    coaching.propose_from_facts(day)
    act()
