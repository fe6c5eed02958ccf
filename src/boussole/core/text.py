"""A text in every language Boussole speaks."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Text(BaseModel):
    """The same thing said in French and in English; neither is optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the wording for ``language``."""
        return self.fr if language == "fr" else self.en

    def format(self, **values: object) -> Text:
        """Fill ``{name}`` fields in both wordings; a ``Text`` value is filled in its own language."""

        def filled(language: Language) -> str:
            said = {
                name: value.in_(language) if isinstance(value, Text) else value
                for name, value in values.items()
            }
            return self.in_(language).format(**said)

        return Text(fr=filled("fr"), en=filled("en"))
