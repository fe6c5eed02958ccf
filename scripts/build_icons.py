"""Rebuild the icon sprite from an unpacked ``lucide-static`` package: only the icons in use.

npm pack lucide-static && tar xzf lucide-static-*.tgz
python scripts/build_icons.py package/icons
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parents[1] / "src/boussole/web/static/web/icons.svg"

ICONS = [
    "arrow-left",
    "arrow-right",
    "arrow-right-left",
    "arrow-up-right",
    "audio-lines",
    "bell",
    "book-open",
    "building-2",
    "calendar",
    "chart-line",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-help",
    "clock",
    "compass",
    "download",
    "ear",
    "eye",
    "file-text",
    "filter",
    "flag",
    "globe",
    "graduation-cap",
    "hand-heart",
    "handshake",
    "headset",
    "heart-handshake",
    "history",
    "hourglass",
    "house",
    "inbox",
    "info",
    "key-round",
    "layers",
    "leaf",
    "library",
    "life-buoy",
    "lightbulb",
    "link",
    "list",
    "lock",
    "log-out",
    "mail",
    "map",
    "map-pin",
    "menu",
    "message-circle",
    "message-square",
    "messages-square",
    "monitor",
    "moon",
    "more-horizontal",
    "pencil",
    "phone",
    "play",
    "plus",
    "quote",
    "refresh-cw",
    "route",
    "scale",
    "scroll-text",
    "search",
    "send",
    "settings",
    "shield",
    "shield-check",
    "signpost",
    "sparkles",
    "sprout",
    "star",
    "sun",
    "tag",
    "target",
    "trash-2",
    "trending-down",
    "trending-up",
    "triangle-alert",
    "undo-2",
    "upload",
    "user",
    "user-plus",
    "users",
    "waypoints",
    "wrench",
    "x",
]

NOTICE = "Icons by Lucide (lucide.dev), ISC licence; those derived from Feather, MIT. See icons-licence.txt."


def symbol(folder: Path, name: str) -> str:
    """One icon as a symbol of the sprite."""
    source = (folder / f"{name}.svg").read_text(encoding="utf-8")
    shapes = re.sub(r"\s+", " ", re.search(r"<svg.*?>(.*)</svg>", source, re.DOTALL)[1]).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(folder: Path) -> None:
    """Write the sprite."""
    found = [name for name in ICONS if (folder / f"{name}.svg").exists()]
    for name in set(ICONS) - set(found):
        sys.stderr.write(f"no icon is called {name}\n")
    body = "\n".join(symbol(folder, name) for name in found)
    SPRITE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {NOTICE} -->\n{body}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
