"""One irritant as one person reads it: everything its page and its operation say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from boussole.core.irritants import ContactSaving, Saving
from boussole.core.irritants.words import hours, say_avoided, say_contacts, say_saving
from boussole.core.working_days import is_late
from boussole.features.conversations.forms import reason_name, said
from boussole.features.irritants import access, evidence, presenting, queries
from boussole.features.irritants.forms import (
    LinkForm,
    OwnerAnswerForm,
    OwnerForm,
    ResolveForm,
    WhyForm,
)
from boussole.features.irritants.models import Irritant, Step
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.reasons.queries import tree_in_force

NOT_RESOLVED = _("Il n’est pas encore résolu : il n’y a rien à mesurer.")


@dataclass(frozen=True)
class Told:
    """What the fix changed for those who met it, in words."""

    saving: Saving
    words: str
    saved: str


@dataclass(frozen=True)
class Counted:
    """What the fix changed for contacts, in words; ``hours`` is what they would have taken, when it is known."""

    found: ContactSaving
    words: str
    avoided: str = ""
    hours: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is too early to tell."""
        return self.found.why == "running"


@dataclass(frozen=True)
class Whole:
    """One irritant, what this person may do about it, and what its fix saved."""

    row: presenting.Row
    steps: list[Step]
    last_step: int | None
    reasons: list[str]
    touched: evidence.Touched | None
    counted_with: list[Irritant]
    similar: list[Irritant]
    handles: bool
    answers: bool
    is_member: bool
    asks_now: bool
    told_now: bool
    told: Told | None
    contacts: Counted | None
    failure: Counted | None
    forms: dict[str, Any]

    @property
    def irritant(self) -> Irritant:
        """What it is about."""
        return self.row.irritant


def whole(person: Person, irritant: Irritant, today: date) -> Whole:
    """Everything a person reads of one irritant."""
    row = presenting.rows(person, [irritant], today)[0]
    handles = access.handled(person).filter(pk=irritant.pk).exists()
    answers = access.answerable(person).filter(pk=irritant.pk).exists()
    steps = queries.steps(irritant)
    resolved = irritant.state == Irritant.State.RESOLVED
    joins = row.is_author or handles
    measured = evidence.measured(irritant) if resolved else None
    told_now = row.mine is not None and irritant.pk not in {
        one.pk for one in queries.to_tell(person)
    }
    return Whole(
        row=row,
        steps=steps,
        last_step=_undoable(steps, person),
        reasons=[reason_name(key) for key in irritant.reasons],
        touched=evidence.touched(irritant.reasons),
        counted_with=queries.counted_with(irritant, person),
        similar=queries.similar_to(irritant, person) if joins else [],
        handles=handles,
        answers=answers,
        is_member=may(person, access.SEE),
        asks_now=resolved and row.mine is not None and not told_now,
        told_now=resolved and told_now,
        told=_told(irritant) if resolved else None,
        contacts=counted(measured.contacts, irritant) if measured else None,
        failure=counted(measured.failure, irritant) if measured else None,
        forms=_forms(irritant, today, handles=handles, answers=answers),
    )


def _undoable(steps: list[Step], person: Person) -> int | None:
    last = steps[-1] if steps else None
    mine = last is not None and last.by_id == person.pk and last.kind != Step.Kind.REOPENED
    return last.pk if last is not None and mine else None


def _told(irritant: Irritant) -> Told:
    found = queries.saving_of(irritant)
    saved = said(hours(found.saved)) if found.compared and found.saved > 0 else ""
    return Told(found, said(say_saving(found)), saved)


def counted(found: ContactSaving, irritant: Irritant) -> Counted:
    """A change of contacts in words; hours only when it is known and every bound of it is a saving."""
    words = said(say_contacts(found))
    if found.verdict != "fewer":
        return Counted(found, words)
    spared = ""
    if irritant.contact_minutes:
        each = found.hours_avoided(irritant.contact_minutes)
        spared = said(hours(each.value or 0.0))
    return Counted(found, words, said(say_avoided(found.avoided)), spared)


def _forms(irritant: Irritant, today: date, *, handles: bool, answers: bool) -> dict[str, Any]:
    """The forms that follow from where an irritant is, for whom may fill them."""
    state = Irritant.State(irritant.state)
    found: dict[str, Any] = {}
    if handles and state in queries.OPEN:
        found["assign"] = OwnerForm()
    if answers and state in {Irritant.State.PROPOSED, Irritant.State.TAKEN}:
        found["answer"] = OwnerAnswerForm()
        found["take"] = state == Irritant.State.PROPOSED
    if answers and state in queries.OPEN:
        found["resolve"] = ResolveForm(today=today, initial={"on": today.isoformat()})
    if answers and state in queries.OVER:
        found["reopen"] = WhyForm()
    if answers:
        initial = {"reasons": irritant.reasons, "contact_minutes": irritant.contact_minutes}
        found["link"] = LinkForm(tree=tree_in_force(), kept=irritant.reasons, initial=initial)
    return found


def late(irritant: Irritant, today: date) -> bool:
    """Whether its owner should have answered by now."""
    return irritant.waits_for_answer and is_late(irritant.due_on, today)
