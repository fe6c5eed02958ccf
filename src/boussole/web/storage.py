"""The interface's files as they are served: named by their content, compressed, and one stylesheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "web/css/boussole.css"
SHEETS = ("tokens", "base", "layout")
COMPONENTS = (
    "badge",
    "breadcrumbs",
    "button",
    "cue",
    "dialog",
    "empty",
    "field",
    "filters",
    "list",
    "moment",
    "notice",
    "number",
    "pager",
    "passage",
    "progress",
    "ribbon",
    "skeleton",
    "start",
    "table",
    "tabs",
)
STYLESHEETS = (
    *(f"web/css/{name}.css" for name in SHEETS),
    *(f"web/css/components/{name}.css" for name in COMPONENTS),
)


class BundlingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no stubs
    """Joins the design system's stylesheets, which are small and many, into one file."""

    def post_process(
        self, paths: dict[str, Any], *, dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Write the bundle among what was collected, then name and compress everything."""
        if not dry_run:
            if self.exists(BUNDLE):
                self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile("\n".join(_sources()).encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def _sources() -> Iterator[str]:
    for name in STYLESHEETS:
        found = finders.find(name)
        if not isinstance(found, str):
            raise FileNotFoundError(name)
        with open(found, encoding="utf-8") as file:  # noqa: PTH123  # the finder gives a string
            yield file.read()
