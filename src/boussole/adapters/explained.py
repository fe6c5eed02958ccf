"""Errors a person can mend: what happened, where, and how to mend it, in both languages."""

from __future__ import annotations

from boussole.core.text import Language, Text


class ExplainedError(Exception):
    """What happened (``what``), how to mend it (``mend``) and where, when there is a place to name."""

    def __init__(self, what: Text, *, mend: Text, where: str = "") -> None:
        self.what = what
        self.mend = mend
        self.where = where
        super().__init__(self.explain("en"))

    def explain(self, language: Language) -> str:
        """Say what, where and how to mend it, in ``language``."""
        colon = "\u00a0: " if language == "fr" else ": "
        place = f"{self.where}{colon}" if self.where else ""
        return f"{place}{self.what.in_(language)} {self.mend.in_(language)}"
