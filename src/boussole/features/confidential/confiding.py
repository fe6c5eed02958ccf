"""What an author does: write, come back with the receipt code, erase. Nothing written here says who, or at what time.

The page is behind the sign-in, and the person is looked at for one thing: a listening person who manages them is not offered. They are
not stored, there is no audit row, and the code is kept nowhere.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core import sealing
from boussole.core.pulse import new_receipt
from boussole.core.sealing import CannotOpenError
from boussole.features.confidential import access, erasing, threads
from boussole.features.confidential.errors import (
    ChangedError,
    NotOfferedError,
    OldKeyError,
    UnknownCodeError,
)
from boussole.features.confidential.models import Key, Listener, Thread
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Held:
    """A thread opened with its code; the key lives as long as the request."""

    thread: Thread
    key: bytes = field(repr=False)
    said: list[threads.Said]


@transaction.atomic
def write(listener: Listener, text: str, *, person: Person, today: date) -> str:
    """Begin a thread and return its receipt code, shown once. Raises ``NotOfferedError``."""
    chosen = access.offered(person).filter(pk=listener.pk).first()
    if chosen is None:
        raise NotOfferedError(_("Cette personne ne peut pas être choisie."))
    code, key = new_receipt(secrets.token_bytes(32)), secrets.token_bytes(sealing.KEY)
    own = sealing.of_code(code)
    thread = Thread(listener=chosen, lookup=own.lookup, last_on=today)
    thread.for_author = sealing.encrypt(
        own.key,
        key,
        nonce=secrets.token_bytes(sealing.NONCE),
        context=threads.key_context(thread),
    )
    _seal_for(thread, chosen.key, key)
    thread.save()
    threads.add(thread, key, text, from_author=True, today=today)
    return code


def held(code: str) -> Held:
    """What is kept under a code. Raises ``UnknownCodeError`` or ``ChangedError``."""
    own = sealing.of_code(code)
    found = Thread.objects.select_related("listener__person", "listener__key", "key")
    thread = found.filter(lookup=own.lookup).first()
    if thread is None:
        raise UnknownCodeError(_("Rien n’est gardé sous ce code, ou le fil a été effacé."))
    try:
        key = sealing.decrypt(
            own.key, bytes(thread.for_author), context=threads.key_context(thread)
        )
    except CannotOpenError as problem:
        raise ChangedError(
            _("Ce fil a été modifié hors de Boussole et ne peut plus être lu.")
        ) from problem
    return Held(thread, key, threads.opened(thread.messages.all(), key))


@transaction.atomic
def add(found: Held, text: str, *, today: date) -> None:
    """Write the next message; a form sent twice writes it once. Raises ``ClosedError``, or ``OldKeyError`` when nobody could read it."""
    if found.thread.key_id is None:
        raise OldKeyError(_("Cette personne ne peut plus lire ce fil : sa clé a changé."))
    last = found.said[-1] if found.said else None
    if last is None or not last.from_author or last.text != text.strip():
        threads.add(found.thread, found.key, text, from_author=True, today=today)


@transaction.atomic
def share_again(found: Held) -> None:
    """Let the listening person read the thread with the new key they made. Raises ``NotOfferedError`` without one."""
    key = Key.objects.filter(listener=found.thread.listener_id).first()
    if key is None:
        raise NotOfferedError(_("Cette personne n’a pas encore de nouvelle clé."))
    _seal_for(found.thread, key, found.key)
    found.thread.unread, found.thread.told_on = True, None
    found.thread.save(update_fields=["for_listener", "key", "unread", "told_on"])


def close(found: Held, *, today: date) -> None:
    """End the thread."""
    threads.close(found.thread, today=today)


def erase(found: Held) -> None:
    """Leave nothing of the thread."""
    erasing.erase(Thread.objects.filter(pk=found.thread.pk))


def _seal_for(thread: Thread, key: Key, content: bytes) -> None:
    thread.key = key
    thread.for_listener = sealing.seal(
        bytes(key.public),
        content,
        randoms=secrets.token_bytes(sealing.KEY),
        context=threads.key_context(thread),
    )
