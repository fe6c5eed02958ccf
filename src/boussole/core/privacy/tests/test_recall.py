"""How much is found: the gold written for this project, then the open set of English sentences.

Floors, so that figures only rise; docs/accuracy.md has the figures and what they are worth.
"""

from __future__ import annotations

import pytest

from benchmarks.accuracy.masking import (
    ALL,
    GOLD,
    ONLY_MEASURED,
    OPEN_SET,
    UNREAD,
    gold_lines,
    score_masking,
)
from benchmarks.accuracy.samples import SAMPLES

LEAST_ON_GOLD, LEAST_NAMES = 0.97, 0.95
LEAST_UNREAD = {"NAME": 0.82, "ADDRESS": 0.65}
LEAST_RIGHT_UNREAD = 0.93
LEAST_RIGHT = {ALL: 0.92, ONLY_MEASURED: 0.88}
FLOORS = {
    ALL: {
        "CREDIT_CARD": 0.99,
        "EMAIL_ADDRESS": 0.99,
        "US_SSN": 0.99,
        "IP_ADDRESS": 0.99,
        "PHONE_NUMBER": 0.97,
        "IBAN_CODE": 0.99,
        "STREET_ADDRESS": 0.87,
        "PERSON": 0.84,
    },
    ONLY_MEASURED: {"STREET_ADDRESS": 0.90, "PERSON": 0.76},
}


@pytest.mark.parametrize("file", GOLD.values())
def test_recall_and_precision_on_the_gold(file: str) -> None:
    scored = score_masking(gold_lines(file))
    low = {one.kind: one.whole.value for one in scored.kinds}
    least = {kind: LEAST_NAMES if kind == "NAME" else LEAST_ON_GOLD for kind in low}
    assert {kind: share for kind, share in low.items() if (share or 0) < least[kind]} == {}
    assert (scored.precise.value or 0) >= LEAST_ON_GOLD


def test_recall_and_precision_on_messages_whose_misses_were_never_read() -> None:
    (file,) = UNREAD.values()
    scored = score_masking(gold_lines(file))
    whole = {one.kind: one.whole.value or 0 for one in scored.kinds}
    assert {kind: whole[kind] for kind, least in LEAST_UNREAD.items() if whole[kind] < least} == {}
    assert (scored.precise.value or 0) >= LEAST_RIGHT_UNREAD


@pytest.mark.open_data
@pytest.mark.parametrize("part", FLOORS)
def test_recall_on_the_open_set_and_few_tokens_outside_personal_data(part: str) -> None:
    lines = [line for line in SAMPLES[OPEN_SET].lines(0) if part == ALL or part in line.labels]
    scored = score_masking(lines)
    reached = {one.kind: one.whole.value or 0 for one in scored.kinds}
    floors = FLOORS[part]
    assert {kind: reached[kind] for kind in floors if reached[kind] < floors[kind]} == {}
    assert (scored.precise.value or 0) >= LEAST_RIGHT[part]
