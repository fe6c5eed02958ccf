"""The playbook: rules, their texts in both languages, and their examples; read from YAML."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml
from pydantic import Field, ValidationError, ValidationInfo, model_validator

from boussole.core.conversations import Role
from boussole.core.playbook.conditions import Condition, Part
from boussole.core.playbook.errors import PlaybookFormatError
from boussole.core.playbook.sensitivity import HIGHEST, LOWEST, USUAL
from boussole.core.text import Language, Text

Verdict = Literal["match", "no_match", "borderline"]
Take = Literal["first", "last", "strongest", "each"]
Kind = Literal[
    "late_escalation",
    "derailment",
    "missed_opportunity",
    "intrusive_offer",
    "broken_promise",
    "rushed_closing",
    "good_escalation",
    "recovery",
    "exemplary",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUCCESSES: tuple[Kind, ...] = ("good_escalation", "recovery", "exemplary")
LEAST_EXAMPLES: dict[Verdict, int] = {"match": 3, "no_match": 3, "borderline": 1}


# The context in which a rule is read while someone writes it: its examples may still be missing.
DRAFT = "draft"


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
    counts for this rule: lower finds more and is wrong more often (see ``sensitivity.py``).
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    version: int = Field(ge=1)
    weight: float = Field(gt=0, le=1)
    name: Text
    sentence: Text
    meaning: Text
    matters: Text
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
    version: int = Field(ge=1)
    service: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_distinct_rules(self) -> Playbook:
        keys = [rule.key for rule in self.rules]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"rules given twice: {', '.join(twice)}")
        return self

    def __getitem__(self, key: str) -> Rule:
        for rule in self.rules:
            if rule.key == key:
                return rule
        raise KeyError(key)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change when anything in the playbook changes."""
        return hashlib.sha256(dump(self).encode()).hexdigest()[:12]


def load(text: str) -> Playbook:
    """Read a playbook from YAML; raises PlaybookFormatError with one line per problem."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PlaybookFormatError([f"not readable as YAML: {error}"]) from error
    return _validated(data)


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
    data = yaml.safe_load((folder / "playbook.yaml").read_text("utf-8"))
    names = data["rules"]
    data["rules"] = [yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8")) for name in names]
    return _validated(data)


def _validated(data: Any) -> Playbook:
    try:
        return Playbook.model_validate(data)
    except ValidationError as error:
        raise PlaybookFormatError([_problem(data, item) for item in error.errors()]) from error


def _problem(data: Any, item: Any) -> str:
    place = ".".join(str(step) for step in item["loc"])
    key = _rule_key(data, item["loc"])
    return f"{key + ', ' if key else ''}{place or 'playbook'}: {item['msg']}"


def _rule_key(data: Any, place: tuple[int | str, ...]) -> str:
    """The key of the rule a problem is in, so that nobody has to count rules."""
    match place:
        case ("rules", int(index), *_):
            rule = data["rules"][index]
            return str(rule.get("key", "")) if isinstance(rule, dict) else ""
        case _:
            return ""
