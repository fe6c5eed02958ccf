"""Reading a helpdesk's account time after time: each sync goes on from where the last one stood.

The cursor is written in the transaction of the batch it falls in: a crash loses nothing, and what is
read again meanwhile changes nothing, since conversations have unique keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from django.utils import timezone

from boussole.adapters.sources.zendesk.checkpoint import Checkpoint
from boussole.core.text import Text
from boussole.features.conversations import importing, models
from boussole.features.conversations.errors import OtherAccountError
from boussole.features.organisation.models import Person

# How far back a first sync goes when nobody says: what weekly series need to tell a change.
HISTORY = timedelta(weeks=12)
# As many conversations as a page of an account holds: the cursor moves with every page.
BATCH = 100

TAKEN_OVER = Text(
    fr="Interrompue, ou relayée par une synchronisation plus récente, qui a repris où celle-ci en était.",
    en="Interrupted, or taken over by a later sync, which went on from where this one stood.",
)


class OpenAccount(Protocol):
    """Opens an account: what changed ``since``, or after the cursor when there is one."""

    def __call__(self, since: datetime, cursor: Checkpoint) -> importing.Stream: ...


@dataclass
class Cursor:
    """A ``Checkpoint`` that stays ahead of the records until ``keep`` writes it among them."""

    source: str
    account: str
    url: str
    since: datetime
    stored: str | None = None
    ahead: str | None = None

    def load(self) -> str | None:
        """Where to go on from, or None to begin at ``since``."""
        return self.stored

    def save(self, cursor: str) -> None:
        """Note how far the account was read; what comes before is not stored yet."""
        self.ahead = cursor

    def keep(self) -> None:
        """Write how far the account was read: everything that was given before is stored."""
        if self.ahead is None:
            return
        owner, _ = models.SourceAccount.objects.get_or_create(
            source=self.source, account=self.account
        )
        models.AccountSync.objects.update_or_create(
            account=owner,
            defaults={
                "url": self.url,
                "since": self.since,
                "cursor": self.ahead,
                "moved_at": timezone.now(),
            },
        )
        self.stored, self.ahead = self.ahead, None


def find_cursor(
    source: str, account: str, url: str, *, since: datetime | None, restart: bool
) -> Cursor:
    """Where a sync begins: at the cursor kept, or at ``since`` when it is earlier than ever asked.

    Raises ``OtherAccountError`` when the conversations of this name come from another address: the
    two would number their conversations alike.
    """
    known = models.AccountSync.objects.filter(
        account__source=source, account__account=account
    ).first()
    if known is None:
        return Cursor(source, account, url, since or timezone.now() - HISTORY)
    if known.url != url:
        raise OtherAccountError(account, known.url)
    if restart or (since is not None and since < known.since):
        return Cursor(source, account, url, since or known.since)
    return Cursor(source, account, url, known.since, known.cursor)


def open_run(cursor: Cursor, by: Person | None) -> models.ImportRun:
    """Open the import of a sync, and end those of the same account that were interrupted or still run."""
    earlier = models.ImportRun.objects.filter(
        source=cursor.source,
        account=cursor.account,
        url=cursor.url,
        state__in=[models.ImportRun.State.QUEUED, models.ImportRun.State.RUNNING],
    )
    earlier.update(
        state=models.ImportRun.State.FAILED,
        problem=TAKEN_OVER.model_dump(),
        finished_at=timezone.now(),
    )
    return models.ImportRun.objects.create(
        started_by=by,
        file_name=(urlsplit(cursor.url).hostname or cursor.url)[:300],
        url=cursor.url,
        source=cursor.source,
        account=cursor.account,
        state=models.ImportRun.State.QUEUED,
    )
