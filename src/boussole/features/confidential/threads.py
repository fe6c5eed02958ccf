"""What both ends of a thread do: open its key's messages, add one, close. Nothing here knows who an author is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from boussole.core import sealing
from boussole.core.sealing import CannotOpenError
from boussole.features.confidential.errors import ChangedError, ClosedError
from boussole.features.confidential.models import Message, Thread

CLOSED_KEPT = timedelta(days=30)
QUIET_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Said:
    """One message in the clear, for the two who talk. Never shown in a trace: its text has no ``repr``."""

    from_author: bool
    written_on: date
    text: str = field(repr=False)


def erased_on(thread: Thread) -> date:
    """The day a thread is erased: thirty days after it was closed, or ninety after its last message."""
    return thread.closed_on + CLOSED_KEPT if thread.closed_on else thread.last_on + QUIET_KEPT


def key_context(thread: Thread) -> bytes:
    """Binds a sealed key to its thread: moved to another row, it does not open."""
    return b"boussole confidential key " + thread.pk.bytes


def opened(messages: Iterable[Message], key: bytes) -> list[Said]:
    """Messages in the clear. Raises ``ChangedError`` when one was changed, moved or exchanged."""
    try:
        return [Said(one.from_author, one.written_on, _text(one, key)) for one in messages]
    except CannotOpenError as problem:
        raise ChangedError(
            _("Ce fil a été modifié hors de Boussole et ne peut plus être lu.")
        ) from problem


def add(thread: Thread, key: bytes, text: str, *, from_author: bool, today: date) -> None:
    """Seal the next message. Raises ``ClosedError``; call inside a transaction."""
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    if locked.closed_on is not None:
        raise ClosedError(_("Ce fil est clos."))
    last = locked.messages.aggregate(last=Max("position"))["last"]
    one = Message(
        thread=locked,
        position=0 if last is None else last + 1,
        from_author=from_author,
        written_on=today,
    )
    one.sealed = sealing.encrypt(
        key,
        sealing.padded(text.strip()),
        nonce=secrets.token_bytes(sealing.NONCE),
        context=_context(one),
    )
    one.save()
    locked.last_on = today
    locked.unread = from_author
    locked.told_on = None
    locked.save(update_fields=["last_on", "unread", "told_on"])


def close(thread: Thread, *, today: date) -> None:
    """End a thread; closing it again changes nothing."""
    Thread.objects.filter(pk=thread.pk, closed_on=None).update(closed_on=today)


def _text(one: Message, key: bytes) -> str:
    return sealing.unpadded(sealing.decrypt(key, bytes(one.sealed), context=_context(one)))


def _context(one: Message) -> bytes:
    """Binds a message to its place, its side and its day: none can be moved, attributed to the other or dated anew."""
    side = b"author" if one.from_author else b"listener"
    day = one.written_on.isoformat().encode()
    return (
        b"boussole confidential message %d %s %s " % (one.position, side, day) + one.thread_id.bytes
    )
