"""The next version as people are writing it: the one in force, and the changes made to it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from boussole.core.playbook import Playbook, Rule, RuleChange, changes, read_rule, write_rule
from boussole.features.playbook.models import DraftStep
from boussole.features.playbook.queries import playbook_in_force

# What the playbook says of itself, as a step without a rule keeps it.
HEADER = ("name", "description", "service", "commitments")


@dataclass(frozen=True)
class Draft:
    """``playbook`` is what would be published; ``steps`` the changes that lead to it, the oldest first.

    ``overtaken`` are rules published otherwise by someone else since they were changed here.
    """

    base: Playbook
    playbook: Playbook
    steps: tuple[DraftStep, ...]
    overtaken: tuple[str, ...]

    @property
    def changes(self) -> tuple[RuleChange, ...]:
        """What would change, rule by rule."""
        return changes(self.base, self.playbook)

    def rule(self, key: str) -> Rule | None:
        """A rule as the draft has it."""
        return next((rule for rule in self.playbook.rules if rule.key == key), None)

    def touches(self, key: str) -> bool:
        """Whether the draft changes a rule."""
        return any(change.key == key for change in self.changes)


def open_steps() -> list[DraftStep]:
    """The changes not published yet, the oldest first."""
    found = DraftStep.objects.filter(published_in=None).select_related("by")
    return list(found.order_by("pk"))


def draft() -> Draft:
    """The draft as it stands; without any change, it is the version in force."""
    base, steps = playbook_in_force(), open_steps()
    rules = {rule.key: rule for rule in base.rules}
    header: dict[str, Any] = {}
    for step in steps:
        if not step.rule:
            header = step.data or {}
        elif step.data is None:
            rules.pop(step.rule, None)
        else:
            rules[step.rule] = _at_threshold_in_force(read_rule(step.data), base)
    playbook = base.model_copy(update={**_header(base, header), "rules": tuple(rules.values())})
    return Draft(base, playbook, tuple(steps), _overtaken(steps, base))


def _header(base: Playbook, header: dict[str, Any]) -> dict[str, Any]:
    """What the playbook says of itself, read as a playbook reads it."""
    if not header:
        return {}
    written = {name: value for name, value in header.items() if name in type(base).model_fields}
    rules = [write_rule(rule) for rule in base.rules]
    read_ = Playbook.model_validate({"version": base.version, "rules": rules, **written})
    return {name: getattr(read_, name) for name in written}


def _at_threshold_in_force(rule: Rule, base: Playbook) -> Rule:
    """A threshold has a page of its own and is published from there: a draft never brings an old one back."""
    known = next((one for one in base.rules if one.key == rule.key), None)
    return rule if known is None else rule.model_copy(update={"threshold": known.threshold})


def _overtaken(steps: list[DraftStep], base: Playbook) -> tuple[str, ...]:
    versions = {rule.key: rule.version for rule in base.rules}
    found = [step.rule for step in steps if step.rule and step.base != versions.get(step.rule)]
    return tuple(dict.fromkeys(found))
