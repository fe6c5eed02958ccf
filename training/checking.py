"""Check files of labelled lines (docs/labelling.md): format, codes, duplicates; print the counts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

CUSTOMER = set(
    [
        "d1",
        "d2",
        "d3",
        "effort",
        "repeat",
        "human",
        "manager",
        "leave",
        "threat",
        "praise",
        "need",
        "esg",
        "privacy",
        "vuln",
        "urgent",
    ]
)
AGENT = set(["ack", "reform", "apol", "ask", "expl", "commit", "offer", "refuse", "hand", "close"])
TAGS = set(["#irony", "#cold", "#hard", "#neg", "#mixed", "#quote"])


def main(paths: list[str]) -> int:
    seen: dict[str, str] = {}
    counts: Counter[str] = Counter()
    errors = 0
    lines = 0
    for path in paths:
        side = AGENT if "agent" in Path(path).name else CUSTOMER
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("//"):
                continue
            head, bar, text = line.partition(" | ")
            codes = head.split()
            labels = [c for c in codes if not c.startswith("#") and c != "-"]
            problem = None
            if not bar or not text.strip():
                problem = "no ' | ' or no text"
            elif bad := [c for c in codes if c != "-" and c not in side | TAGS]:
                problem = f"unknown codes {bad}"
            elif len([c for c in labels if c[0] == "d" and c[1:].isdigit()]) > 1:
                problem = "two strengths of dissatisfaction"
            elif not labels and "-" not in codes:
                problem = "no label: write -"
            elif labels and "-" in codes:
                problem = "labels and -"
            key = "".join(ch for ch in text.lower() if ch.isalnum())
            if not problem and key and key in seen:
                problem = f"same text as {seen[key]}"
            if problem:
                errors += 1
                print(f"{path}:{number}: {problem}: {line[:80]}")
                continue
            seen[key or text] = f"{path}:{number}"
            lines += 1
            counts.update(labels or ["-"])
            counts.update(c for c in codes if c.startswith("#"))
    print(
        lines,
        "lines;",
        ", ".join(f"{k} {v}" for k, v in sorted(counts.items(), key=lambda kv: -kv[1])),
    )
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
