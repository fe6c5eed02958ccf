"""Drawing someone's weeks for themself: one bar a week, and what is usual for them behind."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from boussole.features.care.exposure import OwnWeek

register = template.Library()
STEP, BAR, HEIGHT, FEWEST = 32, 20, 96, 4


@register.simple_tag
def care_weeks(weeks: Sequence[OwnWeek], sentence: str) -> SafeString:
    """Draw weeks from the oldest to the newest; the table beside says the same in words."""
    top = max([FEWEST, *(one.week.hard for one in weeks), *(_high(one) for one in weeks)])
    scale = HEIGHT / top
    return format_html(
        '<svg class="care-weeks" viewBox="0 -14 {0} {1}" role="img" aria-label="{2}">{3}{4}<line class="care-ground" x1="0" x2="{0}" y1="{5}" y2="{5}"/></svg>',
        STEP * len(weeks),
        HEIGHT + 16,
        sentence,
        format_html_join(
            "",
            '<rect class="care-usual" x="{}" y="{}" width="{}" height="{}"/>',
            (_usual(place, one, scale) for place, one in enumerate(weeks) if one.usual),
        ),
        format_html_join(
            "",
            '<rect class="care-bar care-bar-{}" x="{}" y="{}" width="{}" height="{}" rx="2"/><text class="care-count" x="{}" y="{}">{}</text>',
            (_bar(place, one, scale) for place, one in enumerate(weeks)),
        ),
        HEIGHT,
    )


def _high(one: OwnWeek) -> float:
    return one.usual.high if one.usual else 0.0


def _usual(place: int, one: OwnWeek, scale: float) -> tuple[str, ...]:
    low, high = (one.usual.low, one.usual.high) if one.usual else (0.0, 0.0)
    return _texts(place * STEP, HEIGHT - high * scale, STEP, (high - low) * scale)


def _bar(place: int, one: OwnWeek, scale: float) -> tuple[str, ...]:
    tall = one.week.hard * scale
    left = place * STEP + (STEP - BAR) / 2
    middle = place * STEP + STEP / 2
    shape = _texts(left, HEIGHT - tall, BAR, tall, middle, HEIGHT - tall - 4)
    return (str(int(one.band)), *shape, str(one.week.hard))


def _texts(*values: float) -> tuple[str, ...]:
    return tuple(f"{value:.1f}" for value in values)
