"""Components as templates use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from boussole.web.templatetags.components import passage, say_tension


def _drawn(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def test_a_passage_is_marked_and_escaped() -> None:
    drawn = _drawn("{% passage text 3 7 %}", text="<b>rage</b>")
    assert "&lt;b&gt;<mark>rage</mark>&lt;/b&gt;" in drawn


def test_what_is_masked_is_said_in_words() -> None:
    drawn = _drawn("{% passage text 0 14 %}", text="Bonjour [NAME], [sic] <b>")
    assert '<mark>Bonjour <span class="masked">nom</span></mark>' in drawn
    assert "[sic] &lt;b&gt;" in drawn


def test_a_long_turn_is_cut_around_its_passage() -> None:
    text = "mot " * 200 + "ici " + "mot " * 200
    parts = passage(text, 800, 803)
    assert parts["marked"] == "ici"
    assert parts["cut_before"]
    assert parts["cut_after"]
    assert len(parts["before"]) <= 141
    assert parts["before"].startswith("mot")
    assert parts["after"].endswith("mot")


def test_a_short_turn_is_whole() -> None:
    parts = passage("Bonjour à tous", 0, 7)
    assert (parts["before"], parts["marked"], parts["after"]) == ("", "Bonjour", " à tous")
    assert not parts["cut_before"]
    assert not parts["cut_after"]


@pytest.mark.parametrize(
    ("values", "french", "english"),
    [
        ([], "Aucune tension exprimée", "No tension expressed"),
        ([0, 0.2], "Aucune tension exprimée", "No tension expressed"),
        (
            [1, 3, 2.9],
            "Tension exprimée\u00a0: forte jusqu’à la fin",
            "Tension expressed: strong until the end",
        ),
        (
            [2, 0.2],
            "Tension exprimée\u00a0: nette au plus haut, aucune à la fin",
            "Tension expressed: clear at its highest, none at the end",
        ),
    ],
)
def test_a_ribbon_is_said_in_words(values: list[float], french: str, english: str) -> None:
    assert say_tension(values) == french
    with translation.override("en"):
        assert say_tension(values) == english


def test_a_ribbon_draws_its_marks() -> None:
    drawn = _drawn("{% tension_ribbon values marks %}", values=[0, 3], marks=[(1, True)])
    assert drawn.count("<polygon") == 2
    assert drawn.count("ribbon-mark-success") == 1
    assert 'role="img"' in drawn


def test_an_insufficient_number_shows_no_value() -> None:
    number = {"label": "CSAT", "value": "80 %", "state": "insufficient", "sample": "n = 4"}
    drawn = render_to_string("components/number.html", {"number": number})
    assert "Pas assez de données" in drawn
    assert "80 %" not in drawn
    assert "whisker" not in drawn


def test_a_number_shows_its_interval_and_sample() -> None:
    number = {
        "label": "CSAT",
        "value": "80 %",
        "sample": "n = 90",
        "at": 0.8,
        "low": 0.7,
        "high": 0.9,
    }
    drawn = render_to_string("components/number.html", {"number": number})
    assert "80 %" in drawn
    assert "n = 90" in drawn
    assert 'd="M126.0 7H162.0' in drawn


def test_breadcrumbs_take_pairs() -> None:
    drawn = _drawn("{% breadcrumbs a b c d %}", a="Réglages", b="/settings/", c="Équipes", d="/t/")
    assert drawn.count("<li>") == 2


def test_nothing_is_styled_in_place() -> None:
    """The content security policy refuses style attributes."""
    number = {"label": "x", "value": "1", "at": 1, "low": 0, "high": 2}
    drawn = str(render_to_string("components/number.html", {"number": number}))
    drawn += _drawn("{% tension_ribbon v %}{% ribbon_piece 0 3 %}", v=[1, 2])
    assert "style=" not in drawn
