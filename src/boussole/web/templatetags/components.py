"""The components that need Python; available in every template without ``{% load %}``."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """Draw an icon of the sprite; ``label`` speaks for it when no text stands beside it."""
    hidden = format_html('role="img" aria-label="{}"', label) if label else "aria-hidden=true"
    return format_html(
        '<svg class="icon icon-{}" width="{}" height="{}" {}><use href="{}#{}"/></svg>',
        name,
        size,
        size,
        hidden,
        static("web/icons.svg"),
        name,
    )


STYLESHEETS = ("tokens", "base", "layout")
COMPONENTS = ("button", "dialog", "empty", "field", "notice", "table")


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the tokens, the layout and every component's own stylesheet."""
    names = (*STYLESHEETS, *(f"components/{name}" for name in COMPONENTS))
    links = ((static(f"web/css/{name}.css"),) for name in names)
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)
