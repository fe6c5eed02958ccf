"""The named actions on what becomes of an irritant: an owner, an answer, a fix, and what it costs since.

Each is one transaction, one step of the irritant's story and one audit row; the last step is undone in one click.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core.working_days import working_days_after
from boussole.features.irritants import actions
from boussole.features.irritants.declaring import masked
from boussole.features.irritants.errors import NotUndoableError, WrongStateError
from boussole.features.irritants.models import Irritant, Step, Voice
from boussole.features.irritants.models.irritant import LONGEST_NOTE
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Department, Person

State, Kind = Irritant.State, Step.Kind
# What a step may change, and its undoing gives back.
_KEPT = (
    "state",
    "owner_id",
    "department_id",
    "due_on",
    "answer",
    "answered_on",
    "resolved_on",
)
_OPEN = (State.PROPOSED, State.TAKEN, State.FIXING)
_TRAIL = {
    Kind.ASSIGNED: actions.ASSIGNED,
    Kind.TAKEN: actions.TAKEN,
    Kind.REFUSED: actions.REFUSED,
    Kind.ACCEPTED: actions.ACCEPTED,
    Kind.RESOLVED: actions.RESOLVED,
    Kind.REOPENED: actions.REOPENED,
}


@transaction.atomic
def assign(
    irritant: Irritant,
    *,
    by: Person,
    on: date,
    owner: Person | None = None,
    department: Department | None = None,
) -> Step:
    """Ask a person or a department for an answer, within ``ANSWER_DELAY`` working days; one of the two, not both."""
    if (owner is None) == (department is None):
        raise LookupError("an irritant has one owner: a person or a department")
    _follows(irritant, *_OPEN)
    due = working_days_after(on, settings.ANSWER_DELAY)
    waits = irritant.state != State.FIXING
    return _step(
        irritant,
        Kind.ASSIGNED,
        by=by,
        on=on,
        to=str(owner or department)[:120],
        owner_id=owner.pk if owner else None,
        department_id=department.pk if department else None,
        due_on=due if waits else irritant.due_on,
        state=State.PROPOSED if waits else irritant.state,
    )


@transaction.atomic
def take(irritant: Irritant, *, by: Person, on: date) -> Step:
    """Take it in charge: looked at, not answered yet. Without an owner, whoever takes it becomes its owner."""
    _follows(irritant, State.PROPOSED)
    changes: dict[str, Any] = {"state": State.TAKEN}
    if not irritant.has_owner:
        due = working_days_after(on, settings.ANSWER_DELAY)
        changes |= {"owner_id": by.pk, "due_on": due}
    return _step(irritant, Kind.TAKEN, by=by, on=on, **changes)


@transaction.atomic
def answer(irritant: Irritant, words: str, *, by: Person, on: date, fixing: bool) -> Step:
    """Answer: it will be fixed (``fixing``), or it will not, and why. Everyone who meets it reads it."""
    _follows(irritant, State.PROPOSED, State.TAKEN)
    said = masked(words, LONGEST_NOTE)
    return _step(
        irritant,
        Kind.ACCEPTED if fixing else Kind.REFUSED,
        by=by,
        on=on,
        note=said,
        state=State.FIXING if fixing else State.ANSWERED,
        answer=said,
        answered_on=on,
    )


@transaction.atomic
def resolve(irritant: Irritant, *, by: Person, on: date, how: str = "") -> Step:
    """Say that it is fixed since ``on``: those who met it are asked what it costs now, and contacts are compared."""
    _follows(irritant, *_OPEN)
    return _step(
        irritant,
        Kind.RESOLVED,
        by=by,
        on=on,
        note=masked(how, LONGEST_NOTE),
        state=State.RESOLVED,
        resolved_on=on,
    )


@transaction.atomic
def reopen(irritant: Irritant, *, by: Person, on: date, why: str = "") -> Step:
    """Open it again, answered or resolved: the same owner is asked again, and what was told of the fix is forgotten."""
    _follows(irritant, State.ANSWERED, State.RESOLVED)
    Voice.objects.filter(irritant__in=_counted(irritant)).update(
        now_on=None, now_times=None, now_minutes=None
    )
    due = working_days_after(on, settings.ANSWER_DELAY) if irritant.has_owner else None
    return _step(
        irritant,
        Kind.REOPENED,
        by=by,
        on=on,
        note=masked(why, LONGEST_NOTE),
        state=State.PROPOSED,
        due_on=due,
        answer="",
        answered_on=None,
        resolved_on=None,
    )


@transaction.atomic
def undo(irritant: Irritant, step: int, *, by: Person) -> None:
    """Take the last step back: its author alone, while nothing followed it."""
    last = irritant.steps.last()
    if last is None or last.pk != step or last.by_id != by.pk or last.kind == Kind.REOPENED:
        raise NotUndoableError(_("Cette étape ne peut plus être annulée."))
    if last.kind == Kind.RESOLVED:
        told = Voice.objects.filter(irritant__in=_counted(irritant)).exclude(now_on=None)
        if told.exists():
            raise NotUndoableError(
                _("Des personnes ont déjà répondu depuis : rouvrez plutôt l’irritant.")
            )
    for name, value in last.before.items():
        is_day = name.endswith("_on") and value is not None
        setattr(irritant, name, date.fromisoformat(value) if is_day else value)
    irritant.save(update_fields=_KEPT)
    last.delete()
    record(by, actions.STEP_UNDONE, irritant, step=last.kind)


@transaction.atomic
def link(
    irritant: Irritant, reasons: Iterable[str], *, by: Person, contact_minutes: int | None = None
) -> None:
    """Say which contact reasons it causes, and how long one of these contacts takes when that is known."""
    irritant.reasons = sorted(set(reasons))
    irritant.contact_minutes = contact_minutes
    irritant.save(update_fields=["reasons", "contact_minutes"])
    record(by, actions.LINKED, irritant, reasons=len(irritant.reasons))


@transaction.atomic
def cost_now(
    irritant: Irritant, *, by: Person, on: date, times: float, minutes: float | None = None
) -> None:
    """Say what a resolved irritant costs now, once: ``times`` a week (0: no longer met) and ``minutes`` each time."""
    _follows(irritant, State.RESOLVED)
    voice = _voice(irritant, by)
    voice.now_on, voice.now_times, voice.now_minutes = on, times, minutes
    voice.save(update_fields=["now_on", "now_times", "now_minutes"])
    record(by, actions.COST_TOLD, irritant)


@transaction.atomic
def cost_unsaid(irritant: Irritant, *, by: Person) -> None:
    """Take one's answer back: one is asked again."""
    voices = Voice.objects.filter(irritant__in=_counted(irritant), by=by)
    voices.update(now_on=None, now_times=None, now_minutes=None)
    record(by, actions.COST_UNTOLD, irritant)


def _voice(irritant: Irritant, by: Person) -> Voice:
    """The voice of theirs that counts: the one with figures when they have several."""
    voices = Voice.objects.filter(irritant__in=_counted(irritant), by=by).order_by("pk")
    found = max(voices, key=lambda one: (one.times is not None and one.minutes is not None, one.pk), default=None)  # fmt: skip
    if found is None:
        raise LookupError("only those who met an irritant say what it costs now")
    return found


def _counted(irritant: Irritant) -> list[int]:
    """An irritant and those counted with it."""
    return [irritant.pk, *irritant.others.values_list("pk", flat=True)]


def _follows(irritant: Irritant, *states: Irritant.State) -> None:
    if irritant.same_as_id is not None:
        raise WrongStateError(
            _("Cet irritant est compté avec un autre : c’est là que l’on répond.")
        )
    if irritant.state not in states:
        raise WrongStateError(
            _("Cela ne se peut plus : l’irritant est « %(state)s ».")
            % {"state": irritant.get_state_display()}
        )


def _step(
    irritant: Irritant,
    kind: Step.Kind,
    *,
    by: Person,
    on: date,
    to: str = "",
    note: str = "",
    **changes: Any,
) -> Step:
    before = {name: getattr(irritant, name) for name in _KEPT}
    stored = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in before.items()
    }
    for name, value in changes.items():
        setattr(irritant, name, value)
    irritant.save(update_fields=_KEPT)
    made = Step.objects.create(
        irritant=irritant, kind=kind, by=by, on=on, to=to, note=note, before=stored
    )
    record(by, _TRAIL[kind], irritant)
    return made
