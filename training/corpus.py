"""Where the lines are, and which of them each model learns from."""

from __future__ import annotations

from pathlib import Path

import boussole.core.reasons as reasons_package
import boussole.core.signals as signals_package
from boussole.core.signals.models import Side
from boussole.core.text import LANGUAGES
from training.lines import Labelled, read

SENTENCES = Path(__file__).with_name("sentences")
SHIPPED = Path(signals_package.__file__).with_name("models")
REASONS = Path(reasons_package.__file__).with_name("models")
VERSION = "4"


def sentences(side: Side) -> list[Labelled]:
    """Read every sentence written for a side's model, both languages, in a fixed order."""
    return [
        line
        for language in LANGUAGES
        for path in sorted((SENTENCES / language).glob(f"{side}_*.txt"))
        for line in read(path, side, language)
    ]
