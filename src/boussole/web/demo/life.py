"""What the demo's people did with Boussole in its ten last weeks, through the services that pages call.

Days are lived in order, so that a session proposes what was known on its day. Texts are written by their
authors, who speak French.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from boussole.adapters.demo.company import Company
from boussole.features.coaching import listening
from boussole.features.coaching import services as coaching
from boussole.web.demo import caring, confiding, judging, meetings, reading, thanking
from boussole.web.demo.cast import cast


def live(company: Company, until: date) -> None:
    """Live the weeks that end on the Sunday ``until``; the people and facts are there already."""
    people, monday = cast(company, until), until + timedelta(days=1)
    for day, act in meetings.lived(people):
        coaching.propose_from_facts(day)
        act()
    coaching.propose_from_facts(monday)
    listening.draw_complete_weeks(monday)
    meetings.plan_next(people)
    meetings.follow(people)
    reading.read_the_playbook(people)
    reading.go_through_situations(people)
    thanking.thank(people)
    judging.judge(people)
    confiding.confide(people, timezone.localdate())
    caring.care(people)
