"""Who contacts Alizé Télécom when, about what, and who answers: the skeleton of the twelve weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from boussole.adapters.demo.chance import Bag, about, stream
from boussole.adapters.demo.clock import begins
from boussole.adapters.demo.dialogues import Dialogue
from boussole.adapters.demo.errors import DemoError
from boussole.adapters.demo.people import Customer, Person, Team, draw_customer, team_of
from boussole.adapters.demo.stories import Kind, Mix, kind_of
from boussole.core.text import Language

ENGLISH_SHARE = 0.10
RETURNING_SHARE = 0.48
STAR_SHARE = 0.8
FOLLOW_UP = timedelta(days=9)
REST = timedelta(days=12)


@dataclass(frozen=True, slots=True)
class Contact:
    """One conversation to be: everything but its words and its clock."""

    week: int
    began: datetime
    dialogue: Dialogue
    team: Team
    agent: Person
    colleague: Person
    customer: Customer


@dataclass(frozen=True, slots=True)
class _Slot:
    week: int
    began: datetime
    dialogue: Dialogue
    team: Team


def contacts(
    seed: int,
    mondays: tuple[date, ...],
    plan: Iterable[Mix],
    dialogues: Iterable[Dialogue],
    people: Iterable[Person],
    *,
    star: str | None = None,
    dealt: bool = False,
) -> list[Contact]:
    """Every contact, oldest first; ``star`` is who takes most of the conversations to recover.

    ``dealt`` gives each to a team at random, whatever it is about: then no team has matters of its own,
    and whatever is told of one above the others is told by chance.
    """
    slots = list(_slots(seed, mondays, plan, _Shelf(seed, dialogues)))
    if dealt:
        slots = _dealt(slots, stream(seed, "teams"))
    slots.sort(key=lambda slot: slot.began)
    switchboard = _Switchboard(seed, people, star)
    clientele = _Clientele(seed)
    return [_staffed(slot, switchboard, clientele) for slot in slots]


def _dealt(slots: list[_Slot], chance: Random) -> list[_Slot]:
    teams = [slot.team for slot in slots]
    chance.shuffle(teams)
    return [replace(slot, team=team) for slot, team in zip(slots, teams, strict=True)]


def _staffed(slot: _Slot, switchboard: _Switchboard, clientele: _Clientele) -> Contact:
    agent, colleague = switchboard.answer(slot)
    return Contact(
        week=slot.week,
        began=slot.began,
        dialogue=slot.dialogue,
        team=slot.team,
        agent=agent,
        colleague=colleague,
        customer=clientele.caller(slot),
    )


def _slots(
    seed: int, mondays: tuple[date, ...], plan: Iterable[Mix], shelf: _Shelf
) -> Iterator[_Slot]:
    for mix in plan:
        for kind, mean in mix.counts.items():
            chance = stream(seed, "slots", mix.week, mix.team.key, kind)
            for _ in range(about(chance, mean)):
                english = chance.random() < ENGLISH_SHARE
                dialogue = shelf.draw(mix.team, kind, "en" if english else "fr")
                began = begins(mondays[mix.week - 1], dialogue.channel, chance)
                yield _Slot(mix.week, began, dialogue, mix.team)


class _Shelf:
    """The dialogues by team, kind and language, each drawn as often as the others."""

    def __init__(self, seed: int, dialogues: Iterable[Dialogue]) -> None:
        grouped: dict[tuple[str, Kind, Language], list[Dialogue]] = defaultdict(list)
        for dialogue in dialogues:
            grouped[team_of(dialogue.family).key, kind_of(dialogue), dialogue.lang].append(dialogue)
        self._bags = {key: Bag(found, stream(seed, "bag", *key)) for key, found in grouped.items()}

    def draw(self, team: Team, kind: Kind, language: Language) -> Dialogue:
        """A dialogue of this kind; in French, then ordinary, when none was written."""
        wanted: tuple[tuple[Kind, Language], ...] = (
            (kind, language),
            (kind, "fr"),
            ("ordinary", language),
            ("ordinary", "fr"),
        )
        bags = (self._bags.get((team.key, one, lang)) for one, lang in wanted)
        bag = next((bag for bag in bags if bag is not None), None)
        if bag is None:
            raise DemoError(f"no ordinary dialogue in French for the team {team.key!r}")
        return bag.draw()


class _Switchboard:
    """Gives each contact to an agent of its team who speaks the language."""

    def __init__(self, seed: int, people: Iterable[Person], star: str | None) -> None:
        self._chance = stream(seed, "switchboard")
        self._star = star
        self._agents: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            if person.job == "agent" and person.team and not person.back_office:
                self._agents[person.team].append(person)

    def answer(self, slot: _Slot) -> tuple[Person, Person]:
        """The agent, and the colleague to whom the conversation may be handed over."""
        team = self._agents[slot.team.key]
        able = [person for person in team if slot.dialogue.lang in person.languages]
        agent = self._chance.choice(able)
        star = next((person for person in able if person.name == self._star), None)
        recovers = kind_of(slot.dialogue) == "recovery"
        if star and recovers and self._chance.random() < STAR_SHARE:
            agent = star
        return agent, self._chance.choice([person for person in team if person != agent])


class _Clientele:
    """Finds who contacts: someone new, someone who comes back, someone who had to contact again."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._chance = stream(seed, "clientele")
        self._known: list[tuple[Customer, datetime, Dialogue]] = []
        self._last: dict[str, datetime] = {}

    def caller(self, slot: _Slot) -> Customer:
        """The customer of this contact, remembered for the next ones."""
        customer = self._again(slot) if "repeat" in slot.dialogue.tags else None
        if customer is None and self._chance.random() < RETURNING_SHARE:
            customer = self._returning(slot)
        if customer is None:
            customer = draw_customer(
                len(self._last), slot.dialogue.lang, slot.dialogue.voice, self._chance
            )
        self._known.append((customer, slot.began, slot.dialogue))
        self._last[customer.id] = slot.began
        return customer

    def _again(self, slot: _Slot) -> Customer | None:
        """Someone who contacted about the same reason a few days ago."""
        recent = []
        for customer, at, dialogue in reversed(self._known):
            if slot.began - at > FOLLOW_UP:
                break
            if dialogue.reason == slot.dialogue.reason and self._suits(customer, slot):
                recent.append(customer)
        return self._chance.choice(recent) if recent else None

    def _returning(self, slot: _Slot) -> Customer | None:
        """Someone whose last contact is old enough to be another story."""
        for _ in range(12):
            if not self._known:
                return None
            customer, _, dialogue = self._chance.choice(self._known)
            rested = slot.began - self._last[customer.id] > REST
            if rested and dialogue.id != slot.dialogue.id and self._suits(customer, slot):
                return customer
        return None

    def _suits(self, customer: Customer, slot: _Slot) -> bool:
        dialogue = slot.dialogue
        voiced = dialogue.voice is None or dialogue.voice == customer.gender
        return customer.language == dialogue.lang and voiced and self._awake(customer, slot)

    def _awake(self, customer: Customer, slot: _Slot) -> bool:
        return slot.began - self._last[customer.id] > timedelta(hours=10)


def leavers(seed: int, planned: Iterable[Contact]) -> dict[str, date]:
    """The customers who left, and the day: some of those who said they would and were not kept."""
    left: dict[str, date] = {}
    for contact in planned:
        chance: Random = stream(seed, "leaving", contact.customer.id, contact.began.isoformat())
        said = "leaving" in contact.dialogue.tags
        likely = (0.75 if not contact.dialogue.resolved else 0.3) if said else 0.006
        if chance.random() < likely:
            left.setdefault(
                contact.customer.id,
                contact.began.date() + timedelta(days=chance.randrange(2, 20)),
            )
    return left
