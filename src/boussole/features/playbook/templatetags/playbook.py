"""Texts of the playbook in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from boussole.core.playbook import HOLDS_NAMES, Holds, RuleChange
from boussole.core.text import Text
from boussole.features.conversations.forms import said as in_reader_language
from boussole.features.playbook.changed import ASPECT_NAMES, ChangedRule

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text in the reader's language."""
    return in_reader_language(text)


@register.filter
def standing(state: Holds) -> Text:
    """How a promise stands."""
    return HOLDS_NAMES[state]


@register.filter
def rule_name(names: Mapping[str, Text], key: str) -> Text:
    """The name of a rule; its key when the version in force no longer has it."""
    return names.get(key) or Text(fr=key, en=key)


@register.filter
def changed_rule(change: RuleChange) -> ChangedRule:
    """A change in words."""
    aspects = tuple(ASPECT_NAMES[aspect] for aspect in change.aspects)
    return ChangedRule(change.key, change.name, change.kind, aspects)
