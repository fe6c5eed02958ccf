"""The named actions on what people hear: each is one transaction and leaves one audit row.

``declaring`` and ``handling`` have those on irritants.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import privacy
from boussole.features.irritants import actions
from boussole.features.irritants.errors import NotUndoableError
from boussole.features.irritants.models import Heard, Irritant
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Department, Person

KEPT = timedelta(days=730)


@transaction.atomic
def hear(
    kind: str,
    line: str,
    *,
    by: Person,
    conversation: int | None = None,
    turn: int | None = None,
    passage: str = "",
) -> Heard:
    """Write down what someone hears; the line is masked here, ``passage`` is given masked."""
    said = Heard.objects.create(
        by=by,
        team_id=organisation.team_of_agent().get(by.pk),
        kind=Heard.Kind(kind).value,
        line=privacy.mask(line.strip()).text[:240],
        conversation_id=conversation,
        turn=turn,
        passage=passage,
    )
    record(by, actions.HEARD, said, kind=said.kind)
    return said


@transaction.atomic
def take_back(said: Heard, *, by: Person) -> None:
    """Take back what one said; the lines that say the same thing stand on their own again."""
    if said.by_id != by.pk:
        raise LookupError("only its author takes a line back")
    record(by, actions.TAKEN_BACK, said)
    said.delete()


@transaction.atomic
def merge(said: Heard, first: Heard, *, by: Person) -> Heard:
    """Count a line, and those counted with it, with the first that says the same thing; return that first line."""
    root = first.same_as or first
    if root.pk == said.pk:
        raise LookupError("a line does not say the same thing as itself")
    said.others.update(same_as=root)
    said.same_as = root
    said.save(update_fields=["same_as"])
    record(by, actions.MERGED, said, first=root.pk)
    return root


@transaction.atomic
def part(said: Heard, *, by: Person) -> None:
    """Let a line stand on its own again."""
    said.same_as = None
    said.save(update_fields=["same_as"])
    record(by, actions.PARTED, said)


@transaction.atomic
def route(said: Heard, department: Department, *, by: Person) -> None:
    """Send a line to the department it concerns."""
    said.department = department
    said.save(update_fields=["department"])
    record(by, actions.ROUTED, said, department=department.pk)


@transaction.atomic
def unroute(said: Heard, *, by: Person) -> None:
    """Take a line back from its department, while it has not answered."""
    if said.answered_at is not None:
        raise NotUndoableError(_("Le service a déjà répondu."))
    said.department = None
    said.save(update_fields=["department"])
    record(by, actions.UNROUTED, said)


@transaction.atomic
def answer(said: Heard, words: str, *, by: Person) -> None:
    """Write what the department answers; its authors read it."""
    said.answer = privacy.mask(words.strip()).text[:600]
    said.answered_at = timezone.now()
    said.save(update_fields=["answer", "answered_at"])
    record(by, actions.ANSWERED, said)


@transaction.atomic
def unanswer(said: Heard, *, by: Person) -> None:
    """Take an answer back: the line waits for one again."""
    said.answer, said.answered_at = "", None
    said.save(update_fields=["answer", "answered_at"])
    record(by, actions.UNANSWERED, said)


@transaction.atomic
def erase_passages(conversations: Iterable[int], *, by: Person | None) -> int:
    """Erase what was copied from some conversations, for whoever erases a customer; return how many copies."""
    copies = Heard.objects.filter(conversation__in=list(conversations)).exclude(passage="")
    erased = copies.update(passage="")
    if erased:
        record(by, actions.PASSAGES_ERASED, "irritants:passages", count=erased)
    return erased


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase what was said more than two years ago, and irritants that have been over for as long; return how many.

    An irritant that is still open is kept: erasing it would be answering it.
    """
    since = (now - KEPT).date()
    over = Q(resolved_on__lt=since) | Q(state=Irritant.State.ANSWERED, answered_on__lt=since)
    alone = Q(state=Irritant.State.PROPOSED, owner=None, department=None, declared_on__lt=since)
    roots = Irritant.objects.filter(over | alone, same_as=None).values_list("pk", flat=True)
    irritants = Irritant.objects.filter(Q(pk__in=list(roots)) | Q(same_as__in=list(roots)))
    lines = Heard.objects.filter(said_at__lt=now - KEPT)
    count = lines.count() + irritants.count()
    lines.delete()
    irritants.delete()
    if count:
        record(None, actions.FORGOTTEN, "irritants:old", count=count)
    return count
