"""The components that need Python; available in every template without ``{% load %}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from boussole.core.privacy import KINDS
from boussole.features.conversations.templatetags.thread import MASKED
from boussole.web import drawings
from boussole.web.storage import BUNDLE, STYLESHEETS, BundlingStorage

register = template.Library()

_MASK = re.compile(rf"\[({'|'.join(KINDS)})\]")
ROW_WIDTH, ROW_HEIGHT = 96, 16
# How much of a long turn stands around its passage.
AROUND = 140


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the design system's stylesheets: one when they were collected, each while developing."""
    bundled = isinstance(staticfiles_storage, BundlingStorage)
    links = ((static(name),) for name in ((BUNDLE,) if bundled else STYLESHEETS))
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """Draw an icon of the sprite; ``label`` speaks for it when no text stands beside it."""
    said = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" {1}><use href="{2}#{3}"/></svg>',
        size,
        SafeString(said),  # escaped above or written here
        static("web/icons.svg"),
        name,
    )


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: str) -> dict[str, Any]:
    """Say where the page is: a label, its address, the next label, its address, ..."""
    return {"trail": list(zip(trail[::2], trail[1::2], strict=True))}


@register.filter
def masks(text: str) -> SafeString:
    """Draw what stands in place of personal data (``[NAME]``) as what it is, in words."""
    parts = _MASK.split(text)
    return format_html_join(
        "",
        "{}",
        ((_mask(part) if place % 2 else part,) for place, part in enumerate(parts)),
    )


def _mask(kind: str) -> SafeString:
    return format_html('<span class="masked">{}</span>', MASKED.get(kind, kind))


@register.inclusion_tag("components/passage.html")
def passage(
    text: str,
    start: int = 0,
    end: int = 0,
    *,
    said: str = "",
    href: str = "",
    lang: str = "",
    tense: bool = False,
) -> dict[str, Any]:
    """Quote ``text`` with ``text[start:end]`` marked; what is far from the passage is left out."""
    first = _word_start(text, start - AROUND) if start > AROUND else 0
    last = _word_end(text, end + AROUND) if end and len(text) - end > AROUND else len(text)
    return {
        "before": text[first:start],
        "marked": text[start:end],
        "after": text[end:last],
        "cut_before": first > 0,
        "cut_after": last < len(text),
        "said": said,
        "href": href,
        "lang": lang,
        "tense": tense,
    }


def _word_start(text: str, position: int) -> int:
    return text.find(" ", position) + 1


def _word_end(text: str, position: int) -> int:
    return text.rfind(" ", 0, position)


@register.simple_tag
def tension_ribbon(
    values: Sequence[float], marks: Sequence[tuple[int, bool]] = (), width: int = ROW_WIDTH
) -> SafeString:
    """Draw the course of a conversation for a list row; 0..3 per customer turn.

    ``marks`` are moments: the index of a value and whether the moment is a success.
    """
    pieces = drawings.row_ribbon(values, width, ROW_HEIGHT)
    places = drawings.row_marks(marks, len(values), width, ROW_HEIGHT)
    return format_html(
        '<svg class="ribbon" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}{4}</svg>',
        width,
        ROW_HEIGHT,
        say_tension(values),
        format_html_join("", "{}", ((_piece(piece, "h"),) for piece in pieces)),
        format_html_join(
            "",
            '<circle class="ribbon-mark{}" cx="{}" cy="{}" r="4"/>',
            ((" ribbon-mark-success" if mark.success else "", mark.x, mark.y) for mark in places),
        ),
    )


@register.simple_tag
def ribbon_piece(before: float, after: float) -> SafeString:
    """Draw the ribbon beside one turn of a thread, as tall as the turn; the thread says it in words."""
    piece = drawings.thread_piece(before or 0.0, after or 0.0)
    return format_html(
        '<svg class="ribbon-piece" viewBox="0 0 16 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        _piece(piece, "v"),
    )


def _piece(piece: drawings.Piece, way: str) -> SafeString:
    """Fill a piece with its depth of colour, or from one to the other (``ribbon_gradients.html``)."""
    if piece.before == piece.after:
        return format_html('<polygon class="ribbon-{}" points="{}"/>', piece.after, piece.points)
    fill = f"url(#ribbon-{way}-{piece.before}-{piece.after})"
    return format_html('<polygon fill="{}" points="{}"/>', fill, piece.points)


@register.inclusion_tag("components/ribbon_gradients.html")
def ribbon_gradients() -> dict[str, Any]:
    """Define what ribbons fade through, once per page."""
    levels = range(4)
    return {"fades": [(one, other) for one in levels for other in levels if one != other]}


@register.filter
def say_level(tension: float) -> str:
    """Name a level of dissatisfaction expressed."""
    return (
        pgettext("tension", "aucune"),
        pgettext("tension", "légère"),
        pgettext("tension", "nette"),
        pgettext("tension", "forte"),
    )[drawings.level(tension)]


@register.filter
def say_tension(values: Sequence[float]) -> str:
    """Say a ribbon in words."""
    peak, end = max(values, default=0.0), values[-1] if values else 0.0
    if drawings.level(peak) == 0:
        return _("Aucune tension exprimée")
    if drawings.level(end) == drawings.level(peak):
        return _("Tension exprimée : %(peak)s jusqu’à la fin") % {"peak": say_level(peak)}
    return _("Tension exprimée : %(peak)s au plus haut, %(end)s à la fin") % {
        "peak": say_level(peak),
        "end": say_level(end),
    }


@register.simple_tag
def whisker(number: Any) -> SafeString:
    """Draw the interval of an honest number (see ``components/number.html`` for its parts)."""

    def part(name: str) -> Any:
        return number.get(name) if isinstance(number, dict) else getattr(number, name, None)

    at, low, high = part("at"), part("low"), part("high")
    if at is None or low is None or high is None:
        return SafeString("")
    usual_low, usual_high = part("usual_low"), part("usual_high")
    drawn = drawings.whisker(
        at,
        low,
        high,
        minimum=part("minimum") or 0.0,
        maximum=part("maximum") or 1.0,
        usual=(usual_low, usual_high) if usual_low is not None and usual_high is not None else None,
    )
    band = (
        format_html(
            '<rect class="whisker-usual" x="{}" y="2" width="{}" height="10" rx="2"/>', *drawn.usual
        )
        if drawn.usual
        else SafeString("")
    )
    return format_html(
        '<svg class="whisker" viewBox="0 0 180 14" role="img" aria-label="{4}"><path class="whisker-axis" d="M0 7H180"/>{3}<path class="whisker-range" d="M{1} 7H{2}M{1} 3V11M{2} 3V11"/><circle class="whisker-point" cx="{0}" cy="7" r="3.5"/></svg>',
        drawn.at,
        drawn.low,
        drawn.high,
        band,
        part("range_text") or _("Intervalle à 95 %"),
    )


@register.filter
def unlocalized(value: float) -> str:
    """Write a number for a machine, whatever the reader's language."""
    return f"{value:g}"


@register.filter
def without_placeholders(form: forms.Form) -> forms.Form:
    """Take away what would repeat the label inside the field, and vanish when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
