"""The playbook: rules, their texts in both languages, and their examples; read from YAML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, Self, get_args

import yaml
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from boussole.core.conversations import Role
from boussole.core.playbook.commitments import Commitment
from boussole.core.playbook.conditions import KEY, Condition, Part
from boussole.core.playbook.errors import PlaybookFormatError
from boussole.core.playbook.sensitivity import HIGHEST, LOWEST, USUAL
from boussole.core.text import Language, Text

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Verdict = Literal["match", "no_match", "borderline"]
Take = Literal["first", "last", "strongest", "each"]
Kind = Literal[
    "late_escalation",
    "derailment",
    "missed_opportunity",
    "intrusive_offer",
    "broken_promise",
    "rushed_closing",
    "to_debrief",
    "good_escalation",
    "recovery",
    "exemplary",
    "to_thank",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUCCESSES: tuple[Kind, ...] = ("good_escalation", "recovery", "exemplary", "to_thank")
# What a company's own rules may be when none of the shipped situations says it; several rules share them.
OWN_KINDS: dict[Kind, Text] = {
    "to_debrief": Text(fr="Règle maison\u00a0: à reprendre", en="House rule: to debrief"),
    "to_thank": Text(fr="Règle maison\u00a0: à saluer", en="House rule: to thank for"),
}
LEAST_EXAMPLES: dict[Verdict, int] = {"match": 3, "no_match": 3, "borderline": 1}


# The context in which a rule is read while someone writes it: its examples may still be missing.
DRAFT = "draft"


# What the sentence about a moment may name: the message that carries it, and those that explain it.
WHY_PLACES = ("message", "before", "after", "others")


def unknown_places(said: str) -> bool:
    """Whether a sentence has braces around anything else than ``WHY_PLACES``."""
    rest = re.sub(rf"\{{(?:{'|'.join(WHY_PLACES)})\}}", "", said)
    return "{" in rest or "}" in rest


class ExampleTurn(Part):
    """One message of an example. ``minutes`` counts from the start; None when it does not matter."""

    role: Role
    text: str
    author: str | None = None
    minutes: float | None = None
    public: bool = True

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        """Accept ``{customer: Bonjour}`` for ``{role: customer, text: Bonjour}``."""
        if not isinstance(value, dict) or "role" in value:
            return value
        role = next((name for name in get_args(Role) if name in value), None)
        if role is None:
            return value
        rest = {key: said for key, said in value.items() if key != role}
        return {"role": role, "text": value[role], **rest}


class Example(Part):
    """A short conversation and what the rule must say of it.

    ``turn`` is the index of the turn that must carry the moment. A borderline example is one people
    may judge differently: ``found`` says what the rule does with it today, ``note`` why it is disputable.
    """

    verdict: Verdict
    lang: Language
    note: Text
    turns: tuple[ExampleTurn, ...] = Field(min_length=1)
    conversation: dict[str, bool | str | float] = Field(default_factory=dict)
    turn: int | None = None
    found: bool | None = None

    @model_validator(mode="after")
    def _tells_what_to_expect(self) -> Example:
        if (self.verdict == "borderline") != (self.found is not None):
            raise ValueError("found: true or false is for borderline examples, and needed there")
        if self.expected != (self.turn is not None):
            raise ValueError(
                "turn is for examples in which the rule finds a moment, and needed there"
            )
        if self.turn is not None and not 0 <= self.turn < len(self.turns):
            raise ValueError(f"turn {self.turn} is not in the example ({len(self.turns)} turns)")
        return self

    @property
    def expected(self) -> bool:
        """Whether the rule must find a moment here."""
        return self.verdict == "match" or self.found is True


class Phrasing(Part):
    """Something to say instead, with when to say it."""

    when: Text
    say: Text


class Rule(Part):
    """One rule of the playbook: what it says to people, and how it is found in conversations.

    ``weight`` (0..1) is how much a debrief of it is worth. ``upstream`` is what makes a moment a
    matter for another department, once a failure outside the service created the contact: ``always``,
    or a condition; None when what the rule names depends on the agent alone. ``take`` says which turn of a
    conversation carries the moment when several could. ``threshold`` is the strength from which a signal
    counts for this rule: lower finds more and is wrong more often (see ``sensitivity.py``). ``limits``
    say where the rule stops: what is another rule's business, or nobody's fault.
    """

    key: str = Field(pattern=KEY)
    kind: Kind
    version: int = Field(ge=1)
    weight: float = Field(gt=0, le=1)
    name: Text
    sentence: Text
    meaning: Text
    matters: Text
    limits: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = Field(min_length=1)
    phrasings: tuple[Phrasing, ...] = Field(min_length=1)
    cue: Text
    why: Text
    when: Condition
    take: Take = "first"
    threshold: float = Field(default=USUAL, ge=LOWEST, le=HIGHEST)
    upstream: Literal["always"] | Condition | None = None
    examples: tuple[Example, ...]

    @property
    def success(self) -> bool:
        """Whether what the rule finds deserves thanks rather than a debrief."""
        return self.kind in SUCCESSES

    @field_validator("why")
    @classmethod
    def _names_known_messages(cls, why: Text) -> Text:
        for said in (why.fr, why.en):
            if unknown_places(said):
                raise ValueError(
                    f"between braces, only {', '.join(f'{{{name}}}' for name in WHY_PLACES)}"
                )
        return why

    @model_validator(mode="after")
    def _carries_its_examples(self, info: ValidationInfo) -> Rule:
        if info.context == DRAFT:
            return self
        for verdict, least in LEAST_EXAMPLES.items():
            count = len(self.examples_of(verdict))
            if count < least:
                raise ValueError(
                    f"{self.key}: {least} {verdict} examples are needed, {count} given"
                )
        return self

    def examples_of(self, verdict: Verdict) -> tuple[Example, ...]:
        """The examples with this verdict, in their order."""
        return tuple(example for example in self.examples if example.verdict == verdict)


class Playbook(Part):
    """One version of the common frame. ``service`` names the origins that are the service itself."""

    name: Text
    description: Text | None = None
    version: int = Field(ge=1)
    service: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    commitments: tuple[Commitment, ...] = ()

    @model_validator(mode="after")
    def _has_distinct_keys(self) -> Playbook:
        for what, parts in (("rules", self.rules), ("commitments", self.commitments)):
            keys = [part.key for part in parts]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"{what} given twice: {', '.join(twice)}")
        return self

    def __getitem__(self, key: str) -> Rule:
        for rule in self.rules:
            if rule.key == key:
                return rule
        raise KeyError(key)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the playbook; the copy has its own fingerprint, not the one already computed."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("fingerprint", None)
        return copied

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change when anything in the playbook changes."""
        return hashlib.sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()[:12]


def read_yaml(text: str) -> Any:
    """Read YAML with the safe reader written in C, where there is one: the other is many times slower."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - both are safe readers


def load(text: str) -> Playbook:
    """Read a playbook from YAML; raises PlaybookFormatError with one line per problem."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as error:
        raise PlaybookFormatError([f"not readable as YAML: {error}"]) from error
    return validated(data)


def read_rule(data: Any) -> Rule:
    """Read a rule that is being written; raises PlaybookFormatError with one line per problem."""
    try:
        return Rule.model_validate(data, context=DRAFT)
    except ValidationError as error:
        raise PlaybookFormatError([_problem(data, item) for item in error.errors()]) from error


def write_rule(rule: Rule) -> dict[str, Any]:
    """Write a rule as data; ``read_rule(write_rule(rule)) == rule``."""
    return rule.model_dump(mode="json", by_alias=True, exclude_none=True)


def dump(playbook: Playbook) -> str:
    """Write a playbook as YAML; ``load(dump(playbook)) == playbook``."""
    data = playbook.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=False
    )
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


@cache
def default_playbook() -> Playbook:
    """The playbook shipped with Boussole: one YAML file per rule, in the order of playbook.yaml."""
    folder = files(__package__) / "default"
    data = read_yaml((folder / "playbook.yaml").read_text("utf-8"))
    names = data["rules"]
    data["rules"] = [read_yaml((folder / f"{name}.yaml").read_text("utf-8")) for name in names]
    return validated(data)


def kind_name(kind: Kind) -> Text:
    """What people read for a kind: the name of the rule shipped for it, or that of a company's own."""
    return OWN_KINDS.get(kind) or default_playbook()[kind].name


def validated(data: Any) -> Playbook:
    """Make a playbook of what YAML holds; raises PlaybookFormatError with one line per problem."""
    try:
        return Playbook.model_validate(data)
    except ValidationError as error:
        raise PlaybookFormatError([_problem(data, item) for item in error.errors()]) from error


def _problem(data: Any, item: Any) -> str:
    place = ".".join(str(step) for step in item["loc"])
    key = _key_at(data, item["loc"])
    return f"{key + ', ' if key else ''}{place or 'playbook'}: {item['msg']}"


def _key_at(data: Any, place: tuple[int | str, ...]) -> str:
    """The key of the rule or commitment a problem is in, so that nobody has to count them."""
    match place:
        case ("rules" | "commitments" as part, int(index), *_):
            found = data[part][index]
            return str(found.get("key", "")) if isinstance(found, dict) else ""
        case _:
            return ""
