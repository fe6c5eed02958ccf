"""``make bench``: runs every bench and writes docs/performance.md."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

BENCHES = ("pipeline", "compass", "pages")
REPORT = Path(__file__).parents[1] / "docs" / "performance.md"

HEAD = """# Performance

Written by `make bench` on {day}. Machine: {machine}. Medians; the alternative runs in the same process, on the same data,
right after. Absolute figures move with the machine; the ratios are what to compare.
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


def section(found: dict[str, Any]) -> str:
    """Lay one bench out as a table."""
    lines = [f"## {found['title']}", "", f"`{found['command']}`", ""]
    lines += ["| what | measured | against | note |", "|---|---|---|---|"]
    lines += [
        f"| {row['what']} | {row['value']} | {row['against']} | {row['note']} |"
        for row in found["rows"]
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure everything, or only the benches named, and write the report when all ran."""
    names = sys.argv[1:] or list(BENCHES)
    here = machine()
    sections = [section(run(name)) for name in names]
    if tuple(names) != BENCHES:
        print("\n\n".join(sections))
        return
    head = HEAD.format(day=datetime.now(UTC).date().isoformat(), machine=here)
    REPORT.write_text("\n\n".join([head.rstrip(), *sections]) + "\n", encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
