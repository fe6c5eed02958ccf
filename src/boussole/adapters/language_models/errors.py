"""The exceptions of language models: each says what, where, and how to mend it, in both languages.

LanguageModelError
├── EndpointSettingsError  an address, a price or an option that cannot be used
├── UnmaskedTextError      personal data was found in the text: nothing was sent
├── BudgetSpentError       the run's requests or its time are spent
├── AccessRefusedError     the key, the address or the model is not accepted
├── RequestRefusedError    this request is not accepted
├── UnavailableError       too many requests, a server that fails, no connection
├── TimedOutError          no whole answer in time
└── NonsenseError          an answer that is none of the protocol

A model that declines to judge, or answers badly, is an outcome of the review and no exception.
"""

from __future__ import annotations

from boussole.adapters.explained import ExplainedError
from boussole.core.signals.review import Outcome
from boussole.core.text import Text


class LanguageModelError(ExplainedError):
    """A second reader cannot be asked. ``code`` is a word for the log; messages hold no text sent."""

    outcome = Outcome.ERROR

    def __init__(self, what: Text, *, mend: Text, code: str, where: str = "") -> None:
        self.code = code
        super().__init__(what, mend=mend, where=where)


class EndpointSettingsError(LanguageModelError):
    """An address, a price or an option that cannot be used."""


class UnmaskedTextError(LanguageModelError):
    """Personal data was found in the text: nothing was sent."""

    outcome = Outcome.WITHHELD


class BudgetSpentError(LanguageModelError):
    """The run's requests or its time are spent."""


class AccessRefusedError(LanguageModelError):
    """The key, the address or the model is not accepted: no other request would be."""


class RequestRefusedError(LanguageModelError):
    """This request is not accepted; another may be."""


class UnavailableError(LanguageModelError):
    """Too many requests, a server that fails, no connection; ``after`` is the wait it asked for, in seconds."""

    def __init__(
        self, what: Text, *, mend: Text, code: str, where: str, after: float = 0.0
    ) -> None:
        self.after = after
        super().__init__(what, mend=mend, code=code, where=where)


class TimedOutError(LanguageModelError):
    """No whole answer in time."""

    outcome = Outcome.TIMEOUT


class NonsenseError(LanguageModelError):
    """An answer that is none of the protocol: a web page, a body too large, no choice in it."""
