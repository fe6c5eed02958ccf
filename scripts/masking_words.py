"""Build the word lists by which the masking tells a name from a word: src/boussole/core/privacy/words.

``python scripts/masking_words.py`` reads the name lists of the MIT-licensed ``faker`` package (only
this script needs it), the lists written for this project (``own_*.txt``), open texts and the project's
own French, and writes ``first_names.txt``, ``family_names.txt``, ``common_words.txt`` and
``regions.txt``. docs/models/masking.md says what each holds, and under which licence.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import faker.providers.address  # noqa: E402
import faker.providers.person  # noqa: E402

from benchmarks.accuracy.samples import find  # noqa: E402
from boussole.core.folding import fold  # noqa: E402

WORDS = ROOT / "src" / "boussole" / "core" / "privacy" / "words"
SHORTEST = 3
MET, OFTEN = 2, 15  # times a word is met in lower case
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LATIN = re.compile(r"[A-Za-zÀ-ɏ' ’\-]+")
# Names that are words too, and still worth knowing as names: they need more around them.
ALSO_WORDS = frozenset(
    ["aime", "ange", "angel", "bill", "candy", "cherry", "christian", "clement", "constant", "crystal", "desire", "drew", "fleur", "frank", "faith", "gene", "grace", "grant", "honore", "hope", "innocent", "jack", "jean", "joy", "june", "kit", "lance", "marine", "mark", "max", "modeste", "olive", "parfait", "pat", "patience", "pepper", "perle", "pierre", "prosper", "prudence", "red", "rich", "rob", "rose", "roman", "ruby", "sage", "sky", "sue", "summer", "violette", "will", "ben", "ed", "isaac", "levy", "lois", "willie", "pete", "penny", "allie", "aimee", "mette", "carmen", "dot", "florence", "ginger", "marguerite", "marin", "victoire", "juste", "blanche", "capucine", "ravi"]
)  # fmt: skip
# Names that the open texts write in lower case now and then, and that are no words.
NAMES_ALL_THE_SAME = frozenset(
    [
        "alex",
        "charlie",
        "robin",
        "guy",
        "isaac",
        "lois",
        "levy",
        "willie",
        "rob",
        "pete",
        "allie",
    ]
)
# What the lists of names hold that nobody would take for one.
NEVER = frozenset(
    [
        "the",
        "and",
        "der",
        "die",
        "das",
        "von",
        "van",
        "des",
        "les",
        "del",
        "los",
        "las",
        "san",
        "mon",
        "ton",
        "son",
        "ses",
        "nos",
        "vos",
        "qui",
        "que",
        "dans",
        "avec",
        "pour",
        "par",
        "une",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "mrs",
        "miss",
        "noel",
    ]
)


def main() -> None:
    """Write the lists."""
    counted = _counted(_written_texts())
    french = {word for word, lower, upper in _counted(_french_texts()) if lower > upper}
    typed = {word for word, lower, _ in _counted(_typed_texts()) if lower >= MET}
    first = _names(r"^(first_names?|first_romanized)") | own("own_first_names.txt")
    family = _names(r"^(last_names?|last_romanized)") | own("own_family_names.txt")
    common = {word for word, lower, upper in counted if lower >= MET and lower > MET * upper}
    common = (common | french | _own_french() | typed - first - family) - NAMES_ALL_THE_SAME
    common |= {"noel", "ben", "ravi"}
    common -= own("own_first_names.txt") - ALSO_WORDS - _frequent(counted)
    first -= common - ALSO_WORDS | NEVER
    family -= common | NEVER
    _write("common_words.txt", common)
    _write("first_names.txt", first)
    _write("family_names.txt", family)
    _write("regions.txt", _regions() - common - own("own_first_names.txt"))
    _write("also_words.txt", _inflected((first | family) - own("own_first_names.txt"), common))


def _inflected(names: set[str], common: set[str]) -> set[str]:
    """Return the names that look like another form of a plain word: "chante" beside "chanter"."""
    endings = ("s", "r", "e", "nt", "es", "ed", "ing")
    return {
        name
        for name in names
        if len(name) > SHORTEST
        and (name[:-1] in common or any(name + ending in common for ending in endings))
    }


def own(name: str) -> set[str]:
    """Return the words of a list written by hand, its remarks left out."""
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def _frequent(counted: list[tuple[str, int, int]]) -> set[str]:
    """Words written in lower case so often that a few names among them do not explain it."""
    return {word for word, lower, upper in counted if lower >= OFTEN and lower > MET * upper}


def _write(name: str, words: set[str]) -> None:
    kept = sorted(word for word in words if len(word) >= SHORTEST or name == "common_words.txt")
    (WORDS / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(name, len(kept))


def _providers(package: object) -> Iterator[type]:
    for module in pkgutil.iter_modules(package.__path__):  # type: ignore[attr-defined]
        full = f"{package.__name__}.{module.name}"  # type: ignore[attr-defined]
        yield importlib.import_module(full).Provider


def _names(pattern: str) -> set[str]:
    said = {
        name
        for provider in _providers(faker.providers.person)
        for attribute in dir(provider)
        if re.match(pattern, attribute)
        for name in _texts(getattr(provider, attribute))
    }
    return {part for name in said if LATIN.fullmatch(name) for part in fold(name).split()}


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, (list, tuple, set, dict)):
        for one in found:
            yield from _texts(one)


def _regions() -> set[str]:
    """Countries, regions, departments, states: what is said alone without being anybody's data."""
    said: set[str] = set()
    for code in ("fr_FR", "fr_CH", "fr_CA", "en", "en_US", "en_CA", "en_AU", "de_DE", "es_ES"):
        provider = importlib.import_module(f"faker.providers.address.{code}").Provider
        for name in ("countries", "departments", "regions", "states", "provinces", "cantons"):
            said.update(_texts(getattr(provider, name, ())))
    parts = {
        part for one in said if not one.isdigit() for part in re.split(r"[\s()',]+", fold(one))
    }
    return {part for part in parts if len(part) > SHORTEST}


def _counted(texts: Iterator[str]) -> list[tuple[str, int, int]]:
    """Count each word of the open texts in lower case, and with a capital inside a sentence."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        for match in LETTERS.finditer(text):
            word = match[0]
            if word.islower():
                lower[fold(word)] += 1
            elif word[0].isupper() and word[1:].islower() and _inside(text, match.start()):
                upper[fold(word)] += 1
    return [(word, count, upper[word]) for word, count in lower.items()]


def _inside(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'«“(-")
    return bool(before) and before[-1] not in ".!?:\n"


def _written_texts() -> Iterator[str]:
    for language in ("fr", "en"):
        yield from (row["text"] for row in _rows(f"xed_emotion/{language}.jsonl.gz"))
    yield from (line.split("\t")[0] for line in _lines("goemotions/goemotions_test.tsv.gz"))
    yield from (
        row["complaint_what_happened"] for row in _rows("cfpb/cfpb_2023_narratives.jsonl.gz")
    )
    for row in csv.DictReader(_lines("banking77/train.csv.gz")):
        yield row["text"]


def _french_texts() -> Iterator[str]:
    """French is scarce: a word met once in it is one."""
    yield from (row["text"] for row in _rows("xed_emotion/fr.jsonl.gz"))
    with find("toxifrench/development_half.csv").open(encoding="utf-8", newline="") as rows:
        yield from (row["content"] or "" for row in csv.DictReader(rows))


def _typed_texts() -> Iterator[str]:
    """Chat turns whose writers seldom use a capital: they cannot say that a name is a word."""
    for sector in ("airline", "fastfood", "finance", "software"):
        lines = _lines(f"multidogo/turn_{sector}_train.tsv.gz")
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _without_slots(row["utterance"] or "", row["slot-labels"] or "")


def _without_slots(text: str, slots: str) -> str:
    """Leave out what a slot marks: a name typed in lower case is no common word."""
    marked = zip(text.split(), slots.split(), strict=False)
    return " ".join(word for word, slot in marked if slot == "O")


def _lines(name: str) -> Iterator[str]:
    with gzip.open(find(name), "rt", encoding="utf-8", newline="") as lines:
        yield from lines


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from map(json.loads, _lines(name))


def _own_french() -> set[str]:
    """The words of the project's own texts: cues, demo, pages, translations. Names have their capital."""
    source = ROOT / "src" / "boussole"
    files = [*source.rglob("*.yaml"), *source.rglob("*.po"), *source.rglob("*.html")]
    files += [ROOT / "docs" / "privacy.md"]
    return {
        fold(match[0])
        for path in files
        for match in LETTERS.finditer(path.read_text(encoding="utf-8"))
        if match[0].islower() and path.name != "directory.yaml"
    }


if __name__ == "__main__":
    main()
