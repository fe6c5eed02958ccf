"""Charts: values in, Vega-Lite specification out; the same one on screen and in print.

Colours are named ``var(--token)`` after the tokens of the design system, so a chart follows the
reader's theme without being drawn again; ``to_svg`` puts the light ones in their place for paper.
The shape of a chart is built once by Altair and kept; each request only fills in its data.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from boussole.core.metrics import Interval, Metric, Series, Week
from boussole.core.metrics.words import shown
from boussole.core.text import Language, Text
from boussole.core.wording import week as said_week

Spec = dict[str, Any]

HEIGHT = 176
PRINT_WIDTH = 620
BAR_STEP = 34

# The light theme of the design system, for paper.
PRINT = {
    "ink": "#15201f",
    "ink-soft": "#475553",
    "ink-faint": "#5f6c6a",
    "line": "#e1e6e4",
    "line-strong": "#c5cecb",
    "surface": "#ffffff",
    "brand": "#0b5f66",
    "brand-soft": "#e0efee",
    "brand-line": "#a9cfcd",
}
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
PRINT_FONT = "DejaVu Sans"

# Seconds in the unit of an axis of durations, the largest first.
_CLOCKS = ((2 * 86_400, 86_400, "j", "d"), (2 * 3_600, 3_600, "h", "h"), (120, 60, "min", "min"))
_SECOND = (1, "s", "s")
_FORMATS = {"share": ".0%", "score": "d", "points": ".1f", "contacts": ",d", "seconds": ",~g"}
_USUAL = Text(fr="variation habituelle", en="usual variation")
_NOT_JUDGED = Text(fr="pas assez de données pour juger", en="not enough data to judge")
_NUMBER_LOCALES = {
    "fr": {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": "\u202f%",
        "minus": "−",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "−"},
}
_MONTHS = {
    "fr": [
        "janv.",
        "févr.",
        "mars",
        "avr.",
        "mai",
        "juin",
        "juill.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may explain a change: a new version of the playbook, an improvement."""

    week: date
    label: Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value with its interval, and how they are written."""

    label: Text
    interval: Interval
    said: Text


def xmr_chart(
    metric: Metric, series: Series, language: Language, events: Sequence[Event] = ()
) -> Spec:
    """Draw a weekly series over its usual variation; weeks outside it are labelled."""
    clock = _clock(series) if metric.unit == "seconds" else _SECOND
    unit = clock[1 if language == "fr" else 2] if metric.unit == "seconds" else ""
    spec = copy.deepcopy(_xmr_shape(_FORMATS[metric.unit], unit, language))
    spec["datasets"] = {
        "weeks": [_drawn(metric, week, series, clock[0], language) for week in series.weeks],
        "events": [
            {"week": event.week.isoformat(), "label": event.label.in_(language)} for event in events
        ],
    }
    mondays = [_utc(week.week) for week in series.weeks]
    for layer in spec["layer"]:
        if "axis" in layer["encoding"]["x"]:
            layer["encoding"]["x"]["axis"]["values"] = mondays
    return spec


def bar_chart(bars: Sequence[Bar], language: Language, *, maximum: float | None = None) -> Spec:
    """Draw shares as bars from zero, each with its interval as a whisker, in the order given."""
    spec = copy.deepcopy(_bar_shape(language))
    top = maximum or max(
        (bar.interval.high or bar.interval.value or 0.0 for bar in bars), default=1
    )
    spec["datasets"] = {
        "bars": [
            {
                "label": bar.label.in_(language),
                "value": bar.interval.value,
                "low": bar.interval.low,
                "high": bar.interval.high,
                "said": bar.said.in_(language),
                "at": bar.interval.high if bar.interval.high is not None else bar.interval.value,
                "top": top,
            }
            for bar in bars
        ]
    }
    spec["height"] = BAR_STEP * max(len(bars), 1)
    return spec


def to_svg(spec: Spec, *, width: int = PRINT_WIDTH) -> str:
    """Draw a chart for paper, in the light theme, with no script and nothing to fetch."""
    import vl_convert

    written = re.sub(
        r"var\(--([a-z-]+)\)", lambda found: PRINT[found.group(1)], json.dumps(spec)
    ).replace(json.dumps(FONT)[1:-1], PRINT_FONT)
    paper = json.loads(written) | {"width": width}
    return str(vl_convert.vegalite_to_svg(paper))


def _clock(series: Series) -> tuple[int, str, str]:
    top = max((week.estimate.value or 0.0 for week in series.weeks), default=0.0)
    for least, seconds, french, english in _CLOCKS:
        if top >= least:
            return seconds, french, english
    return _SECOND


def _drawn(
    metric: Metric, week: Week, series: Series, divisor: int, language: Language
) -> dict[str, Any]:
    found = week.estimate
    said = shown(metric, found.value).in_(language)
    last = week.week == series.change.week
    return {
        "week": week.week.isoformat(),
        "value": _in(found.value, divisor),
        "low": _in(week.low, divisor),
        "high": _in(week.high, divisor),
        "charted": week.charted,
        "outside": week.outside,
        "label": said if week.charted and (week.outside or last) else "",
        "said": said if week.charted else _NOT_JUDGED.in_(language),
        "title": said_week(week.week).in_(language),
        "n": found.n,
    }


def _utc(day: date) -> dict[str, int | bool]:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _in(value: float | None, divisor: int) -> float | None:
    return None if value is None else value / divisor


@lru_cache(maxsize=64)
def _xmr_shape(number_format: str, unit: str, language: Language) -> Spec:
    import altair as alt

    base = alt.Chart(alt.NamedData(name="weeks")).encode(
        x=alt.X(
            "week:T",
            title=None,
            scale=alt.Scale(type="utc", padding=26),
            axis=alt.Axis(
                format="%-d %b",
                labelOverlap="parity",
                labelSeparation=8,
                grid=False,
                values=[],
            ),
        ),
        tooltip=[
            alt.Tooltip("title:N", title=" "),
            alt.Tooltip("said:N", title="="),
            alt.Tooltip("n:Q", title="n", format=",d"),
        ],
    )
    ticks = f"format(datum.value, '{number_format}')" + (f" + '\u00a0{unit}'" if unit else "")
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(labelExpr=ticks, tickCount=4, orient="left"),
    )
    judged = base.transform_filter("datum.charted")
    band = judged.mark_area(style="usual").encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    named = (
        judged.mark_text(style="usual-label", align="left", baseline="bottom", dy=-3)
        .transform_filter("datum.high != null")
        .transform_window(rank="row_number()")
        .transform_filter("datum.rank == 1")
        .encode(y="high:Q", text=alt.value(_USUAL.in_(language)))
    )
    line = judged.mark_line(style="series").encode(y=y)
    dots = judged.mark_point(style="dot").encode(
        y="value:Q",
        shape=alt.condition("datum.outside", alt.value("diamond"), alt.value("circle")),
        size=alt.condition("datum.outside", alt.value(110), alt.value(28)),
    )
    labels = judged.mark_text(style="value-label", dy=-11).encode(y="value:Q", text="label:N")
    pending = (
        base.transform_filter("!datum.charted && datum.value != null")
        .mark_point(style="pending")
        .encode(y="value:Q")
    )
    chart = alt.layer(band, *_events(alt), line, pending, dots, named, labels)
    chart = chart.properties(width="container", height=HEIGHT, config=config(language))
    return finished(chart)


def _events(alt: Any) -> list[Any]:
    base = alt.Chart(alt.NamedData(name="events")).encode(x="week:T")
    return [
        base.mark_rule(style="event"),
        base.mark_text(style="event-label", align="left", dx=4, dy=6, baseline="top").encode(
            text="label:N", y=alt.value(0)
        ),
    ]


@lru_cache(maxsize=4)
def _bar_shape(language: Language) -> Spec:
    import altair as alt

    base = alt.Chart(alt.NamedData(name="bars")).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=None,
            axis=alt.Axis(labelLimit=230, ticks=False, domain=False, labelPadding=8),
        )
    )
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format=".0%", tickCount=4),
    )
    bars = base.mark_bar(style="bar", height=14, cornerRadiusEnd=2).encode(x=x)
    whiskers = base.mark_rule(style="whisker").encode(x="low:Q", x2="high:Q")
    labels = base.mark_text(style="value-label", align="left", dx=6).encode(x="at:Q", text="said:N")
    chart = alt.layer(bars, whiskers, labels)
    return finished(chart.properties(width="container", config=config(language)))


def finished(chart: Any) -> Spec:
    spec: Spec = chart.to_dict(validate=False)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def config(language: Language) -> dict[str, Any]:
    """Axes, marks and words, in the tokens of the design system."""
    months = _MONTHS[language]
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "locale": {
            "number": _NUMBER_LOCALES[language],
            "time": {
                "dateTime": "%x %X",
                "date": "%d/%m/%Y",
                "time": "%H:%M",
                "periods": ["AM", "PM"],
                "days": [""] * 7,
                "shortDays": [""] * 7,
                "months": months,
                "shortMonths": months,
            },
        },
        "axis": {
            "labelColor": "var(--ink-soft)",
            "labelFontSize": 12,
            "labelFont": FONT,
            "gridColor": "var(--line)",
            "domainColor": "var(--line-strong)",
            "tickColor": "var(--line-strong)",
            "tickSize": 4,
        },
        "axisY": {"domain": False, "ticks": False},
        "text": {"font": FONT, "fontSize": 12},
        "style": {
            "usual": {"color": "var(--brand-soft)", "opacity": 1},
            "usual-label": {"color": "var(--ink-faint)", "fontSize": 11},
            "series": {"color": "var(--brand)", "strokeWidth": 1.75},
            "dot": {"color": "var(--brand)", "filled": True, "opacity": 1},
            "pending": {"color": "var(--ink-faint)", "size": 30, "filled": False},
            "value-label": {"color": "var(--ink)", "fontWeight": 600},
            "event": {"color": "var(--ink-faint)", "strokeDash": [3, 3]},
            "event-label": {"color": "var(--ink-soft)", "fontSize": 11},
            "bar": {"color": "var(--brand-line)"},
            "whisker": {"color": "var(--ink)", "strokeWidth": 1.25},
        },
    }
