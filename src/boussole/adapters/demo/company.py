"""Alizé Télécom, twelve weeks of its customer service, made from written dialogues and a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from boussole.adapters.demo.asked import Reply, reply
from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.clock import PARIS, week_name, weeks_until
from boussole.adapters.demo.coached import COACHED, Coached, takes_up
from boussole.adapters.demo.dialogues import load
from boussole.adapters.demo.people import DEPARTMENTS, TEAMS, Department, Person, Team, staff
from boussole.adapters.demo.plan import Contact, contacts, leavers
from boussole.adapters.demo.scene import conversation
from boussole.adapters.demo.stories import STAR, STORIES, Story, lets_down, mixes
from boussole.adapters.demo.surveys import let_down
from boussole.core.conversations import Conversation

NAME = "Alizé Télécom"


@dataclass(frozen=True)
class Company:
    """The demo company as seen at the end of the Sunday ``until``.

    The same seed, date and ``with_stories`` give the same company, to the letter.
    """

    seed: int
    until: date
    with_stories: bool = True
    name: str = NAME
    people: tuple[Person, ...] = field(default_factory=staff)
    teams: tuple[Team, ...] = TEAMS
    departments: tuple[Department, ...] = DEPARTMENTS

    @property
    def stories(self) -> tuple[Story, ...]:
        """What was planted; nothing in the control copy."""
        return STORIES if self.with_stories else ()

    @property
    def coached(self) -> tuple[Coached, ...]:
        """The cues agreed in one-to-ones; none in the control copy."""
        return COACHED if self.with_stories else ()

    @property
    def first_monday(self) -> date:
        """The first day of the twelve weeks."""
        return self._mondays[0]

    @property
    def weeks(self) -> tuple[str, ...]:
        """The ISO weeks covered, as ``2026-W07``; a story's week 1 is the first."""
        return tuple(map(week_name, self._mondays))

    def conversations(self) -> Iterator[Conversation]:
        """Every conversation, in the order they began, as known at the end of ``until``."""
        now = datetime.combine(self.until, time(23, 59, 59), PARIS).astimezone(UTC)
        for number, contact in enumerate(self._contacts, start=1):
            told = conversation(
                self.seed,
                number,
                contact,
                self._managers[contact.team.key],
                now=now,
                left_on=self._left.get(contact.customer.id),
                restates=self._restates(number, contact),
            )
            yield self._let_down(number, contact, told)

    def _let_down(self, number: int, contact: Contact, told: Conversation) -> Conversation:
        """What a team without means leaves its customers with; nothing in the control copy."""
        if not (self.with_stories and lets_down(contact.team, contact.week)):
            return told
        chance = stream(self.seed, "let down", number)
        given = tuple(let_down(one, contact.dialogue.lang, chance) for one in told.answers)
        return told.model_copy(update={"answers": given})

    def _restates(self, number: int, contact: Contact) -> bool:
        one = next((one for one in self.coached if one.person == contact.agent.name), None)
        if one is None:
            return False
        chance = stream(self.seed, "coached", number)
        return takes_up(one, contact.began.date(), self.first_monday, chance)

    def reply(self, conversation: str) -> Reply | None:
        """What the customer of a conversation does with a letter that asks how it went."""
        number = int(conversation.rpartition("-")[2])
        contact = self._contacts[number - 1]
        return reply(self.seed, number, contact, stories=self.with_stories)

    def write(self, path: Path) -> int:
        """Write Boussole's own JSONL, one conversation a line; returns how many."""
        written = 0
        with path.open("w", encoding="utf-8") as file:
            for one in self.conversations():
                file.write(one.model_dump_json(exclude_defaults=True) + "\n")
                written += 1
        return written

    @cached_property
    def _mondays(self) -> tuple[date, ...]:
        return weeks_until(self.until)

    @cached_property
    def _contacts(self) -> list[Contact]:
        plan = mixes(stories=self.with_stories)
        star = STAR if self.with_stories else None
        dealt = not self.with_stories
        return contacts(self.seed, self._mondays, plan, load(), self.people, star=star, dealt=dealt)

    @cached_property
    def _left(self) -> dict[str, date]:
        days = leavers(self.seed, self._contacts)
        return {customer: day for customer, day in days.items() if day <= self.until}

    @cached_property
    def _managers(self) -> dict[str, Person]:
        return {one.team: one for one in self.people if one.job == "manager" and one.team}


def company(seed: int, until: date, *, stories: bool = True) -> Company:
    """The demo company over the twelve weeks that end on the Sunday ``until``.

    ``stories=False`` gives the control copy: the same volumes and mix, nothing planted, and conversations
    dealt to the teams at random. Raises
    ``ValueError`` when ``until`` is not a Sunday.
    """
    return Company(seed, until, with_stories=stories)
