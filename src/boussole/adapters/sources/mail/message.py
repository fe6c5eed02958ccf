"""One mail as bytes, read into plain values; whatever its faults, it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import blake2b

from boussole.adapters.sources.encodings import guess_encoding
from boussole.adapters.sources.mail.html_text import text_of
from boussole.adapters.sources.mail.wordings import REPLY_SUBJECT
from boussole.core.conversations import EARLIEST

REFERENCES = 30
PARTS = 200
HEADER_CHARS = 50_000
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,500})>")
_REPLY = re.compile(REPLY_SUBJECT, re.IGNORECASE)
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+$")
_LIKE_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w.-]{1,190}\w")
_NEEDED = ("from", "sender", "subject", "date", "message-id", "to", "received", "return-path")
_MACHINES = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|noreply|do-?not-?reply|bounces?)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """Someone's address, lower case, and the name they give."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. ``at`` is aware or None; ``identifier`` is its Message-ID, or a digest when it has none."""

    identifier: str
    references: tuple[str, ...]
    subject: str
    is_reply: bool
    sender: Address
    recipients: tuple[Address, ...]
    at: datetime | None
    text: str
    attachments: tuple[str, ...]
    automatic: bool

    @property
    def topic(self) -> str:
        """The subject without its ``Re:`` and ``Tr:``, case folded."""
        return bare_subject(self.subject).casefold()


def bare_subject(subject: str) -> str:
    """The subject without its ``Re:`` and ``Tr:``."""
    return _REPLY.sub("", subject).strip()


def read_mail(raw: bytes, latest: datetime) -> Mail | None:
    """Read one mail; None when nothing in ``raw`` looks like a mail's header."""
    try:
        message = message_from_bytes(raw.lstrip(b"\r\n\xef\xbb\xbf"))
    except RecursionError:  # parts within parts, made to break readers
        return None
    headers = _Headers(message)
    if not any(name in headers for name in _NEEDED):
        return None
    subject = headers.text("subject")
    text, attachments = _body(message)
    sender = next(headers.addresses("from", "sender", "return-path"), Address(""))
    return Mail(
        identifier=_identifier(headers, raw),
        references=tuple(dict.fromkeys(headers.identifiers("references", "in-reply-to")))[
            -REFERENCES:
        ],
        subject=subject,
        is_reply=bool(_REPLY.match(subject)),
        sender=sender,
        recipients=tuple(headers.addresses("to", "cc", "delivered-to", "x-original-to")),
        at=_instant(headers, latest),
        text=text,
        attachments=attachments,
        automatic=_is_automatic(headers, sender),
    )


class _Headers:
    """Header fields as text, however they were encoded."""

    def __init__(self, message: Message) -> None:
        self._all: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._all.setdefault(name.lower(), []).append(str(value))

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def raw(self, *names: str) -> Iterator[str]:
        """The values of these fields, as written, in order."""
        for name in names:
            yield from (_unescaped(value) for value in self._all.get(name, ()))

    def text(self, name: str) -> str:
        """The first value of a field, decoded, on one line."""
        return " ".join(_decoded(next(self.raw(name), "")).split())

    def identifiers(self, *names: str) -> Iterator[str]:
        """The Message-IDs named in these fields."""
        for value in self.raw(*names):
            yield from _MESSAGE_ID.findall(value)

    def addresses(self, *names: str) -> Iterator[Address]:
        """The addresses in these fields, each once."""
        known: set[str] = set()
        for value in self.raw(*names):
            for name, email in _addressed(value[:HEADER_CHARS]):
                if email not in known:
                    known.add(email)
                    yield Address(email, " ".join(_decoded(name).split()).strip("'\""))


def _addressed(value: str) -> list[tuple[str, str]]:
    try:
        pairs = [(name, address.strip().lower()) for name, address in getaddresses([value])]
    except (RecursionError, IndexError):
        pairs = []
    sound = [(name, email) for name, email in pairs if _ADDRESS.match(email)]
    return sound or [("", email.lower()) for email in _LIKE_ADDRESS.findall(value)]


def _unescaped(value: str) -> str:
    """Bytes that the header should not have held, read as UTF-8 or else as Windows does."""
    if value.isascii():
        return value
    raw = value.encode("utf-8", "surrogateescape")
    return _told(raw, "utf-8")


def _decoded(value: str) -> str:
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(
        _told(part, charset or "utf-8") if isinstance(part, bytes) else part
        for part, charset in parts
    )


def _told(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return raw.decode(guess_encoding(raw), "replace")


def _identifier(headers: _Headers, raw: bytes) -> str:
    found = next(headers.identifiers("message-id"), "")
    return found or f"{blake2b(raw, digest_size=12).hexdigest()}@no-message-id"


def _instant(headers: _Headers, latest: datetime) -> datetime | None:
    """The date it says, or the one its last server noted; None when neither is possible."""
    received = (value.rpartition(";")[2] for value in headers.raw("received"))
    for written in (*headers.raw("date", "resent-date"), *received):
        try:
            found = parsedate_to_datetime(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        # RFC 5322: a date without a zone is in UTC, its place unknown.
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        if EARLIEST <= found <= latest:
            return found.astimezone(UTC)
    return None


def _is_automatic(headers: _Headers, sender: Address) -> bool:
    submitted = headers.text("auto-submitted").lower()
    precedence = headers.text("precedence").lower()
    return (
        submitted.startswith("auto-")
        or precedence == "auto_reply"
        or "x-autoreply" in headers
        or bool(_MACHINES.match(sender.email))
    )


def _body(message: Message) -> tuple[str, tuple[str, ...]]:
    plain: list[str] = []
    markup: list[str] = []
    attachments: list[str] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        name = _file_name(part)
        if name is not None or not kind.startswith("text/") or kind == "text/calendar":
            attachments.append(name or kind)
        elif kind == "text/html":
            markup.append(_content(part))
        else:
            plain.append(_flowing(_content(part), part))
    text = "\n".join(plain)
    if not text.strip() and markup:
        text = "\n".join(text_of(one) for one in markup)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text, tuple(dict.fromkeys(attachments))


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a mail attached to the mail is one part, not opened."""
    waiting: list[Message] = [message]
    for _ in range(PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inside = part.get_payload() if part.is_multipart() else None
        attached = part.get_content_type() in {"message/rfc822", "message/delivery-status"}
        if isinstance(inside, list) and not attached:
            waiting[:0] = [one for one in inside if isinstance(one, Message)]
        else:
            yield part


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
        disposed = part.get_content_disposition() == "attachment"
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return "?"
    if name is None:
        return "?" if disposed else None
    return " ".join(_decoded(_unescaped(str(name))).split()) or "?"


def _content(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, UnicodeError, ValueError, AssertionError):
        payload = None
    raw = payload if isinstance(payload, bytes) else _as_written(part)
    return _told(raw, _charset(part, raw))


def _as_written(part: Message) -> bytes:
    """What cannot be decoded, as it stands; nothing when even its character set cannot be named."""
    try:
        return str(part.get_payload()).encode("utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return b""


def _charset(part: Message, raw: bytes) -> str:
    try:
        named = part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        named = None
    return named if named and named != "us-ascii" else guess_encoding(raw)


def _flowing(text: str, part: Message) -> str:
    """Undo the soft line breaks of ``format=flowed`` (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    lines: list[str] = []
    open_line = False
    for line in text.splitlines():
        quoted = line.startswith(">")
        if open_line and not quoted:
            lines[-1] += line
        else:
            lines.append(line)
        open_line = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(lines)
