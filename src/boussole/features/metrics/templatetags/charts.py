"""Drawing a chart: its data in the page, its drawing by the browser, its sentence for everyone."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from boussole.core import wording
from boussole.core.text import Text
from boussole.features.conversations.forms import said as in_reader_language

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """A text in the reader's language."""
    return in_reader_language(text)


@register.filter
def counted(number: float) -> str:
    """A whole number in the reader's language."""
    return in_reader_language(wording.number(number))


@register.simple_tag
def chart(spec: dict[str, Any], name: str, sentence: str = "") -> SafeString:
    """A chart that the browser draws when it comes near; ``sentence`` says it to those who cannot see it."""
    place = f"chart-{name}"
    return format_html(
        '<figure class="chart"><div class="chart-drawing" data-chart="{0}" aria-hidden="true"></div>{1}<figcaption class="visually-hidden">{2}</figcaption></figure>',
        place,
        json_script(spec, place),
        sentence,
    )
