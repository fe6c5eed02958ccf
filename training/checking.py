"""Check files of labelled lines: ``python -m training.checking FILE...``.

Says what is ill formed and what is there twice, and counts labels and tags.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from boussole.core.folding import fold
from boussole.core.signals.models import Side
from boussole.core.text import Language
from training.lines import Labelled, LineError, read


def main(paths: list[str]) -> int:
    """Check the files; return 1 when something must be mended."""
    lines: list[Labelled] = []
    problems: list[str] = []
    for path in map(Path, paths):
        try:
            lines += read(path, _side(path), _language(path))
        except LineError as error:
            problems.append(str(error))
    problems += _twice(lines)
    counts = Counter(label for line in lines for label in (line.labels or {"-"}) | line.tags)
    said = ", ".join(f"{name} {count:,}" for name, count in counts.most_common())
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.stdout.write(f"{len(lines):,} lines; {said}\n")
    return 1 if problems else 0


def _side(path: Path) -> Side:
    return "agent" if path.name.startswith("agent") else "customer"


def _language(path: Path) -> Language:
    return "en" if path.parent.name == "en" or path.stem.endswith("_en") else "fr"


def _twice(lines: Iterable[Labelled]) -> list[str]:
    seen: dict[str, Labelled] = {}
    problems = []
    for line in lines:
        plain = "".join(filter(str.isalnum, fold(line.text))) or line.text
        before = seen.setdefault(plain, line)
        if before is not line:
            problems.append(f"{line.where}: said already at {before.where}: {line.text[:60]}")
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
