"""The gold of the masking is what its marked form says, and marks only kinds that exist."""

from __future__ import annotations

import json

import pytest

from boussole.core.privacy import KINDS
from tests.gold.marked import HERE, LANGUAGES, derived, read_marked


def test_a_marked_line_gives_its_text_and_where_personal_data_stands() -> None:
    assert read_marked(r"Cdt,\n{NAME:Zoé}, {PHONE:06}") == {
        "text": "Cdt,\nZoé, 06",
        "spans": [
            {"start": 5, "end": 8, "kind": "NAME"},
            {"start": 10, "end": 12, "kind": "PHONE"},
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gold_is_its_marked_form(language: str) -> None:
    kept = (HERE / f"pii_{language}.jsonl").read_text(encoding="utf-8")
    assert kept == derived(language)
    rows = [json.loads(line) for line in kept.splitlines()]
    assert {span["kind"] for row in rows for span in row["spans"]} <= set(KINDS)
    assert [row["text"] for row in rows if "{" in row["text"] or "}" in row["text"]] == []
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize(("language", "least", "plain"), [("fr", 220, 70), ("en", 60, 15)])
def test_the_gold_is_large_enough_and_holds_messages_without_any(
    language: str, least: int, plain: int
) -> None:
    rows = [
        json.loads(line)
        for line in (HERE / f"pii_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(rows) >= least
    assert sum(not row["spans"] for row in rows) >= plain
