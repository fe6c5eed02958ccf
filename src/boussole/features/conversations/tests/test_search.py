"""The search index: both languages stemmed, accents ignored, nothing outside the scope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from boussole.features.conversations.search import Entry, IndexMissingError, SearchIndex, Terms


def entry(identifier: int, text: str, lang: str = "fr", **fields: Any) -> Entry:
    return Entry(
        id=identifier,
        text=text,
        lang=lang,
        newest_key=1000 + identifier,
        tension_key=10_000 - identifier,
        **fields,
    )


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    found = SearchIndex(tmp_path)
    found.add(
        [
            entry(1, "Je demande le remboursement de l’été dernier", team=1, signals=("effort",)),
            entry(2, "I want a refund of these invoices", "en", team=2, reason="billing.refund"),
            entry(3, "Rembourser la commande", agent=7, situations=("recovery", "exemplary")),
            entry(4, "refund remboursement", "de"),
        ]
    )
    return found


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("REMBOURSÉ", [4, 3, 1]),
        ("ete", [1]),
        ("l'été", [1]),
        ("invoice", [2]),
        ("refunds", [4, 2]),
        ("remboursement commande", [3]),
        ('"remboursement de l’été"', [1]),
        ('"été remboursement"', []),
        ("remboursement -commande", [4, 1]),
        ("team:2", []),
        ("((", []),
        ("", []),
    ],
)
def test_words_are_found_whatever_their_form(
    index: SearchIndex, words: str, ids: list[int]
) -> None:
    assert index.search(words, Terms()).ids == ids


@pytest.mark.parametrize(
    ("terms", "ids"),
    [
        (Terms(scope=(("team", 1),)), [1]),
        (Terms(scope=(("team", 1), ("agent", 7))), [3, 1]),
        (Terms(scope=()), []),
        (Terms(must={"signals": ("effort",)}), [1]),
        (Terms(must={"situations": ("exemplary",)}), [3]),
        (Terms(between=(1003, 1004)), [3]),
    ],
)
def test_scope_and_filters_are_part_of_the_query(
    index: SearchIndex, terms: Terms, ids: list[int]
) -> None:
    found = index.search("remboursement", terms)
    assert found.ids == ids
    assert found.total == len(ids)


def test_a_reason_is_found_among_those_of_its_family(index: SearchIndex) -> None:
    for reasons in (("billing.refund",), ("billing", "billing.invoice", "billing.refund")):
        assert index.search("refund", Terms(must={"reason": reasons})).ids == [2]


def test_pages_follow_each_other_in_both_directions_and_orders(index: SearchIndex) -> None:
    first = index.search("remboursement", Terms(), limit=2)
    assert (first.ids, first.total) == ([4, 3], 3)
    assert index.search("remboursement", Terms(), after=1003).ids == [1]
    assert index.search("remboursement", Terms(), after=1001, ascending=True).ids == [3, 4]
    assert index.search("remboursement", Terms(), order="tension_key").ids == [1, 3, 4]


def test_an_entry_replaces_the_earlier_one_and_can_go(index: SearchIndex) -> None:
    index.add([entry(3, "Tout autre chose")])
    assert index.search("remboursement", Terms()).ids == [4, 1]
    index.add([], removed=[1])
    assert index.search("remboursement", Terms()).ids == [4]


def test_a_missing_index_is_told_apart_from_an_empty_answer(
    index: SearchIndex, tmp_path: Path
) -> None:
    with pytest.raises(IndexMissingError):
        SearchIndex(tmp_path / "elsewhere").search("x", Terms())
    index.clear()
    assert not index.exists
