"""What a listening person does with the passphrase that only they have: unlock, read, answer, close."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from boussole.core import sealing
from boussole.core.sealing import CannotOpenError
from boussole.features.confidential import access, actions, erasing, threads
from boussole.features.confidential.errors import ChangedError, OldKeyError, WrongPassphraseError
from boussole.features.confidential.models import Key, Listener, Message, Thread
from boussole.features.organisation.audit import record

EXCERPT = 120


@dataclass(frozen=True)
class Waiting:
    """A line of a listening person's list: a thread and how it begins, empty when it cannot be read."""

    thread: Thread
    begins: str = field(repr=False)

    @property
    def readable(self) -> bool:
        """Whether the key they have now opens it."""
        return self.thread.key_id is not None


@transaction.atomic
def make_key(listener: Listener, passphrase: str, *, today: date) -> Key:
    """Make a listening person's keys; those they had go, and with them what was sealed to them."""
    Key.objects.filter(listener=listener).delete()
    private, salt = secrets.token_bytes(sealing.KEY), secrets.token_bytes(sealing.SALT)
    public, cost = sealing.public_of(private), sealing.PASSPHRASE_COST
    wrapped = sealing.encrypt(
        sealing.stretched(passphrase, salt, cost),
        private,
        nonce=secrets.token_bytes(sealing.NONCE),
        context=_context(public),
    )
    made = Key.objects.create(
        listener=listener, public=public, wrapped=wrapped, salt=salt, cost=cost, made_on=today
    )
    record(listener.person, actions.KEY_MADE, listener)
    transaction.on_commit(erasing.empty_journal)
    return made


def unlock(listener: Listener, passphrase: str) -> bytes:
    """The private key, which is never stored. Raises ``WrongPassphraseError``, also when the stored key was exchanged."""
    kept = listener.key
    try:
        return sealing.decrypt(
            sealing.stretched(passphrase, bytes(kept.salt), kept.cost),
            bytes(kept.wrapped),
            context=_context(bytes(kept.public)),
        )
    except CannotOpenError as problem:
        raise WrongPassphraseError(_("Cette phrase de passe n’ouvre pas votre clé.")) from problem


def waiting(listener: Listener, private: bytes) -> list[Waiting]:
    """Someone's threads: the unread first, then those whose last message is newest."""
    first = Prefetch("messages", Message.objects.filter(position=0), to_attr="first")
    found = access.threads(listener).prefetch_related(first)
    rows = sorted(
        found.order_by("-last_on", "pk"),
        key=lambda one: (not one.unread, one.closed_on is not None),
    )
    return [Waiting(one, _begins(one, private)) for one in rows]


def read(thread: Thread, private: bytes) -> list[threads.Said]:
    """A thread in the clear. Raises ``OldKeyError`` when it was sealed to another key, or ``ChangedError``."""
    return threads.opened(thread.messages.all(), _key(thread, private))


def mark_read(thread: Thread) -> None:
    """Note that nothing waits in it any more."""
    Thread.objects.filter(pk=thread.pk, unread=True).update(unread=False)


@transaction.atomic
def reply(thread: Thread, private: bytes, text: str, *, today: date) -> None:
    """Answer an author without knowing who they are. Raises ``ClosedError`` or ``OldKeyError``."""
    threads.add(thread, _key(thread, private), text, from_author=False, today=today)


def _key(thread: Thread, private: bytes) -> bytes:
    try:
        return sealing.unseal(
            private, bytes(thread.for_listener), context=threads.key_context(thread)
        )
    except CannotOpenError as problem:
        raise OldKeyError(_("Ce fil a été scellé avec une clé que vous n’avez plus.")) from problem


def _begins(thread: Thread, private: bytes) -> str:
    first: Sequence[Message] = getattr(thread, "first", ())
    try:
        said = threads.opened(first, _key(thread, private))
    except (OldKeyError, ChangedError):
        return ""
    text = " ".join(said[0].text.split()) if said else ""
    return shorten(text, EXCERPT, placeholder="…") if " " in text[:EXCERPT] else text[:EXCERPT]


def _context(public: bytes) -> bytes:
    """Binds the wrapped private key to the public one: a public key put in its place is noticed at the next unlocking."""
    return b"boussole listening key " + public
