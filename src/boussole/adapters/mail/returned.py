"""Reading a mail that says what became of another: a delivery report or a complaint.

Delivery reports are RFC 3464 (in the ``multipart/report`` of RFC 6522), complaints RFC 5965. Only what is for good is
told: a status of class 5 (RFC 3463) is, one of class 4 is not. Every mail may be forged, so the caller believes it
only when ``letter``, the name of the original, is one that nobody can make up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Literal

MOST_BYTES = 2_000_000
_FOR_GOOD = "5."


@dataclass(frozen=True)
class Returned:
    """A letter that did not arrive, or was not wanted: which one (its Message-ID) and the status told."""

    kind: Literal["bounced", "complained"]
    letter: str
    status: str = ""


def read_returned(raw: bytes) -> Returned | None:
    """What a mail says of a letter of ours; nothing when it is any other mail, or tells of a passing trouble."""
    if len(raw) > MOST_BYTES:
        return None
    mail = message_from_bytes(raw, policy=policy.default)
    parts = list(mail.walk())
    letter = next(filter(None, map(_name_of_original, parts)), "") or _name_answered(mail)
    if not letter:
        return None
    if any(part.get_content_type() == "message/feedback-report" for part in parts):
        return Returned("complained", letter)
    statuses = [one for part in parts for one in _failed(part)]
    return Returned("bounced", letter, statuses[0]) if statuses else None


def _name_of_original(part: Message) -> str:
    """The Message-ID in the part that holds the original, or its headers alone."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
        return str(held["Message-ID"] or "").strip() if isinstance(held, Message) else ""
    if kind == "text/rfc822-headers":
        text = part.get_payload(decode=True)
        headers = message_from_bytes(
            text if isinstance(text, bytes) else b"", policy=policy.default
        )
        return str(headers["Message-ID"] or "").strip()
    return ""


def _name_answered(mail: Message) -> str:
    """The letter that a report answers, for servers that hand nothing of it back."""
    answered = f"{mail['References'] or ''} {mail['In-Reply-To'] or ''}".split()
    return answered[-1] if answered else ""


def _failed(part: Message) -> Iterator[str]:
    """The status of each recipient whom the letter failed to reach for good."""
    if part.get_content_type() != "message/delivery-status":
        return
    groups = part.get_payload()
    for group in groups if isinstance(groups, list) else ():
        if not isinstance(group, Message):
            continue
        status, action = str(group["Status"] or "").strip(), str(group["Action"] or "").strip()
        if action.lower() == "failed" and status.startswith(_FOR_GOOD):
            yield status.split()[0]
