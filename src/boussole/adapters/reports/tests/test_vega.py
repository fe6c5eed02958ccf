"""The script that ships is the one the installed libraries make."""

from __future__ import annotations

from pathlib import Path

from boussole.adapters.reports import vega

SHIPPED = Path(vega.__file__).parents[2] / "features/metrics/static/metrics/vendor/vega.js"


def test_the_shipped_script_is_up_to_date() -> None:
    shipped = SHIPPED.read_text(encoding="utf-8")
    assert shipped.startswith(vega.header()), "run python -m boussole.adapters.reports.vega FILE"
    assert (SHIPPED.parent / "LICENCE").exists()
