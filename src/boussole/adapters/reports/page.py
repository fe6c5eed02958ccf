"""The brief as one self-contained page: no script, nothing fetched, good on paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from boussole.adapters.reports import words
from boussole.core.brief.models import Brief, Indicator, Point, Quote
from boussole.core.text import Language

_TEMPLATES = Path(__file__).parent / "templates"
_WIDTH, _HEIGHT = 120.0, 28.0


def brief_page(brief: Brief, language: Language) -> str:
    """Render ``brief`` as HTML in ``language``."""
    template = _environment().get_template("brief.html.j2")
    return template.render(
        brief=brief,
        lang=language,
        words=words,
        quoted=quoted,
        sparkline=sparkline,
        whisker=whisker,
    )


def quoted(quote: Quote) -> Markup:
    """Mark the passage in its quotation."""
    text = quote.text
    return Markup("{}<mark>{}</mark>{}").format(
        text[: quote.start], text[quote.start : quote.end], text[quote.end :]
    )


def sparkline(points: tuple[Point, ...]) -> Markup:
    """Draw a weekly series, from zero, its last week marked; empty below two known weeks."""
    known = [(index, point.value) for index, point in enumerate(points) if point.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line needs two points
        return Markup("")
    low = min(0.0, *(value for _, value in known))
    high = max(value for _, value in known) or 1.0
    step = _WIDTH / max(len(points) - 1, 1)
    places = [
        (round(index * step, 1), round(_HEIGHT - (value - low) / (high - low or 1) * _HEIGHT, 1))
        for index, value in known
    ]
    line = " ".join(f"{x},{y}" for x, y in places)
    x, y = places[-1]
    return Markup(
        '<svg class="spark" viewBox="-3 -3 {} {}" role="presentation" aria-hidden="true">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>'
    ).format(_WIDTH + 6, _HEIGHT + 6, line, x, y)


def whisker(indicator: Indicator) -> Markup:
    """Draw the interval of a share as a fine whisker on its 0-100 % scale; empty for other units."""
    found = indicator.estimate
    if indicator.unit != "share" or found.value is None or found.low is None or found.high is None:
        return Markup("")
    low, value, high = (round(100 * bound, 1) for bound in (found.low, found.value, found.high))
    return Markup(
        '<svg class="whisker" viewBox="-2 0 104 10" role="presentation" aria-hidden="true">'
        '<line class="scale" x1="0" y1="5" x2="100" y2="5"/>'
        '<line class="range" x1="{}" y1="5" x2="{}" y2="5"/><circle cx="{}" cy="5" r="2.5"/></svg>'
    ).format(low, high, value)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
