"""A scenario: a customer to be played, as data that people write in YAML.

The customer is a small state machine. Each state has lines and the moves that leave it; the acts found
in the agent's answer, and the tension they leave, decide which move is made.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from boussole.core.playbook.conditions import Part, Wordings
from boussole.core.roleplay.conditions import CALMEST, TENSEST, Acts, Condition, known_acts
from boussole.core.text import LANGUAGES, Language, Text

KEY = r"^[a-z][a-z0-9_]*$"
MOST_ANSWERS = 30

Sector = Literal[
    "bank", "energy", "health", "home", "insurance", "public", "retail", "software", "telecom",
    "transport", "travel", "other",
]  # fmt: skip
SECTORS: dict[Sector, Text] = {
    "bank": Text(fr="banque", en="banking"),
    "energy": Text(fr="énergie", en="energy"),
    "health": Text(fr="santé", en="health"),
    "home": Text(fr="équipement et dépannage de la maison", en="home appliances and repairs"),
    "insurance": Text(fr="assurance", en="insurance"),
    "public": Text(fr="service public", en="public service"),
    "retail": Text(fr="commerce", en="retail"),
    "software": Text(fr="logiciel", en="software"),
    "telecom": Text(fr="télécoms", en="telecoms"),
    "transport": Text(fr="transports en commun", en="public transport"),
    "travel": Text(fr="voyage", en="travel"),
    "other": Text(fr="autre", en="other"),
}

Quality = Literal["good", "mixed", "bad"]
EndingKind = Literal["solved", "handed_over", "put_off", "left", "complaint", "out_of_time"]
ENDINGS: dict[EndingKind, Text] = {
    "solved": Text(fr="réglé", en="settled"),
    "handed_over": Text(fr="relais passé", en="handed over"),
    "put_off": Text(fr="remis à plus tard", en="put off"),
    "left": Text(fr="le client s’en va", en="the customer leaves"),
    "complaint": Text(fr="réclamation ou recours", en="complaint or claim"),
    "out_of_time": Text(fr="le temps manque", en="out of time"),
}
QUALITIES: tuple[Quality, ...] = get_args(Quality)


class Words(Part):
    """A text in the languages of its scenario."""

    fr: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        """The wording for ``language``; empty when the scenario does not speak it."""
        return self.fr if language == "fr" else self.en


class Lines(Part):
    """Ways of saying the same thing, of which a play takes one: replays differ by their seed."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        """The wordings for ``language``."""
        return self.fr if language == "fr" else self.en


class Known(Part):
    """Something the agent has before them: an order number, an amount, a date."""

    name: Words
    value: Words


class Briefing(Part):
    """What the trainee is told before the play."""

    situation: Words
    known: tuple[Known, ...] = ()
    may_not: tuple[Words, ...] = ()


class Point(Part):
    """Something the agent may grant or say, told to the trainee and recognised by its wordings.

    ``calms``: whether hearing it eases the customer.
    """

    key: str = Field(pattern=KEY)
    text: Words
    says: Wordings
    calms: bool = False


class Fact(Part):
    """What the customer tells only when an open question is asked.

    ``about``: wordings of questions that ask for this one rather than for the others.
    """

    key: str = Field(pattern=KEY)
    name: Words
    about: Wordings | None = None
    lines: Lines


class Move(Part):
    """Where an answer leads: to a state or to an ending."""

    when: Condition
    to: str


class State(Part):
    """Where the customer stands. ``lines`` are said on coming here, ``insists`` on staying here.

    ``gives``: facts told here when an open question is asked, in this order. ``settled``: the request is
    settled, so that an offer is no intrusion.
    """

    key: str = Field(pattern=KEY)
    lines: Lines
    insists: Lines = Lines()
    gives: tuple[str, ...] = ()
    settled: bool = False
    moves: tuple[Move, ...] = ()


class Ending(Part):
    """How a play may end, with a few words to talk it over. ``resolved``: the request is settled."""

    key: str = Field(pattern=KEY)
    kind: EndingKind
    quality: Quality
    resolved: bool = False
    name: Words
    lines: Lines
    debrief: Words


class Start(Part):
    """Where the play begins."""

    state: str
    tension: int = Field(ge=CALMEST, le=TENSEST)


class Limit(Part):
    """After so many answers the play ends, ``to`` which ending."""

    answers: int = Field(default=10, ge=3, le=MOST_ANSWERS)
    to: str


class Scenario(Part):
    """A customer to be played, what is told to whoever answers, and what is worked on.

    ``works_on`` names rules of the playbook. ``aims`` are acts that the play is an occasion for, ``avoid``
    those that do not belong in it. ``reactions`` replace the shared ones (``reactions.yaml``), by cause.
    ``anywhere`` holds moves tried before those of the state.
    """

    key: str = Field(pattern=KEY)
    name: Words
    sector: Sector
    level: int = Field(ge=1, le=3)
    languages: tuple[Language, ...] = Field(default=LANGUAGES, min_length=1)
    customer: Words
    briefing: Briefing
    works_on: tuple[str, ...] = Field(min_length=1)
    aims: Acts
    avoid: Annotated[tuple[str, ...], AfterValidator(known_acts)] = ()
    start: Start
    limit: Limit
    points: tuple[Point, ...] = ()
    facts: tuple[Fact, ...] = ()
    reactions: dict[str, Lines] = Field(default_factory=dict)
    anywhere: tuple[Move, ...] = ()
    states: tuple[State, ...] = Field(min_length=1)
    endings: tuple[Ending, ...] = Field(min_length=2)

    @property
    def places(self) -> tuple[State | Ending, ...]:
        """Everywhere a play can be: the states, then the endings."""
        return (*self.states, *self.endings)

    def state(self, key: str) -> State | None:
        """The state of this key; None when it is an ending's."""
        return next((one for one in self.states if one.key == key), None)

    def ending(self, key: str) -> Ending | None:
        """The ending of this key."""
        return next((one for one in self.endings if one.key == key), None)
