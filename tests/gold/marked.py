"""Gold of the masking: written with inline markers, kept with offsets.

A line of ``pii_<language>.marked.txt`` is one message; ``{KIND:said}`` marks personal data and ``\\n``
stands for a new line. ``python -m tests.gold.marked`` writes ``pii_<language>.jsonl`` from it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("fr", "fr_later", "fr_unread", "en")
_MARK = re.compile(r"\{(?P<kind>[A-Z]+):(?P<said>[^{}]+)\}")


def read_marked(line: str) -> dict[str, Any]:
    """Return the text of a marked line, and where its personal data stands."""
    line = line.replace("\\n", "\n")
    text, spans, done = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        end = len(text) + len(mark["said"])
        spans.append({"start": len(text), "end": end, "kind": mark["kind"]})
        text, done = text + mark["said"], mark.end()
    return {"text": text + line[done:], "spans": spans}


def derived(language: str) -> str:
    """Return what ``pii_<language>.jsonl`` must hold."""
    lines = (HERE / f"pii_{language}.marked.txt").read_text(encoding="utf-8").splitlines()
    return "".join(json.dumps(read_marked(one), ensure_ascii=False) + "\n" for one in lines)


if __name__ == "__main__":
    for one in LANGUAGES:
        (HERE / f"pii_{one}.jsonl").write_text(derived(one), encoding="utf-8")
