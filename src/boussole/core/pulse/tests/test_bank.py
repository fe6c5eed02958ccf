"""The shipped questions: complete, in both languages, and asked in turn."""

from __future__ import annotations

from collections import Counter

import pytest

from boussole.core.pulse import default_bank, digest, in_turn, new_receipt, normalised, themed

BANK = default_bank()
QUESTIONS = [question for theme in BANK.values() for question in theme.questions]


def test_nine_themes_of_two_or_three_questions_and_three_proposals() -> None:
    assert len(BANK) == 9
    assert {len(theme.questions) for theme in BANK.values()} == {2, 3}
    assert {len(theme.proposals) for theme in BANK.values()} == {3}


def test_every_question_has_a_key_of_its_own_and_one_sentence_in_each_language() -> None:
    assert len({one.key for one in QUESTIONS}) == len(QUESTIONS) == len(themed(BANK))
    for one in QUESTIONS:
        for wording in (one.fr, one.en):
            assert wording.endswith(".")
            assert "'" not in wording
            assert len(wording) <= 100


@pytest.mark.parametrize("count", [3, 4, 5])
def test_no_question_comes_back_before_all_were_asked(count: int) -> None:
    turns = len(QUESTIONS) // count
    asked = [key for turn in range(turns) for key in in_turn(BANK, turn, count)]
    assert max(Counter(asked).values()) == 1
    themes = themed(BANK)
    for turn in range(turns):
        assert len({themes[key].key for key in in_turn(BANK, turn, count)}) == count


def test_a_receipt_is_read_however_it_is_typed_and_joins_nothing() -> None:
    code = new_receipt(bytes(range(32)))
    assert len(normalised(code)) == 16
    assert digest(code, "answer") == digest(code.lower().replace("-", " "), "answer")
    assert digest(code, "answer") != digest(code, "comment")
    with pytest.raises(ValueError, match="32 random bytes"):
        new_receipt(b"short")
