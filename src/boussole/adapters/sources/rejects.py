"""The rejects file of an import: one line per record left out, with what would mend it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

from boussole.adapters.sources.cells import neutralised
from boussole.adapters.sources.rejections import Rejection
from boussole.core.text import Language, Text

COLUMNS = tuple(field.name for field in fields(Rejection))


class RejectsFile(ExitStack):
    """Writes rejections as they come: JSON lines, or CSV when ``path`` ends in ``.csv``.

    Messages are in ``language``. The file is created with the first rejection; ``count`` says how many.
    Use it in a ``with``.
    """

    def __init__(self, path: str | Path, language: Language = "fr") -> None:
        super().__init__()
        self.path = Path(path)
        self.language: Language = language
        self.count = 0
        self._file: io.TextIOWrapper | None = None

    def write(self, rejection: Rejection) -> None:
        """Add one rejection."""
        file = self._file or self._opened()
        row = as_row(rejection, self.language)
        if self._is_csv:
            csv.writer(file).writerow(neutralised(value) for value in row.values())
        else:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.count += 1

    @property
    def _is_csv(self) -> bool:
        return self.path.suffix.lower() == ".csv"

    def _opened(self) -> io.TextIOWrapper:
        # Excel reads UTF-8 only when the file says so.
        encoding = "utf-8-sig" if self._is_csv else "utf-8"
        file = self.enter_context(self.path.open("w", encoding=encoding, newline=""))
        if self._is_csv:
            csv.writer(file).writerow(COLUMNS)
        self._file = file
        return file


def as_row(rejection: Rejection, language: Language) -> dict[str, str | int | None]:
    """One rejection as flat values, its texts in ``language``."""
    values = {name: getattr(rejection, name) for name in COLUMNS}
    return {
        name: value.in_(language) if isinstance(value, Text) else value
        for name, value in values.items()
    }


def write_rejects(
    rejections: Iterable[Rejection], path: str | Path, language: Language = "fr"
) -> int:
    """Write ``rejections`` to ``path``; returns how many."""
    with RejectsFile(path, language) as file:
        for one in rejections:
            file.write(one)
    return file.count
