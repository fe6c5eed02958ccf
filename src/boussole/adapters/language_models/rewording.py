"""Other words for a simulated customer, from an OpenAI-compatible endpoint.

Only the scripted line of a scenario leaves, with the name of its invented customer: nothing that anyone
typed. What comes back is checked by ``core.roleplay.rewording`` before it is said.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from boussole.adapters.language_models.chat import Chat
from boussole.adapters.language_models.endpoint import Endpoint
from boussole.adapters.language_models.errors import LanguageModelError
from boussole.adapters.language_models.replies import Reply
from boussole.core.roleplay.rewording import Asked, question
from boussole.core.signals.review import Outcome

TEMPERATURE = 0.8
_QUOTES = "\"“”«»'\u00a0\u202f "


class OpenAICompatibleRewording:
    """A ``Rewording``; ``chat`` is asked with ``spoken_by(endpoint)`` and reports every request."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.problem: LanguageModelError | None = None

    def reword(self, asked: Asked) -> str | None:
        """Other words for the line; None when none can be had, and ``problem`` says why."""
        self.problem = None
        try:
            said, _, _ = self._chat.ask(_key(asked), question(asked), _judged)
        except LanguageModelError as problem:
            self.problem = problem
            return None
        return said


def spoken_by(endpoint: Endpoint) -> Endpoint:
    """The endpoint as it is asked for a line: plain text, and not twice the same."""
    options = {"temperature": TEMPERATURE} | dict(endpoint.options)
    return replace(endpoint, json_mode=False, options=options)


def _judged(reply: Reply) -> tuple[str | None, Outcome, str]:
    """A whole answer is a line; the quotation marks some models put around it are not part of it."""
    if reply.refused:
        return None, Outcome.REFUSAL, "declined"
    said = reply.text.strip().strip(_QUOTES)
    if reply.truncated or not said:
        return None, Outcome.MALFORMED, "truncated" if reply.truncated else "empty"
    return said, Outcome.OK, ""


def _key(asked: Asked) -> str:
    """Names a line in the calls without saying it."""
    return f"line-{hashlib.blake2b(asked.scripted.encode(), digest_size=6).hexdigest()}"
