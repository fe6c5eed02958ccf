"""Vega, Vega-Lite and Vega-Embed as one script for the browser, from the copy inside vl-convert.

``python -m boussole.adapters.reports.vega FILE`` writes it. The script that ships is in
``features/metrics/static/metrics/vendor``; a test says when it no longer matches.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

_HEADER = """/*! Vega {vega}, Vega-Lite and Vega-Embed {embed} with their dependencies, bundled by vl-convert {made}.
 * Copyright University of Washington Interactive Data Lab and contributors; BSD 3-Clause Licence,
 * see LICENCE beside this file. Used with `ast: true`: no expression is ever evaluated as script.
 */
"""


def header() -> str:
    """The comment that heads the script, with the versions it was made of."""
    import vl_convert

    return _HEADER.format(
        vega=vl_convert.get_vega_version(),
        embed=vl_convert.get_vega_embed_version(),
        made=version("vl-convert-python"),
    )


def bundle() -> str:
    """The script; it sets ``window.vegaEmbed``."""
    import vl_convert

    return header() + str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))


def main(path: str) -> None:
    """Write the script at ``path``."""
    Path(path).write_text(bundle(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
