"""Lines of the gold that are also, or nearly, in what the models learn from: ``python -m benchmarks.accuracy.leaks``.

Such a line is to be taken out of ``training``, never out of the gold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from benchmarks.accuracy.conversations import SPEAKERS
from benchmarks.accuracy.gold import CONVERSATIONS, SETS
from boussole.core.folding import fold
from boussole.core.signals.models import SIDES
from training.corpus import SENTENCES, sentences

LEARNT_CONVERSATIONS = SENTENCES.parent / "conversations"
SHINGLE = 5  # characters
SHORT = 25  # characters up to which only the very same text is a leak
ALIKE = 0.6  # share of shingles in common above which two longer texts are one
COMMON = 12  # letters under which anyone says the same in a conversation (“oui”, “d’accord”)

Placed = tuple[str, str]


def main() -> None:
    """List the leaks; the exit code is 1 when there are any."""
    found = leaks()
    for gold, learnt in found:
        print(f"{learnt} repeats {gold}")
    raise SystemExit(1 if found else 0)


def leaks() -> list[Placed]:
    """Name each place of the gold, and the place of training that repeats it."""
    lines = [(line.where, line.text) for gold in SETS.values() for line in gold.lines()]
    learnt = [
        (f"training/sentences/{line.language}/{line.where}", line.text)
        for side in SIDES
        for line in sentences(side)
    ]
    turns, told = said_in(CONVERSATIONS), said_in(LEARNT_CONVERSATIONS)
    return [
        *repeated(lines, learnt),
        *repeated(lines, told, common=COMMON),
        *repeated(turns, [*learnt, *told], common=COMMON),
    ]


def repeated(gold: Iterable[Placed], learnt: Sequence[Placed], *, common: int = 1) -> list[Placed]:
    """Name the places, in the gold and in what is learnt from, of texts that are one, or nearly.

    Texts are compared by their letters and figures, without case or accents: the very same, when they
    have ``common`` of them, or longer ones with more than ``ALIKE`` of their shingles in common (Jaccard).
    """
    index = _Index(learnt)
    found = []
    for where, text in gold:
        letters = _letters(text)
        same = index.texts.get(letters, []) if len(letters) >= common else []
        found += [(where, place) for place in (*same, *index.near(letters))]
    return found


class _Index:
    """What is learnt from, by text and by shingle."""

    def __init__(self, learnt: Sequence[Placed]) -> None:
        self.texts: dict[str, list[str]] = defaultdict(list)
        for where, text in learnt:
            self.texts[_letters(text)].append(where)
        self._letters, self._places = list(self.texts), list(self.texts.values())
        self._sizes: list[int] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, letters in enumerate(self.texts):
            shingles = _shingles(letters)
            self._sizes.append(len(shingles))
            for shingle in shingles:
                self._holding[shingle].append(number)

    def near(self, letters: str) -> list[str]:
        """Return the places of the texts that are nearly this one, the very same left out."""
        mine = _shingles(letters)
        common = Counter(number for one in mine for number in self._holding.get(one, ()))
        return [
            place
            for number, both in common.items()
            if both / (len(mine) + self._sizes[number] - both) > ALIKE
            for place in (self._places[number] if self._letters[number] != letters else ())
        ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _shingles(letters: str) -> set[str]:
    if len(letters) <= SHORT:
        return set()
    return {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}


def said_in(folder: Path) -> list[Placed]:
    """List what is said in a folder of conversations, with its place."""
    return [
        (f"{folder.name}/{path.name}, {entry['id']}, turn {number}", text)
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or ()
        for number, turn in enumerate(entry["turns"])
        for role, text in turn.items()
        if role in SPEAKERS
    ]


if __name__ == "__main__":
    main()
