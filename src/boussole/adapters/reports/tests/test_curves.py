"""The curve of a rule: what is drawn, and where its names stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from boussole.adapters.reports.charts import to_svg
from boussole.adapters.reports.curves import curve_chart
from boussole.core.playbook.curves import THRESHOLDS, Point
from boussole.core.text import Language

POINTS = tuple(Point(at, right=8, wrong=2, missed=2, clean=4) for at in THRESHOLDS)
NAMES: dict[Language, set[str]] = {
    "fr": {"justes", "trouvées", "fausses alertes"},
    "en": {"right", "found", "false alarms"},
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_series_is_named_where_no_other_name_stands(language: Language) -> None:
    spec = curve_chart(POINTS, 0.6, language)
    ends = spec["datasets"]["ends"]
    assert {end["name"] for end in ends} == NAMES[language]
    places = sorted(end["place"] for end in ends)
    assert min(after - before for before, after in pairwise(places)) > 0.07
    assert spec["datasets"]["current"][0]["threshold"] == 0.6
    drawn = to_svg(spec)
    assert all(name in drawn for name in NAMES[language])


def test_what_was_never_found_has_no_precision_to_draw() -> None:
    nothing = tuple(Point(at, right=0, wrong=0, missed=3, clean=4) for at in THRESHOLDS)
    series = {row["series"] for row in curve_chart(nothing, 0.5, "fr")["datasets"]["points"]}
    assert series == {"recall", "false_positives"}
