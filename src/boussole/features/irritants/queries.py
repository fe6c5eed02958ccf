"""Reads on what people hear and on irritants, within a person's scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from boussole.core.alike import similar
from boussole.core.irritants import Burden, Cost, Declared, Saving, cost, one_each, saving
from boussole.features.irritants import access
from boussole.features.irritants.models import Heard, Irritant, Step, Voice
from boussole.features.organisation.models import Person

SHOWN = 30
# Beyond, ranking by hours would read too many voices at once; the oldest are left out.
RANKED = 1_000
COMPARED = 500
OPEN = (Irritant.State.PROPOSED, Irritant.State.TAKEN, Irritant.State.FIXING)
OVER = (Irritant.State.ANSWERED, Irritant.State.RESOLVED)


@dataclass(frozen=True)
class Lines:
    """One page of heard lines, and the key of the next one; none at the end."""

    shown: Sequence[Heard]
    next: str = ""


def own(person: Person, before: int | None = None, size: int = SHOWN) -> Lines:
    """What a person said, newest first, with the line that answers it; older than ``before``."""
    found = access.own(person).select_related("same_as__department", "department").order_by("-pk")
    found = found.filter(pk__lt=before) if before is not None else found
    lines = list(found[: size + 1])
    return Lines(lines[:size], str(lines[size - 1].pk) if len(lines) > size else "")


def to_route(person: Person, after: tuple[int, int] | None = None, size: int = SHOWN) -> Lines:
    """The first lines a person routes, the most heard first; ``also`` others say the same thing.

    ``after`` is the last one of the page before: how many say the same, and its key.
    """
    first = access.routable(person).filter(same_as=None).select_related("department__contact")
    counted = first.annotate(also=Count("others")).order_by("-also", "-pk")
    if after is not None:
        also, pk = after
        counted = counted.filter(Q(also__lt=also) | Q(also=also, pk__lt=pk))
    lines = list(counted[: size + 1])
    last = lines[size - 1] if len(lines) > size else None
    return Lines(lines[:size], f"{last.also}.{last.pk}" if last else "")


def asked_lines(person: Person, before: int | None = None, size: int = SHOWN) -> Lines:
    """The lines sent to a person's departments, those without an answer first on the first page; then by age."""
    found = access.asked_lines(person).select_related("department").annotate(also=Count("others"))
    first = before is None
    waiting = list(found.filter(answered_at=None).order_by("pk")[:size]) if first else []
    over = found.exclude(answered_at=None).order_by("-pk")
    over = over.filter(pk__lt=before) if before is not None else over
    lines = list(over[: size + 1])
    more = str(lines[size - 1].pk) if len(lines) > size else ""
    return Lines([*waiting, *lines[:size]], more)


def saying_the_same(said: Heard, person: Person) -> list[Heard]:
    """At most three lines this person reads that may say the same thing, the nearest first; never merged by themselves."""
    first = access.heard(person).filter(same_as=None, kind=said.kind).exclude(pk=said.pk)
    found = {one.pk: one for one in first.order_by("-pk")[:COMPARED]}
    return [found[pk] for pk in similar(said.line, {pk: one.line for pk, one in found.items()})]


def irritants(person: Person, states: Sequence[str]) -> list[Irritant]:
    """The irritants a person reads in some states, each counted once, the latest first."""
    found = access.irritants(person).filter(same_as=None, state__in=states)
    drawn = found.select_related("by", "team", "owner", "department").distinct()
    return list(drawn.order_by("-pk")[:RANKED])


def costs(found: Iterable[Irritant]) -> dict[int, Cost]:
    """What each costs a week, those counted with it included, each person once."""
    by_root = voices(found)
    return {pk: cost(one.before for one in one_each(declared)) for pk, declared in by_root.items()}


def saving_of(irritant: Irritant) -> Saving:
    """What those who met it said it cost, and costs now."""
    return saving(one_each(voices([irritant])[irritant.pk]))


def voices(found: Iterable[Irritant]) -> dict[int, list[Declared[int]]]:
    """What people said of each irritant and of those counted with it, from the oldest to the latest."""
    by_root: dict[int, list[Declared[int]]] = {one.pk: [] for one in found}
    said = Voice.objects.filter(
        Q(irritant__in=by_root) | Q(irritant__same_as__in=by_root)
    ).select_related("irritant")
    for one in said.order_by("pk"):
        root = one.irritant.pk if one.irritant.pk in by_root else one.irritant.same_as_id
        if root is not None:
            by_root[root].append(_declared(one))
    return by_root


def _declared(voice: Voice) -> Declared[int]:
    now = Burden(voice.now_times, voice.now_minutes) if voice.now_on else None
    return Declared(voice.by_id, Burden(voice.times, voice.minutes), now)


def voices_of(person: Person, found: Iterable[Irritant]) -> dict[int, Voice]:
    """A person's own voice on each irritant they meet, or on one counted with it; theirs on the irritant itself first."""
    roots = {one.pk for one in found}
    mine: dict[int, Voice] = {}
    said = Voice.objects.filter(by=person).filter(
        Q(irritant__in=roots) | Q(irritant__same_as__in=roots)
    )
    for voice in said.select_related("irritant").order_by("pk"):
        direct = voice.irritant_id in roots
        root = voice.irritant_id if direct else voice.irritant.same_as_id
        if root is not None and (direct or root not in mine):
            mine[root] = voice
    return mine


def similar_to(irritant: Irritant, person: Person) -> list[Irritant]:
    """At most three irritants this person reads that may be the same, the nearest first; never merged by themselves."""
    others = access.irritants(person).filter(same_as=None).exclude(pk=irritant.pk).distinct()
    found = {one.pk: one for one in others.order_by("-pk")[:COMPARED]}
    return [found[pk] for pk in similar(irritant.what, {pk: one.what for pk, one in found.items()})]


def counted_with(irritant: Irritant, person: Person) -> list[Irritant]:
    """The irritants counted with one, among those a person reads: another team's words stay with that team."""
    return list(access.irritants(person).filter(same_as=irritant).distinct().order_by("pk"))


def steps(irritant: Irritant) -> list[Step]:
    """The story of an irritant, from its first step on."""
    return list(irritant.steps.select_related("by"))


def owed(person: Person) -> list[Irritant]:
    """The irritants a person is asked to answer and has not, the first due first."""
    waiting = access.owned(person).filter(
        same_as=None, state__in=(Irritant.State.PROPOSED, Irritant.State.TAKEN)
    )
    return list(
        waiting.select_related("department", "owner", "by", "team").order_by("due_on", "pk")
    )


def asked(person: Person) -> list[Irritant]:
    """Every irritant a person was asked to answer: those that wait, then those being fixed, then the others."""
    order = {state: place for place, state in enumerate((*OPEN, *OVER))}
    found = access.owned(person).filter(same_as=None)
    drawn = found.select_related("department", "owner", "by", "team").order_by("-pk")[:RANKED]
    return sorted(drawn, key=lambda one: (order[Irritant.State(one.state)], one.due_on or date.max))


def without_owner(person: Person) -> int:
    """How many irritants nobody was given, among those a person handles."""
    alone = access.handled(person).filter(same_as=None, state=Irritant.State.PROPOSED)
    return alone.filter(owner=None, department=None).count()


def to_tell(person: Person) -> list[Irritant]:
    """The resolved irritants that a person met and has not said the cost of since, the latest first."""
    mine = Voice.objects.filter(by=person).select_related("irritant")
    told: dict[int, bool] = defaultdict(bool)
    for voice in mine:
        told[voice.irritant.same_as_id or voice.irritant_id] |= voice.now_on is not None
    waiting = [pk for pk, said in told.items() if not said]
    resolved = Irritant.objects.filter(pk__in=waiting, same_as=None, state=Irritant.State.RESOLVED)
    return list(resolved.order_by("-resolved_on", "-pk"))


def fixed_elsewhere(irritant: Irritant) -> frozenset[str]:
    """The reasons of other irritants that were resolved: they are no comparison for this one."""
    others = Irritant.objects.filter(state=Irritant.State.RESOLVED, same_as=None)
    touched = others.exclude(pk=irritant.pk).values_list("reasons", flat=True)
    return frozenset(key for keys in touched for key in keys) - frozenset(irritant.reasons)
