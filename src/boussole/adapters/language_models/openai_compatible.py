"""A second reader behind an OpenAI-compatible endpoint.

Text is masked before it comes here; it is masked once more, and not sent when that finds anything.
"""

from __future__ import annotations

from boussole.adapters.language_models import problems
from boussole.adapters.language_models.chat import Chat
from boussole.adapters.language_models.replies import Reply
from boussole.core.privacy import mask
from boussole.core.signals.review import (
    Doubt,
    Outcome,
    Rejected,
    Review,
    Verdict,
    ask,
    check,
    outcome_of,
)


class OpenAICompatibleReader(Chat):
    """A ``SecondReader``: see ``Chat`` for its budget and its calls."""

    def review(self, doubt: Doubt) -> Review:
        """Ask about ``doubt``; raises ``LanguageModelError`` when no answer can be had.

        A model that declines, or whose answer is not a cited verdict, is a review without verdict.
        """
        _refuse_unmasked(doubt)
        verdict, outcome, reason = self.ask(
            doubt.key, ask(doubt), lambda reply: _judged(reply, doubt)
        )
        return Review(doubt, self.name, outcome, verdict, reason)


def _refuse_unmasked(doubt: Doubt) -> None:
    """The belt: masking what is masked finds nothing, or the text does not leave."""
    for text in (doubt.text_masked, *(said.text for said in doubt.context)):
        if mask(text).replacements:
            raise problems.unmasked(doubt.key)


def _judged(reply: Reply, doubt: Doubt) -> tuple[Verdict | None, Outcome, str]:
    """The verdict, when there is one, its outcome, and a word on why there is none."""
    if reply.refused:
        return None, Outcome.REFUSAL, "declined"
    if not reply.text.strip():
        return None, Outcome.MALFORMED, "truncated" if reply.truncated else "empty"
    checked = check(reply.text, doubt)
    if not isinstance(checked, Rejected):
        return checked, Outcome.OK, ""
    if reply.truncated:
        return None, Outcome.MALFORMED, "truncated"
    return None, outcome_of(checked), checked.reason.value
