"""Texts of a scenario in the reader's language, and levels in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from boussole.core.roleplay import ENDINGS, SECTORS, Ending, Scenario
from boussole.core.roleplay.scenario import Words
from boussole.features.conversations.forms import said
from boussole.features.roleplay.shown import act_label, in_reader_language

register = template.Library()


@register.filter
def worded(words: Words, scenario: Scenario) -> str:
    """A text in the reader's language, or in the one its scenario speaks."""
    return in_reader_language(words, scenario)


@register.filter
def played(words: Words, language: str) -> str:
    """A text in the language of the play."""
    return words.en if language == "en" else words.fr


@register.filter
def sector(scenario: Scenario) -> str:
    """A scenario's sector."""
    return said(SECTORS[scenario.sector])


@register.filter
def level(scenario: Scenario) -> str:
    """How demanding a scenario is, in words."""
    return (_("pour commencer"), _("exigeant"), _("difficile"))[scenario.level - 1]


@register.filter
def ending_name(scenario: Scenario, key: str) -> str:
    """The name of an ending."""
    ending = scenario.ending(key)
    return in_reader_language(ending.name, scenario) if ending else ""


@register.filter
def ending_kind(ending: Ending) -> str:
    """What kind of ending it is."""
    return said(ENDINGS[ending.kind])


@register.filter
def act(name: str) -> str:
    """An act as people read it."""
    return said(act_label(name))
