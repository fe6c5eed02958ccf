"""``make bench``: runs every bench and writes docs/performance.md."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

BENCHES = ("reading", "pipeline", "playbook", "compass", "pages", "pulse", "surveys")
REPORT = Path(__file__).parents[1] / "docs" / "performance.md"

HEAD = """# Performance

Written by `make bench`; `python -m benchmarks NAME...` measures some benches again and leaves the other sections as they are. Medians; an
alternative runs in the same process, on the same data, right after. Absolute figures move with the machine, which each section names; the
ratios are what to compare.
"""


def machine() -> str:
    """Describe what these figures were measured on."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    memory = round(psutil.virtual_memory().total / 2**30)
    version = ".".join(map(str, sys.version_info[:3]))
    load = psutil.getloadavg()[0]
    return (
        f"{psutil.cpu_count()} cores ({model}), {memory} GiB, Python {version}, "
        f"load average {load:.1f} before the first bench"
    )


def run(name: str) -> dict[str, Any]:
    """Run one bench in its own process."""
    print(f"{name}…", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"], check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def section(found: dict[str, Any], where: str) -> str:
    """Lay one bench out as a table."""
    day = datetime.now(UTC).date().isoformat()
    lines = [f"## {found['title']}", "", f"`{found['command']}`, {day}: {where}.", ""]
    lines += ["| what | measured | against | note |", "|---|---|---|---|"]
    lines += [
        f"| {row['what']} | {row['value']} | {row['against']} | {row['note']} |"
        for row in found["rows"]
    ]
    return "\n".join(lines)


def merged(before: str, measured: list[str]) -> str:
    """Put sections measured again in the place of those they replace, or at the end."""
    titles = {one.partition("\n")[0]: one for one in measured}
    kept = [f"## {part.strip()}" for part in before.split("\n## ")[1:]]
    known = {one.partition("\n")[0] for one in kept}
    sections = [titles.get(one.partition("\n")[0], one) for one in kept]
    sections += [one for title, one in titles.items() if title not in known]
    return "\n\n".join([HEAD.rstrip(), *sections]) + "\n"


def main() -> None:
    """Measure everything, or only the benches named, and write the report."""
    names = sys.argv[1:] or list(BENCHES)
    measured = [section(run(name), machine()) for name in names]
    before = REPORT.read_text(encoding="utf-8") if sys.argv[1:] else ""
    REPORT.write_text(merged(before, measured), encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
