"""What came back from an endpoint, before anyone looks at what the model says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from boussole.adapters.language_models.errors import NonsenseError
from boussole.core.text import Text

_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_WORD = re.compile(r"[\w.\-]{1,60}")


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's words, whether it declined or was cut short, and the tokens counted, when they are."""

    text: str = ""
    refused: bool = False
    truncated: bool = False
    tokens_in: int | None = None
    tokens_out: int | None = None


def read_reply(body: bytes, where: str) -> Reply:
    """Read the body of a successful answer; raises ``NonsenseError`` when it is none of the protocol."""
    found = _object(body)
    choice = _first(found.get("choices"))
    message = choice.get("message")
    if not isinstance(message, dict):
        raise nonsense("no_choice", where)
    usage = found.get("usage")
    counted: Mapping[str, Any] = usage if isinstance(usage, dict) else {}
    finish = choice.get("finish_reason")
    return Reply(
        text=_words(message.get("content")),
        refused=finish in _FILTERED or bool(message.get("refusal")),
        truncated=finish == "length",
        tokens_in=_count(counted.get("prompt_tokens")),
        tokens_out=_count(counted.get("completion_tokens")),
    )


def is_filtered(body: bytes) -> bool:
    """Tell an error that declines the content from one that declines the request."""
    return bool(_FILTERED & set(error_words(body)))


def error_words(body: bytes) -> list[str]:
    """The identifiers by which an error names itself; its sentence is left out, it may quote the text."""
    error = _object(body).get("error")
    given = error if isinstance(error, dict) else {}
    words = [given.get(name) for name in ("code", "type", "param")]
    return [word for word in words if isinstance(word, str) and _WORD.fullmatch(word)]


def seconds_to_wait(written: str, now: datetime) -> float:
    """Read a Retry-After header, in seconds or as a date; 0 when there is none."""
    try:
        return max(float(written), 0.0) if written.strip()[:1].isdigit() else _until(written, now)
    except (TypeError, ValueError):  # a date without its zone cannot be compared
        return 0.0


def nonsense(code: str, where: str) -> NonsenseError:
    """An answer that is none of the protocol."""
    return NonsenseError(
        Text(
            fr=f"La réponse n’est pas celle d’une API de conversation ({code}).",
            en=f"The answer is not that of a chat API ({code}).",
        ),
        mend=Text(
            fr="Vérifiez que l’adresse est la base d’une API compatible avec celle d’OpenAI.",
            en="Check that the address is the base of an OpenAI-compatible API.",
        ),
        code=code,
        where=where,
    )


def _until(written: str, now: datetime) -> float:
    return max((parsedate_to_datetime(written) - now).total_seconds(), 0.0)


def _object(body: bytes) -> dict[str, Any]:
    """The object that the body holds; an empty one for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _first(choices: object) -> dict[str, Any]:
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _words(content: object) -> str:
    """The text of a message, which some endpoints give in parts."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _count(given: object) -> int | None:
    return given if type(given) is int and given >= 0 else None
