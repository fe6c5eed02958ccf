"""From what irritants' queries give to the shapes of the API."""

from __future__ import annotations

from boussole.core.irritants import ContactSaving, Cost
from boussole.core.irritants.words import say_contacts
from boussole.features.conversations.forms import said
from boussole.features.irritants import presenting, showing
from boussole.features.irritants.api_schemas import (
    ContactsChangeOut,
    HeardLineOut,
    IrritantLineOut,
    IrritantOut,
    IrritantsOut,
    SavedHoursOut,
    SavingOut,
    StoryStepOut,
)
from boussole.features.irritants.models import Heard, Irritant, Step


def page(found: presenting.Ranked) -> IrritantsOut:
    """One page of a list."""
    return IrritantsOut(
        irritants=[line(row) for row in found.rows], total=found.total, next=found.next
    )


def line(row: presenting.Row) -> IrritantLineOut:
    """One irritant of a list, without a name."""
    one = row.irritant
    return IrritantLineOut(
        id=one.pk,
        what=one.what,
        state=Irritant.State(one.state),
        hurts=Irritant.Hurts(one.hurts),
        hours=_hours(row.cost),
        told=row.cost.told,
        unknown=row.cost.unknown,
        contacts=row.contacts,
        department=str(one.department or ""),
        has_owner=one.has_owner,
        due_on=one.due_on,
        late=row.late,
        yours=row.mine is not None,
    )


def whole(found: showing.Whole) -> IrritantOut:
    """One irritant."""
    one, cost = found.irritant, found.row.cost
    return IrritantOut(
        id=one.pk,
        what=one.what,
        detail=one.detail,
        state=Irritant.State(one.state),
        hurts=Irritant.Hurts(one.hurts),
        reach=Irritant.Reach(one.reach),
        author=found.row.author,
        owner=found.row.owner,
        declared_on=one.declared_on,
        due_on=one.due_on,
        late=found.row.late,
        answer=one.answer,
        answered_on=one.answered_on,
        resolved_on=one.resolved_on,
        hours=_hours(cost),
        told=cost.told,
        unknown=cost.unknown,
        reasons=one.reasons,
        contact_minutes=one.contact_minutes,
        counted_with=[other.pk for other in found.counted_with],
        similar=[other.pk for other in found.similar],
        steps=[step(each) for each in found.steps],
    )


def step(one: Step) -> StoryStepOut:
    """One step of the story."""
    return StoryStepOut(
        id=one.pk,
        kind=Step.Kind(one.kind),
        on=one.on,
        to=one.to,
        note=one.note,
        by=one.by.name if one.by is not None else "",
    )


def saving(found: showing.Whole) -> SavingOut | None:
    """What a fix saved; none while it is not resolved."""
    if found.told is None:
        return None
    hours = found.told.saving
    return SavingOut(
        hours=SavedHoursOut(
            before=hours.before,
            now=hours.now,
            compared=hours.compared,
            silent=hours.silent,
            unmatched=hours.unmatched,
            said=found.told.words,
        ),
        contacts=_change(found.contacts.found) if found.contacts else None,
        failure=_change(found.failure.found) if found.failure else None,
    )


def heard(one: Heard) -> HeardLineOut:
    """A line and what became of it, or of the one it is counted with."""
    first = one.same_as or one
    return HeardLineOut(
        id=one.pk,
        kind=Heard.Kind(one.kind),
        line=one.line,
        department=str(first.department or ""),
        answer=first.answer,
    )


def _change(found: ContactSaving) -> ContactsChangeOut:
    return ContactsChangeOut(
        before=found.before.contacts,
        before_weeks=found.before.weeks,
        after=found.after.contacts,
        after_weeks=found.after.weeks,
        verdict=found.verdict,
        compared=found.compared,
        change=found.change.value,
        low=found.change.low,
        high=found.change.high,
        said=said(say_contacts(found)),
    )


def _hours(cost: Cost) -> float | None:
    return cost.hours if cost.told else None
