"""Lexicon files are checked when they are read, and say what is wrong."""

from __future__ import annotations

import pytest

from boussole.core.signals.lexicon import LexiconError, parse_entry


def written(**changes: str) -> str:
    fields = {
        "signal": "praise",
        "language": "fr",
        "levels": "[{strength: 1, cues: [bravo]}]",
        **changes,
    }
    return "\n".join(f"{name}: {value}" for name, value in fields.items())


def test_a_good_file_is_read() -> None:
    entry = parse_entry(written(), source="fr/praise.yaml")
    assert entry.levels[0].cues == ("bravo",)
    assert entry.levels[0].negatable


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"signal": "happiness"}, "catalogue"),
        ({"levels": "[{strength: 2, cues: [bravo]}]"}, "maximum"),
        ({"levels": "[{strength: 0, cues: [bravo]}]"}, "greater than 0"),
        ({"levels": "[]"}, "levels"),
        ({"language": "de"}, "language"),
        ({"colour": "blue"}, "colour"),
        ({"levels": "[{strength: 1, cues: [bravo"}, "expected"),
    ],
)
def test_a_bad_file_says_where_and_what(changes: dict[str, str], word: str) -> None:
    with pytest.raises(LexiconError, match=word) as caught:
        parse_entry(written(**changes), source="fr/praise.yaml")
    assert "fr/praise.yaml" in str(caught.value)
