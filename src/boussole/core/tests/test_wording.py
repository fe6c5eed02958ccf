"""Numbers and dates read as a French and an English professional write them."""

from __future__ import annotations

from datetime import date

import pytest

from boussole.core import wording
from boussole.core.text import Text


def test_numbers_have_the_marks_of_their_language() -> None:
    assert wording.number(12345.67, 1) == Text(fr="12\u202f345,7", en="12,345.7")
    assert wording.percent(0.315, 1) == Text(fr="31,5\u202f%", en="31.5%")
    assert wording.number(-3).en == "−3"


@pytest.mark.parametrize(
    ("n", "fr", "en"),
    [
        (0, "0\u00a0contact", "0 contacts"),
        (1, "1\u00a0contact", "1 contact"),
        (2, "2\u00a0contacts", "2 contacts"),
    ],
)
def test_plural_begins_at_two_in_french(n: int, fr: str, en: str) -> None:
    said = wording.counted(n, ("contact", "contacts"), ("contact", "contacts"))
    assert said == Text(fr=fr, en=en)


@pytest.mark.parametrize(
    ("seconds", "fr"),
    [
        (45, "45\u00a0s"),
        (240, "4\u00a0min"),
        (130, "2\u00a0min 10\u00a0s"),
        (1500, "25\u00a0min"),
        (7500, "2\u00a0h 5\u00a0min"),
        (3 * 86400 + 7200, "3\u00a0j 2\u00a0h"),
        (20 * 86400 + 7200, "20\u00a0j"),
    ],
)
def test_durations_keep_two_units(seconds: float, fr: str) -> None:
    assert wording.duration(seconds).fr == fr


def test_spans_repeat_nothing() -> None:
    assert wording.days(date(2026, 11, 16), date(2026, 11, 22)).fr == "16 au 22\u00a0novembre 2026"
    assert wording.days(date(2026, 10, 26), date(2026, 11, 1)).en == (
        "26\u00a0October to 1\u00a0November 2026"
    )
    assert wording.days(date(2025, 12, 29), date(2026, 1, 4)).fr == (
        "29\u00a0décembre 2025 au 4\u00a0janvier 2026"
    )


def test_lists_end_with_and() -> None:
    said = wording.listed([Text(fr=x, en=x) for x in "abc"])
    assert (said.fr, said.en) == ("a, b et c", "a, b and c")


def test_an_acronym_keeps_its_capitals_within_a_sentence() -> None:
    assert wording.within(Text(fr="Facturation", en="IT")) == Text(fr="facturation", en="IT")
