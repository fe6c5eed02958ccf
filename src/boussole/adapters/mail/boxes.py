"""Where mail that comes back waits: a Maildir on this machine, or a folder of an IMAP server (RFC 9051).

What was read is removed, whatever it said, since it holds people's addresses: the box is nobody's own.
"""

from __future__ import annotations

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

# How many mails one run reads at most: the next one follows a few minutes later.
MOST_AT_ONCE = 500
SECONDS = 20
Security = Literal["none", "starttls", "tls"]
_PORTS: dict[str, int] = {"imap": 143, "imaps": 993}


class BoxError(Exception):
    """The box could not be reached, or refused what was asked of it; the message holds no password."""


@dataclass(frozen=True)
class ImapBox:
    """A folder of an IMAP server."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    security: Security = "tls"


def parse_box(place: str) -> Path | ImapBox:
    """Where mail comes back, from a path or ``imaps://user:password@host:993/Folder``.

    ``imap://`` begins in clear and turns to TLS before anything is said (STARTTLS); ``?tls=0`` keeps it in clear.
    Raises ``ValueError`` for what is neither.
    """
    if "://" not in place:
        return Path(place)
    url = urlsplit(place)
    folder = unquote(url.path).strip("/") or "INBOX"
    if url.scheme not in _PORTS or not (url.hostname and url.username and url.password):
        raise ValueError("write a path, or imaps://user:password@host:993/Folder")
    if not folder.isascii() or not folder.isprintable():
        raise ValueError("the folder's name is written in ASCII")
    in_clear = url.scheme == "imap" and dict(parse_qsl(url.query)).get("tls") == "0"
    return ImapBox(
        host=url.hostname,
        port=url.port or _PORTS[url.scheme],
        user=unquote(url.username),
        password=unquote(url.password),
        folder=folder,
        security="tls" if url.scheme == "imaps" else "none" if in_clear else "starttls",
    )


def waiting(box: Path | ImapBox, most_bytes: int) -> Iterator[bytes]:
    """Each mail of a box in its turn, removed once the next one is asked for; a larger one is removed unread.

    A mail over which the reader failed stays. Raises ``BoxError``.
    """
    return _in_maildir(box) if isinstance(box, Path) else _on_server(box, most_bytes)


def _in_maildir(path: Path) -> Iterator[bytes]:
    if not path.is_dir():
        return
    box = mailbox.Maildir(path, create=False)
    for key in list(box.keys())[:MOST_AT_ONCE]:
        yield box.get_bytes(key)
        box.discard(key)


def _on_server(box: ImapBox, most_bytes: int) -> Iterator[bytes]:
    with _opened(box) as server:
        for uid in _asked(server.uid("SEARCH", "UNDELETED"))[:MOST_AT_ONCE]:
            raw = _fetched(server, uid, most_bytes)
            if raw is not None:
                yield raw
            server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")


@contextmanager
def _opened(box: ImapBox) -> Iterator[imaplib.IMAP4]:
    """A server with the folder selected; what was marked is removed at the end, whatever happened between."""
    try:
        with _connected(box) as server:
            server.login(box.user, box.password)
            quoted = box.folder.replace("\\", "\\\\").replace('"', '\\"')
            answer, said = server.select(f'"{quoted}"')
            if answer != "OK":
                raise BoxError(f"{box.host} has no folder {box.folder}: {said!r}")
            try:
                yield server
            finally:
                server.close()
    except (OSError, imaplib.IMAP4.error) as problem:
        raise BoxError(f"{box.host} could not be read: {problem}") from problem


def _connected(box: ImapBox) -> imaplib.IMAP4:
    if box.security == "tls":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=SECONDS)
    server = imaplib.IMAP4(box.host, box.port, timeout=SECONDS)
    try:
        if box.security == "starttls":
            server.starttls(ssl.create_default_context())
    except BaseException:
        server.shutdown()
        raise
    return server


def _asked(reply: tuple[str, list[bytes | None]]) -> list[str]:
    """The numbers that a search found, oldest first."""
    answer, found = reply
    if answer != "OK":
        raise BoxError(f"the search was refused: {found!r}")
    return (found[0] or b"").decode("ascii").split()


def _fetched(server: imaplib.IMAP4, uid: str, most_bytes: int) -> bytes | None:
    """One mail, left unmarked; none when it is too large to be a report, or gone."""
    wanted = f"(RFC822.SIZE BODY.PEEK[]<0.{most_bytes + 1}>)"
    _answer, parts = server.uid("FETCH", uid, wanted)
    whole = [part[1] for part in parts if isinstance(part, tuple)]
    return whole[0] if whole and len(whole[0]) <= most_bytes else None
