"""Which labels are put to a second reader."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.schemas import TURNS
from boussole.core.signals import SIGNAL_NAMES
from boussole.core.signals.review import Band, Doubt, Said, doubtful, share, uncertainty
from boussole.core.signals.review.doubts import CONTEXT

BAND = Band()
Row = dict[str, Any]


def row(
    turn: int,
    text: str = "Bonjour",
    *,
    role: str = "customer",
    conversation: str = "c1",
    labels: tuple[tuple[str, float, int, int], ...] = (),
    **more: Any,
) -> Row:
    strengths = dict.fromkeys(SIGNAL_NAMES, 0.0)
    for signal, strength, _, _ in labels:
        strengths[signal] = max(strengths[signal], strength)
    known = {
        "conversation_id": conversation,
        "turn": turn,
        "role": role,
        "at": datetime(2026, 11, 16, tzinfo=UTC),
        "public": True,
        "author": None,
        "text_masked": text,
        "lang": "fr",
    }
    names = ("signal", "strength", "start", "end")
    shown = [dict(zip(names, label, strict=True)) for label in labels]
    return known | strengths | {"labels": shown} | more


def turns(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(pa.Table.from_pylist(list(rows), schema=TURNS)))


def test_a_label_near_its_threshold_is_in_doubt_and_a_sure_one_is_not() -> None:
    rows = turns(
        row(0, labels=(("praise", 0.6, 0, 7),)),
        row(1, labels=(("praise", 1.0, 0, 7),)),
        row(2, labels=(("praise", 0.2, 0, 7),)),
    )
    (doubt,) = doubtful(rows, BAND)
    assert (doubt.key, doubt.signal, doubt.strength) == ("c1/0/praise", "praise", 0.6)
    assert doubt.passage == "Bonjour"


@pytest.mark.parametrize(("strength", "found"), [(0.3, 1), (0.7, 1), (0.29, 0), (0.71, 0)])
def test_both_ends_of_the_band_are_in_it(strength: float, found: int) -> None:
    assert len(doubtful(turns(row(0, labels=(("effort", strength, 0, 7),))), BAND)) == found


@pytest.mark.parametrize(("strength", "found"), [(1.0, 1), (1.4, 1), (0.5, 0), (2.0, 0)])
def test_dissatisfaction_has_the_band_in_proportion_to_its_threshold(
    strength: float, found: int
) -> None:
    labelled = turns(row(0, labels=(("dissatisfaction", strength, 0, 7),)))
    assert len(doubtful(labelled, BAND)) == found


def test_the_most_doubtful_come_first() -> None:
    rows = turns(
        row(0, labels=(("effort", 0.65, 0, 3), ("urgency", 0.45, 0, 3))),
        row(1, labels=(("dissatisfaction", 1.0, 0, 3),)),
    )
    found = doubtful(rows, BAND)
    assert [doubt.signal for doubt in found] == ["dissatisfaction", "urgency", "effort"]
    assert [round(uncertainty(doubt), 3) for doubt in found] == [0.0, 0.1, 0.3]


def test_the_passage_is_that_of_the_strongest_label_of_the_signal() -> None:
    labels = (("effort", 0.4, 0, 3), ("effort", 0.6, 4, 7), ("praise", 1.0, 0, 7))
    (doubt,) = doubtful(turns(row(0, "abc def", labels=labels)), BAND)
    assert doubt.passage == "def"


def test_a_strength_without_a_passage_is_a_doubt_without_one() -> None:
    (doubt,) = doubtful(turns(row(0, effort=0.5)), BAND)
    assert (doubt.start, doubt.end, doubt.passage) == (0, 0, "")


def test_a_signal_is_reviewed_on_its_own_side_only() -> None:
    rows = turns(row(0, role="agent", praise=0.5, apology=0.5), row(1, role="bot", effort=0.5))
    assert [doubt.signal for doubt in doubtful(rows, BAND)] == ["apology"]


def test_the_turns_before_come_along_and_stop_at_the_conversation() -> None:
    before = [row(turn, f"tour {turn}", conversation="c1") for turn in range(CONTEXT + 2)]
    other = [row(0, "autre", conversation="c2"), row(1, "doute", conversation="c2", effort=0.5)]
    last = row(CONTEXT + 2, "doute", effort=0.5)
    own, another = doubtful(turns(*before, last, *other), BAND)
    assert own.context == tuple(Said("customer", f"tour {turn}") for turn in range(2, CONTEXT + 2))
    assert another.context == (Said("customer", "autre"),)


def test_what_was_not_said_to_the_customer_is_neither_reviewed_nor_shown() -> None:
    rows = turns(
        row(0, "dit"),
        row(1, "note", role="agent", public=False, apology=0.5),
        row(2, "doute", effort=0.5),
    )
    (doubt,) = doubtful(rows, BAND)
    assert doubt.signal == "effort"
    assert doubt.context == (Said("customer", "dit"),)


def test_nothing_comes_of_nothing() -> None:
    assert doubtful(turns(), BAND) == []


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.5), (0.6, 0.5), (0.5, 1.1)])
def test_a_band_that_is_none_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="0 < low <= high <= 1"):
        Band(low, high)


def doubt(number: int, signal: str, strength: float) -> Doubt:
    key = f"c/{number}/{signal}"
    return Doubt(key, "c", number, "customer", "fr", signal, strength, "Bonjour", 0, 7)


def test_a_frequent_signal_leaves_room_for_the_others() -> None:
    many = [doubt(number, "dissatisfaction", 1.0) for number in range(50)]
    few = [doubt(100, "effort", 0.6), doubt(101, "effort", 0.55), doubt(102, "praise", 0.7)]
    taken = share([*many, *few], 5)
    assert [one.signal for one in taken] == [
        "dissatisfaction", "effort", "praise", "dissatisfaction", "effort",
    ]  # fmt: skip
    assert taken[1].strength == 0.55


def test_equal_doubts_are_spread_and_always_the_same() -> None:
    many = [doubt(number, "effort", 0.6) for number in range(200)]
    taken = [one.turn for one in share(many, 10)]
    assert taken == [one.turn for one in share(reversed(many), 10)]
    assert max(taken) > 100


_DOUBTS = st.lists(
    st.builds(doubt, st.integers(0, 10**6), st.sampled_from(["effort", "praise", "urgency"]),
              st.sampled_from([0.3, 0.5, 0.6])),
    max_size=30, unique_by=lambda one: one.key,
)  # fmt: skip


@given(_DOUBTS, st.integers(0, 30), st.integers(1, 10))
def test_sharing_part_by_part_gives_what_sharing_the_whole_gives(
    doubts: list[Doubt], cut: int, limit: int
) -> None:
    parts = share([*share(doubts[:cut], limit), *doubts[cut:]], limit)
    assert parts == share(doubts, limit)
