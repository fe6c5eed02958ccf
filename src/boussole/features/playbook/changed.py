"""What changes between two versions, in words, for those who read or publish the next one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.core.playbook import Line, Playbook, Rule, changes, in_words
from boussole.core.text import Text
from boussole.features.playbook.drafts import Draft

ASPECT_NAMES: dict[str, Promise] = {
    "name": _("son nom"),
    "meaning": _("son sens"),
    "practice": _("ce que l’on peut faire et dire"),
    "conditions": _("ce qui est cherché"),
    "threshold": _("son seuil"),
    "weight": _("son importance"),
    "examples": _("ses exemples"),
}


@dataclass(frozen=True)
class ChangedRule:
    """One rule that differs; ``before`` and ``after`` are there when what is looked for changes."""

    key: str
    name: Text
    kind: str
    aspects: tuple[Promise, ...]
    before: Line | None = None
    after: Line | None = None


def changed_rules(draft: Draft) -> list[ChangedRule]:
    """What the draft changes."""
    return compared(draft.base, draft.playbook)


def compared(before: Playbook, after: Playbook) -> list[ChangedRule]:
    """What differs from one playbook to another, rule by rule."""
    old = {rule.key: rule for rule in before.rules}
    new = {rule.key: rule for rule in after.rules}
    return [
        ChangedRule(
            key=change.key,
            name=change.name,
            kind=change.kind,
            aspects=tuple(ASPECT_NAMES[aspect] for aspect in change.aspects),
            before=_looked_for(old.get(change.key), change.aspects),
            after=_looked_for(new.get(change.key), change.aspects),
        )
        for change in changes(before, after)
    ]


def _looked_for(rule: Rule | None, aspects: tuple[str, ...]) -> Line | None:
    return in_words(rule.when) if rule is not None and "conditions" in aspects else None
