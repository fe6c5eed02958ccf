"""The curve of a rule along its thresholds: values in, Vega-Lite specification out (see ``charts.py``)."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import lru_cache

from boussole.adapters.reports.charts import Spec, config, finished
from boussole.core.metrics import Interval
from boussole.core.playbook.curves import Point
from boussole.core.text import Language, Text
from boussole.core.wording import number, percent

HEIGHT = 240
NAMES = {
    "precision": Text(fr="justes", en="right"),
    "recall": Text(fr="trouvées", en="found"),
    "false_positives": Text(fr="fausses alertes", en="false alarms"),
}
_CURRENT = Text(fr="seuil en service", en="threshold in force")
# Two labels nearer than this would be written over one another.
_APART = 0.08


def curve_chart(points: Sequence[Point], threshold: float, language: Language) -> Spec:
    """Draw precision, recall and false positives along thresholds, each named at its end."""
    spec = copy.deepcopy(_shape(language))
    rows = [
        {
            "threshold": point.threshold,
            "series": name,
            "value": interval.value,
            "at": number(point.threshold, 2).in_(language),
            "said": percent(interval.value).in_(language),
            "name": NAMES[name].in_(language),
        }
        for name in NAMES
        for point, interval in _values(points, name)
        if interval.value is not None
    ]
    spec["datasets"] = {
        "points": rows,
        "ends": _ends(rows),
        "current": [{"threshold": threshold, "label": _CURRENT.in_(language)}],
    }
    return spec


def _values(points: Sequence[Point], name: str) -> list[tuple[Point, Interval]]:
    return [(point, getattr(point, name)) for point in points]


def _ends(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The last value of each series, its label moved up where another is in the way."""
    last = list({str(row["series"]): row for row in rows}.values())
    placed: list[dict[str, object]] = []
    for row in sorted(last, key=lambda row: float(str(row["value"]))):
        below = float(str(placed[-1]["place"])) + _APART if placed else 0.0
        placed.append({**row, "place": max(float(str(row["value"])), below)})
    return placed


@lru_cache(maxsize=4)
def _shape(language: Language) -> Spec:
    import altair as alt

    x = alt.X(
        "threshold:Q",
        title=None,
        scale=alt.Scale(domain=[0.28, 1.0], nice=False, zero=False),
        axis=alt.Axis(values=[0.3, 0.4, 0.5, 0.6, 0.7, 0.8], format=".1f", grid=False),
    )
    base = alt.Chart(alt.NamedData(name="points")).encode(
        x=x,
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("said:N", title="="),
            alt.Tooltip("at:N", title="≥"),
        ],
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1.05], nice=False),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    order = list(NAMES)
    colour = alt.Color(
        "series:N",
        legend=None,
        scale=alt.Scale(
            domain=order, range=["var(--brand)", "var(--ink-soft)", "var(--ink-faint)"]
        ),
    )
    dash = alt.StrokeDash(
        "series:N", legend=None, scale=alt.Scale(domain=order, range=[[1, 0], [6, 3], [2, 3]])
    )
    line = base.mark_line(strokeWidth=2).encode(y=y, color=colour, strokeDash=dash)
    dots = base.mark_point(filled=True, size=22, opacity=1).encode(y=y, color=colour)
    names = (
        alt.Chart(alt.NamedData(name="ends"))
        .mark_text(align="left", dx=8, fontWeight=600)
        .encode(x=x, y="place:Q", text="name:N", color=colour)
    )
    now = alt.Chart(alt.NamedData(name="current")).encode(x=x)
    rule = now.mark_rule(style="event")
    said = now.mark_text(style="event-label", align="left", dx=4, dy=-2, baseline="top").encode(
        text="label:N", y=alt.value(0)
    )
    chart = alt.layer(rule, line, dots, names, said)
    return finished(chart.properties(width="container", height=HEIGHT, config=config(language)))
