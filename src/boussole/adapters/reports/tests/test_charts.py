"""Charts: what they promise to the eye, and that nothing in them is fetched or left unlocalised."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from boussole.adapters.reports import charts
from boussole.core.metrics import METRICS, Interval, Metric, Point, Series, Statistics, series
from boussole.core.text import LANGUAGES, Language, Text

FIRST = date(2026, 1, 5)


def statistics_of(metric: Metric, week: int, level: int) -> Statistics:
    return Statistics(
        metric.name,
        n=200,
        successes=level if metric.numerator is not None else 0,
        total=800.0 + level,
        squares=4000.0,
        points=(Point(60.0 * level, 150), Point(120.0 * level, 50)) if metric.value else (),
        group={"week": FIRST + timedelta(weeks=week)},
    )


def charted(metric: Metric) -> Series:
    levels = [30, 28, 33, 31, 27, 30, 29, 31, 90]
    return series(metric, [statistics_of(metric, week, n) for week, n in enumerate(levels)])


def data(spec: charts.Spec, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["datasets"][name]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())
def test_every_metric_has_its_chart_in_both_languages(metric: Metric, language: Language) -> None:
    spec = charts.xmr_chart(metric, charted(metric), language)
    assert json.loads(json.dumps(spec)) == spec
    assert len(data(spec, "weeks")) == 9
    assert "http" not in json.dumps({key: part for key, part in spec.items() if key != "$schema"})


def test_only_weeks_outside_and_the_judged_one_are_labelled() -> None:
    spec = charts.xmr_chart(METRICS["effort_expressed"], charted(METRICS["effort_expressed"]), "fr")
    assert [week["label"] for week in data(spec, "weeks")] == [""] * 8 + ["45\u202f%"]
    assert [week["outside"] for week in data(spec, "weeks")] == [False] * 8 + [True]


def test_a_week_that_judges_nothing_has_no_value() -> None:
    metric = METRICS["effort_expressed"]
    thin = Statistics(metric.name, 3, 1, group={"week": FIRST + timedelta(weeks=9)})
    weekly = [statistics_of(metric, week, 30) for week in range(9)]
    last = data(charts.xmr_chart(metric, series(metric, [*weekly, thin]), "en"), "weeks")[-1]
    assert (last["value"], last["charted"], last["said"]) == (
        None,
        False,
        "not enough data to judge",
    )


def test_durations_are_in_a_unit_one_can_read() -> None:
    metric = METRICS["first_response"]
    hours = [
        Statistics(
            metric.name,
            50,
            points=(Point(7200.0 + week, 50),),
            group={"week": FIRST + timedelta(weeks=week)},
        )
        for week in range(9)
    ]
    spec = charts.xmr_chart(metric, series(metric, hours), "fr")
    assert data(spec, "weeks")[0]["value"] == pytest.approx(2)
    assert "\u00a0h" in json.dumps(spec, ensure_ascii=False)


def test_bars_begin_at_zero_and_carry_their_interval() -> None:
    bar = charts.Bar(Text(fr="Payer", en="Pay"), Interval(0.3, 0.2, 0.4), Text(fr="30 %", en="30%"))
    spec = charts.bar_chart([bar], "fr")
    scales = [
        layer["encoding"]["x"]["scale"] for layer in spec["layer"] if layer["mark"]["type"] == "bar"
    ]
    assert [scale["zero"] for scale in scales] == [True]
    (drawn,) = data(spec, "bars")
    assert (drawn["low"], drawn["value"], drawn["high"]) == (0.2, 0.3, 0.4)


def test_filling_a_chart_leaves_the_next_one_empty() -> None:
    metric = METRICS["csat"]
    charts.xmr_chart(
        metric, charted(metric), "fr", [charts.Event(FIRST, Text(fr="règle", en="rule"))]
    )
    assert data(charts.xmr_chart(metric, charted(metric), "fr"), "events") == []


def test_amber_stays_out_of_charts() -> None:
    metric = METRICS["dissatisfaction"]
    assert "tension" not in json.dumps(charts.xmr_chart(metric, charted(metric), "fr"))


def test_paper_has_plain_colours_and_words() -> None:
    metric = METRICS["effort_expressed"]
    event = charts.Event(FIRST + timedelta(weeks=4), Text(fr="nouvelle facture", en="new invoice"))
    drawn = charts.to_svg(charts.xmr_chart(metric, charted(metric), "fr", [event]))
    assert drawn.startswith("<svg")
    assert "var(" not in drawn
    assert "<script" not in drawn
    assert re.search(r">45\u202f%<", drawn)
    assert ">nouvelle facture<" in drawn
    assert ">variation habituelle<" in drawn
