"""What employees are asked, in which order, and what two waves of answers say together."""

from boussole.core.pulse.bank import Question, Theme, default_bank, in_turn, themed
from boussole.core.pulse.change import Difference, Focus, compared, lowest
from boussole.core.pulse.receipts import digest, new_receipt, normalised

__all__ = [
    "Difference",
    "Focus",
    "Question",
    "Theme",
    "compared",
    "default_bank",
    "digest",
    "in_turn",
    "lowest",
    "new_receipt",
    "normalised",
    "themed",
]
