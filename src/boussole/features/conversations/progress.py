"""How far an import got, as people read it: a share, a rate, the time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boussole.core import wording
from boussole.features.conversations import models
from boussole.features.conversations.forms import said

State = models.ImportRun.State
STATE_NAMES = {
    State.CHECKING: gettext_lazy("à confirmer"),
    State.QUEUED: gettext_lazy("en attente"),
    State.RUNNING: gettext_lazy("en cours"),
    State.DONE: gettext_lazy("terminé"),
    State.PARTIAL: gettext_lazy("terminé, avec des rejets"),
    State.FAILED: gettext_lazy("interrompu"),
    State.CANCELLED: gettext_lazy("annulé"),
}


@dataclass(frozen=True)
class Progress:
    """An import with what is said of it; ``rate`` is records a second, ``left`` seconds, when known."""

    run: models.ImportRun
    state: str
    rate: float | None
    left: float | None

    @property
    def under_way(self) -> bool:
        """Whether it waits for the worker or is being worked on."""
        return self.run.state in {State.QUEUED, State.RUNNING}

    @property
    def words(self) -> str:
        """The rate and the time left, in one line."""
        run = self.run
        parts = [_("%(count)s conversations lues") % {"count": said(wording.number(run.position))}]
        if self.rate:
            parts.append(_("%(rate)s par seconde") % {"rate": said(wording.number(self.rate))})
        if self.left is not None:
            parts.append(_("encore %(time)s") % {"time": said(wording.duration(self.left))})
        return " · ".join(parts)


def progress_of(run: models.ImportRun, now: datetime | None = None) -> Progress:
    """Compute an import's rate and time left from what it did since it began or was resumed."""
    rate, left = _rate(run, now or timezone.now())
    return Progress(run=run, state=str(STATE_NAMES[State(run.state)]), rate=rate, left=left)


def _rate(run: models.ImportRun, now: datetime) -> tuple[float | None, float | None]:
    if run.started_at is None:
        return None, None
    end = run.finished_at or now
    elapsed = (end - run.started_at).total_seconds()
    done = run.position - run.resumed_from
    if elapsed <= 0 or done <= 0:
        return None, None
    rate = done / elapsed
    if run.state != State.RUNNING or not run.bytes_done or run.bytes_done >= run.bytes_total:
        return rate, None
    # Bytes tell how much is left; records tell how fast it goes.
    records = run.position / run.bytes_done * (run.bytes_total - run.bytes_done)
    return rate, records / rate
