"""The pulse as it was lived: waves opened, answered and closed, comments and their talks, and what managers promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from boussole.adapters.demo.pulse import PROMISED, WAVES, Promised, Written, answered
from boussole.features.organisation.models import Person
from boussole.features.wellbeing import access, answering, queries, services, waves
from boussole.features.wellbeing.models import Place
from boussole.web.demo.cast import Act, Cast

FORTNIGHT = 14
AGENT = "agent"
LEADER = "Claire Montagnier"
WEEK = timedelta(days=7)


@dataclass
class _Receipts:
    """The codes of those who will go on with a talk: they alone hold them, and nothing keeps them afterwards."""

    held: list[tuple[Written, str, str]] = field(default_factory=list)


def lived(people: Cast) -> list[Act]:
    """What happens to the pulse, by day. A wave is closed, then talked about, the day after its last one."""
    first = people.company.first_monday
    days: list[Act] = []
    for week in WAVES:
        opens, receipts = first + timedelta(weeks=week - 1), _Receipts()
        days.append((opens, partial(_ask, people, week, opens, receipts)))
        if week != WAVES[-1]:
            days.append((opens + WEEK, partial(_close, people, opens + WEEK, receipts)))
    made = [one for one in PROMISED if people.company.with_stories or not one.planted]
    days += [(one.made_on(first), partial(_promise, people, one)) for one in made]
    return days


def _ask(people: Cast, week: int, opens: date, receipts: _Receipts) -> None:
    """A wave is launched, and answered in the week that follows."""
    leader, company = people[LEADER], people.company
    if week == WAVES[0]:
        waves.choose_rhythm(FORTNIGHT, by=leader)
    waves.launch("short", opens, by=leader)
    places = {
        one.name: _place(people[one.name], opens) for one in company.people if one.job == AGENT
    }
    questions = {
        one.team: answering.asked(places[one.name])[0]
        for one in company.people
        if one.job == AGENT and one.team
    }
    for said in answered(
        company.seed, week, questions, company.people, stories=company.with_stories
    ):
        comment = said.written.text if said.written else ""
        place = places[said.person.name]
        code = answering.answer(place, said.values, comment=comment, today=opens)
        if said.written and said.written.talk:
            receipts.held.append((said.written, said.person.name, code))


def _place(person: Person, on: date) -> Place:
    place = queries.place_to_answer(person, on)
    if place is None:
        raise LookupError(f"{person.name} is asked in no wave open on {on}")
    return place


def _close(people: Cast, today: date, receipts: _Receipts) -> None:
    waves.settle_due(today)
    for written, author, code in receipts.held:
        _talk(people, written, author, code)


def _talk(people: Cast, written: Written, author: str, code: str) -> None:
    """The manager replies to someone whose name is not known, who goes on with the code."""
    comment = answering.held(code, people[author]).comment
    if comment is None:
        raise LookupError(
            f"the wave of week {written.wave} published no comment of {author}’s team"
        )
    for place, text in enumerate(written.talk):
        if place % 2:
            answering.reply_as_author(code, text, person=people[author])
        else:
            services.reply(comment, text, by=people.manager_of(author))


def _promise(people: Cast, one: Promised) -> None:
    """What a manager promises is about the theme that the page shows first that day."""
    manager = people.manager_of_team(one.team)
    team = access.teams(manager).get()
    focus = queries.team_pulse(team).focus
    if focus is None or focus.theme != one.theme:
        raise LookupError(f"the pulse of {team.name} first shows {focus}, not {one.theme}")
    day = one.made_on(people.company.first_monday)
    services.promise(team, theme=focus.theme, text=one.text, today=day, by=manager)
