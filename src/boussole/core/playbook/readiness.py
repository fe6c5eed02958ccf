"""What a rule still lacks before people can be given it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from boussole.core.playbook.rules import LEAST_EXAMPLES, Rule, Verdict
from boussole.core.text import LANGUAGES, Language, Text


@dataclass(frozen=True)
class Gap:
    """One thing missing: a text in one language, or ``count`` more examples of a verdict."""

    field: str
    language: Language | None = None
    verdict: Verdict | None = None
    count: int = 0


def gaps(rule: Rule) -> tuple[Gap, ...]:
    """List what a rule lacks, texts first."""
    return (*_untold(rule), *_unshown(rule))


def _untold(rule: Rule) -> Iterator[Gap]:
    for field, text in _texts(rule):
        for language in LANGUAGES:
            if not text.in_(language).strip():
                yield Gap(field, language)


def _texts(rule: Rule) -> Iterator[tuple[str, Text]]:
    for field in ("name", "sentence", "meaning", "matters", "cue", "why"):
        yield field, getattr(rule, field)
    yield from (("steps", step) for step in rule.steps)
    for phrasing in rule.phrasings:
        yield "phrasings", phrasing.when
        yield "phrasings", phrasing.say


def _unshown(rule: Rule) -> Iterator[Gap]:
    for verdict, least in LEAST_EXAMPLES.items():
        missing = least - len(rule.examples_of(verdict))
        if missing > 0:
            yield Gap("examples", verdict=verdict, count=missing)
