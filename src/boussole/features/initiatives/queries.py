"""What pages ask about initiatives, within what a person may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from boussole.features.initiatives import access
from boussole.features.initiatives.models import (
    Comment,
    Initiative,
    Objection,
    Step,
    Support,
    Telling,
    Trial,
)
from boussole.features.organisation.models import Person

State = Initiative.State
PAGE = 20
UNDER_WAY = (State.TRIED, State.ANNOUNCED, State.OBJECTED, State.PROPOSED)
# Which initiatives a page lists, by the word in its address.
LISTS = {"under_way": UNDER_WAY, "told": (State.TOLD,)}
OWN = "own"


@dataclass(frozen=True)
class Shown:
    """An initiative in a list: its latest trial when it has one, who is in, and whether the reader is."""

    initiative: Initiative
    trial: Trial | None
    telling: Telling | None
    supporters: tuple[str, ...] = ()
    supported: bool = False


@dataclass(frozen=True)
class Listed:
    """One page of a list, the newest first; ``next`` leads to the older ones."""

    shown: list[Shown]
    next: int | None = None


@dataclass(frozen=True)
class Whole:
    """An initiative as its page shows it; ``trial`` is the one in question, ``earlier`` those it replaced."""

    shown: Shown
    steps: list[Step] = field(default_factory=list)
    earlier: list[Trial] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def listed(person: Person, which: str, before: int | None = None, size: int = PAGE) -> Listed:
    """A page of initiatives: under way, told, or one's own; those older than the initiative ``before``."""
    found = access.own(person) if which == OWN else _in(access.initiatives(person), which)
    older = found.filter(pk__lt=before) if before is not None else found
    rows = list(_whole(older).order_by("-pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Listed([_shown(person, one) for one in rows], rows[-1].pk if more else None)


def whole(person: Person, initiative: Initiative) -> Whole:
    """All that an initiative's page shows."""
    found = _whole(Initiative.objects.filter(pk=initiative.pk)).get()
    trials = _trials(found)
    return Whole(
        shown=_shown(person, found),
        steps=list(found.steps.select_related("by").order_by("pk")),
        earlier=trials[:-1],
        comments=list(found.comments.select_related("by").order_by("pk")),
    )


def for_the_author(person: Person, today: date) -> tuple[list[Trial], list[Trial]]:
    """What waits for someone's own word: trials past their end, to tell, and trials to which an objection stands."""
    mine = Trial.objects.filter(
        initiative__by=person, initiative__state__in=(State.TRIED, State.OBJECTED)
    )
    found = access.latest(mine).select_related("initiative").order_by("ends_on", "pk")
    to_tell, objected = [], []
    for trial in found:
        if trial.initiative.state == State.OBJECTED:
            objected.append(trial)
        elif trial.ends_on < today:
            to_tell.append(trial)
    return to_tell, objected


def to_look_at(person: Person, today: date) -> list[Trial]:
    """The trials a manager may still object to: silence is consent, so each is shown until its last day."""
    found = access.objectionable(person, today).select_related("initiative__by")
    return list(found.order_by("objections_until", "pk"))


def may_object(person: Person, trial: Trial | None, today: date) -> bool:
    """Whether someone may object to this trial now."""
    return trial is not None and access.objectionable(person, today).filter(pk=trial.pk).exists()


def _in(found: QuerySet[Initiative], which: str) -> QuerySet[Initiative]:
    return found.filter(state__in=LISTS.get(which, UNDER_WAY))


def _whole(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """With what a row needs, in a fixed number of questions."""
    objections = Objection.objects.select_related("by").order_by("pk")
    trials = (
        Trial.objects.select_related("telling__by", "measurement", "initiative")
        .prefetch_related("teams", Prefetch("objections", objections))
        .order_by("pk")
    )
    supports = Support.objects.select_related("person").order_by(Lower("person__name"))
    return found.select_related("by", "team").prefetch_related(
        Prefetch("trials", trials), Prefetch("supports", supports)
    )


def _trials(one: Initiative) -> list[Trial]:
    return list(one.trials.all())


def _shown(person: Person, one: Initiative) -> Shown:
    trial = next(reversed(_trials(one)), None)
    supports: Iterable[Support] = one.supports.all()
    return Shown(
        initiative=one,
        trial=trial,
        telling=getattr(trial, "telling", None) if trial else None,
        supporters=tuple(support.person.name for support in supports),
        supported=any(support.person_id == person.pk for support in supports),
    )
