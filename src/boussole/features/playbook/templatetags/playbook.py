"""Texts of the playbook in the reader's language."""

from __future__ import annotations

from django import template

from boussole.core.text import Text
from boussole.features.conversations.forms import said as in_reader_language

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text in the reader's language."""
    return in_reader_language(text)
