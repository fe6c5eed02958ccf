"""The tables of the confidential line. Only this feature imports them, and no query of another feature reaches them.

What people write is sealed before it comes here: a thread's key is kept twice, once for the listening person's private key and
once for the author's receipt code, and neither secret is stored. No row says who the author is, and no date is finer than the day.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Listener(models.Model):
    """Someone the leadership named to listen, and a sentence on who they are. Not ``named`` any more, they end what began."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    sentence = models.CharField(max_length=300)
    named = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"listener {self.pk}"


class Key(models.Model):
    """A listening person's keys: anyone seals with ``public``; ``wrapped`` is the private one, which their passphrase alone opens.

    A new key replaces it, and what was sealed to the old one cannot be opened by them any more. ``cost`` is scrypt's, see
    ``core.sealing``.
    """

    listener = models.OneToOneField(Listener, on_delete=models.CASCADE, related_name="key")
    public = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(max_length=128)
    salt = models.BinaryField(max_length=16)
    cost = models.PositiveSmallIntegerField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"key of listener {self.listener_id}"


class Thread(models.Model):
    """A talk between an author, who has no name here, and a listening person.

    ``lookup`` is derived from the receipt code; ``for_listener`` and ``for_author`` are the thread's key, sealed for each; ``key`` is
    the one it was sealed to, empty once the listening person made another. ``told_on`` is the day of the last mail about it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listener = models.ForeignKey(Listener, on_delete=models.CASCADE, related_name="threads")
    key = models.ForeignKey(Key, on_delete=models.SET_NULL, null=True, related_name="+")
    lookup = models.CharField(max_length=64, unique=True)
    for_listener = models.BinaryField()
    for_author = models.BinaryField()
    last_on = models.DateField()
    closed_on = models.DateField(null=True)
    unread = models.BooleanField(default=True)
    told_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"confidential thread {self.pk}"


class Message(models.Model):
    """One sealed message, filled up to a round length."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    position = models.PositiveSmallIntegerField()
    from_author = models.BooleanField()
    written_on = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "position"], name="one_message_at_a_place")
        ]

    def __str__(self) -> str:
        return f"message {self.position} of confidential thread {self.thread_id}"


class Guidance(models.Model):
    """What the leadership wrote about emergencies, in place of what the page says by itself. One row."""

    emergency = models.TextField(blank=True)

    def __str__(self) -> str:
        return "what to do in an emergency"
