"""What changed from one version of the playbook to another, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from boussole.core.playbook.rules import Playbook, Rule
from boussole.core.text import Text

ChangeKind = Literal["added", "removed", "changed"]

# Which fields of a rule people see as one thing; what none of them names changes nothing one reads.
ASPECTS: dict[str, tuple[str, ...]] = {
    "name": ("name", "sentence"),
    "meaning": ("meaning", "matters", "why", "kind"),
    "practice": ("steps", "phrasings", "cue", "limits"),
    "conditions": ("when", "take", "upstream"),
    "threshold": ("threshold",),
    "weight": ("weight",),
    "examples": ("examples",),
}


@dataclass(frozen=True)
class RuleChange:
    """One rule that is not the same; ``aspects`` are keys of ``ASPECTS``, in that order."""

    key: str
    name: Text
    kind: ChangeKind
    aspects: tuple[str, ...] = ()


def changes(before: Playbook, after: Playbook) -> tuple[RuleChange, ...]:
    """List the rules that differ: those of ``after`` in its order, then those that are gone."""
    old = {rule.key: rule for rule in before.rules}
    new = {rule.key: rule for rule in after.rules}
    found = [_change(old.get(key), rule) for key, rule in new.items()]
    gone = [RuleChange(key, rule.name, "removed") for key, rule in old.items() if key not in new]
    return (*(one for one in found if one is not None), *gone)


def _change(old: Rule | None, new: Rule) -> RuleChange | None:
    if old is None:
        return RuleChange(new.key, new.name, "added")
    aspects = aspects_changed(old, new)
    return RuleChange(new.key, new.name, "changed", aspects) if aspects else None


def aspects_changed(old: Rule, new: Rule) -> tuple[str, ...]:
    """Say in what a rule differs, by the keys of ``ASPECTS``."""
    before, after = old.model_dump(), new.model_dump()
    return tuple(
        aspect
        for aspect, fields in ASPECTS.items()
        if any(before.get(field) != after.get(field) for field in fields)
    )
