"""What others may ask about conversations; every question about customers goes through a person's scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count as Counted
from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import StrIndex, TruncDate
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from boussole.core import facts, privacy
from boussole.core.conversations import EARLIEST
from boussole.core.conversations import Conversation as Noun
from boussole.features.conversations import access, keys, models, reading, records
from boussole.features.conversations.filters import STEP_MARK, Filter, Sort
from boussole.features.conversations.search import IndexMissingError, Order, Terms
from boussole.features.organisation.access import Scope, scope_of
from boussole.features.organisation.models import Person

PAGE = 50
MOST_CONTACTS = 20
# Counting stops here: beyond, a list says that there are more.
MOST_COUNTED = 10_000
_KEY: Mapping[Sort, Order] = {
    "newest": "newest_key",
    "oldest": "newest_key",
    "tension": "tension_key",
}


@dataclass(frozen=True)
class Count:
    """How many a list holds; ``more`` when counting stopped at ``number``."""

    number: int
    more: bool = False


@dataclass(frozen=True)
class Cursor:
    """Where a page stands: after a key, or before it when paging back."""

    key: int | None = None
    back: bool = False

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Cursor:
        """Read ``after`` or ``before`` from an address."""
        for name, back in (("after", False), ("before", True)):
            value = asked.get(name, "")
            if value.isdecimal() and int(value) < 1 << 63:
                return cls(int(value), back)
        return cls()


FIRST = Cursor()


@dataclass(frozen=True)
class Page:
    """Rows of a list, in order, and the keys that lead to the pages around."""

    rows: list[models.Reading]
    count: Count
    previous: int | None = None
    next: int | None = None
    # The words were looked for in the first sentences only: there is no search index.
    without_index: bool = False


def page(person: Person, asked: Filter, cursor: Cursor = FIRST, size: int = PAGE) -> Page:
    """One page of the conversations a person may see."""
    if not asked.words:
        return _paged(_listed(person, asked, cursor, size), asked, cursor, size)
    try:
        return _paged(_searched(person, asked, cursor, size), asked, cursor, size)
    except IndexMissingError:
        found = _listed(person, asked, cursor, size)
        return replace(_paged(found, asked, cursor, size), without_index=True)


def matching(person: Person, asked: Filter) -> QuerySet[models.Reading]:
    """The readings a filter keeps within a person's scope, in no order.

    Words are looked for in the first sentences alone; the search index is asked by ``page``.
    """
    kept = access.readings(person).filter(_condition(asked))
    return kept.filter(opening__icontains=asked.words) if asked.words else kept


def ids_for_export(person: Person, asked: Filter) -> Iterator[int]:
    """The conversations of a whole filtered list, in its order, page after page."""
    cursor = FIRST
    while True:
        found = page(person, asked, cursor, size=reading.BATCH)
        yield from (row.pk for row in found.rows)
        if found.next is None:
            return
        cursor = Cursor(found.next)


@dataclass(frozen=True)
class _Found:
    """Ids in the order they were walked, one more than a page when there are others beyond."""

    ids: list[int]
    count: Count


def _listed(person: Person, asked: Filter, cursor: Cursor, size: int) -> _Found:
    kept = matching(person, asked)
    column, ascending = _order(asked, cursor)
    beyond = Q()
    if cursor.key is not None:
        beyond = Q(**{f"{column}__{'gt' if ascending else 'lt'}": cursor.key})
    # Keys first, from the covering index alone; the rows of the page come after.
    walked = kept.filter(beyond).order_by(column if ascending else f"-{column}")
    counted = kept.order_by()[: MOST_COUNTED + 1].count()
    return _Found(
        ids=list(walked.values_list("pk", flat=True)[: size + 1]),
        count=Count(min(counted, MOST_COUNTED), more=counted > MOST_COUNTED),
    )


def _searched(person: Person, asked: Filter, cursor: Cursor, size: int) -> _Found:
    column, ascending = _order(asked, cursor)
    found = reading.index().search(
        asked.words,
        _terms(scope_of(person), asked),
        order=column,
        ascending=ascending,
        after=cursor.key,
        limit=size + 1,
    )
    # The index proposes, the records dispose: what left the scope since is not shown.
    visible = set(access.readings(person).filter(pk__in=found.ids).values_list("pk", flat=True))
    return _Found([pk for pk in found.ids if pk in visible], Count(found.total))


def _order(asked: Filter, cursor: Cursor) -> tuple[Order, bool]:
    """The column to walk, and whether to walk it upwards."""
    return _KEY[asked.sort], (asked.sort == "oldest") != cursor.back


def _paged(found: _Found, asked: Filter, cursor: Cursor, size: int) -> Page:
    rows = _rows(found.ids[:size])
    if cursor.back:
        rows.reverse()
    more = len(found.ids) > size
    column = _KEY[asked.sort]
    ends = [getattr(row, column) for row in (rows[:1] + rows[-1:])]
    has_previous = bool(ends) and (more if cursor.back else cursor.key is not None)
    has_next = bool(ends) and (more or cursor.back)
    return Page(
        rows=rows,
        count=found.count,
        previous=ends[0] if has_previous else None,
        next=ends[-1] if has_next else None,
    )


# What a row shows: a conversation's attributes and a person's settings stay where they are.
_SHOWN = (
    *(field.attname for field in models.Reading._meta.concrete_fields),
    "conversation__listed_at",
    "conversation__agent_name",
    "conversation__team_name",
    "conversation__customer__name",
    "conversation__customer__email",
    "conversation__agent__name",
    "conversation__team__name",
)


def _rows(ids: Sequence[int]) -> list[models.Reading]:
    """Readings with what a row shows, in the order of ``ids``."""
    related = models.Reading.objects.select_related(
        "conversation__customer", "conversation__agent", "conversation__team"
    )
    rows = related.only(*_SHOWN).in_bulk(list(ids))
    return [rows[pk] for pk in ids if pk in rows]


def _condition(asked: Filter) -> Q:
    condition = _about(asked.about)
    if asked.team is not None:
        condition &= Q(team=asked.team)
    if asked.channel:
        condition &= Q(channel=asked.channel)
    if bounds := _bounds(asked):
        condition &= Q(newest_key__gte=bounds[0], newest_key__lt=bounds[1])
    for column, name in (("signals", asked.expressing), ("situations", asked.situation)):
        if name:
            condition &= Q(GreaterThan(StrIndex(column, Value(f" {name} ")), 0))
    return condition


def _about(about: str) -> Q:
    if about.startswith(STEP_MARK):
        return Q(step=about.removeprefix(STEP_MARK))
    return Q(reason__in=_reasons(about)) if about else Q()


def _reasons(about: str) -> tuple[str, ...]:
    """The reasons of a family as the tree has it now, whatever their keys; or the one reason asked about."""
    return (about, *reading.tree().keys_of(about))


def _bounds(asked: Filter) -> tuple[int, int] | None:
    between = asked.between(timezone.now(), ZoneInfo(settings.TIME_ZONE))
    return (keys.before(between[0]), keys.before(between[1])) if between else None


def _terms(scope: Scope, asked: Filter) -> Terms:
    named = {
        "team": asked.team,
        "channel": asked.channel,
        "signals": asked.expressing,
        "situations": asked.situation,
    }
    must: dict[str, tuple[str | int, ...]] = {
        name: (value,) for name, value in named.items() if value not in {"", None}
    }
    if asked.about.startswith(STEP_MARK):
        must["step"] = (asked.about.removeprefix(STEP_MARK),)
    elif asked.about:
        must["reason"] = _reasons(asked.about)
    if scope.everything:
        return Terms(must, _bounds(asked))
    teams = tuple(("team", team) for team in sorted(scope.teams))
    own = (("agent", scope.agent),) if scope.agent is not None else ()
    return Terms(must, _bounds(asked), scope=(*teams, *own))


def changed_days() -> dict[date, int]:
    """Days whose conversations changed since facts were built from them, with their revision."""
    return dict(models.ChangedDay.objects.order_by("day").values_list("day", "revision"))


def changed(day: date) -> QuerySet[models.ChangedDay, date]:
    """A day if its conversations changed since facts were built from it, for a statement that asks more."""
    return models.ChangedDay.objects.filter(day=day).values_list("day", flat=True)


def days() -> list[date]:
    """Every day in UTC that has conversations, in order; undated ones stand at ``EARLIEST``."""
    dated = models.Conversation.objects.annotate(day=TruncDate("listed_at", tzinfo=UTC))
    return list(dated.order_by("day").values_list("day", flat=True).distinct())


def of_day(day: date, batch: int = reading.BATCH) -> Iterator[Noun]:
    """The conversations of a day in UTC, as the core reads them, ordered by id; memory stays flat."""
    start = datetime.combine(day, time.min, UTC)
    ids = list(
        models.Conversation.objects.filter(
            listed_at__gte=start, listed_at__lt=start + timedelta(days=1)
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for first in range(0, len(ids), batch):
        for record in reading.fetched(ids[first : first + batch]):
            yield records.to_noun(record)


@dataclass(frozen=True)
class Unsorted:
    """A contact whose reason is unknown: when it began and, masked, how."""

    id: int
    at: datetime
    words: str


def without_reason(since: datetime, most: int) -> list[Unsorted]:
    """The contacts read since an instant whose reason nobody knows, the newest ``most`` of them, oldest first."""
    unknown = models.Reading.objects.filter(reason="", newest_key__gte=keys.before(since))
    newest = unknown.exclude(version="").order_by("-newest_key")
    found = newest.values_list("pk", "conversation__listed_at")[:most]
    began = dict(reversed(list(found)))
    return [Unsorted(pk, began[pk], words) for pk, words in first_words(list(began))]


def first_words(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The masked first words of these conversations, batch by batch, in their order."""
    for first in range(0, len(ids), reading.BATCH):
        batch = list(ids[first : first + reading.BATCH])
        nouns = [records.to_noun(record) for record in reading.fetched(batch)]
        words = dict(facts.first_words(nouns).iter_rows()) if nouns else {}
        yield from ((pk, words[str(pk)].strip()) for pk in batch if str(pk) in words)


def reasons_since(person: Person, since: datetime) -> dict[str, int]:
    """How many contacts that a person may see came for each reason since an instant; unknown is ``""``."""
    recent = access.readings(person).filter(newest_key__gte=keys.before(since))
    return dict(recent.order_by().values_list("reason").annotate(contacts=Counted("pk")))


def reasons_in_use(asked: Iterable[str]) -> set[str]:
    """Among these reasons, those that some contact has or once was corrected to."""
    wanted = list(asked)
    read = models.Reading.objects.filter(reason__in=wanted).order_by()
    settled = models.ReasonCorrection.objects.filter(reason__in=wanted).order_by()
    return {*read.values_list("reason", flat=True).distinct()} | {
        *settled.values_list("reason", flat=True).distinct()
    }


def opened(person: Person, ids: Iterable[int]) -> dict[int, models.Reading]:
    """Among these conversations, those a person may see, with what a row shows."""
    return {row.pk: row for row in _rows(list(visible(person, ids)))}


def visible(person: Person, ids: Iterable[int]) -> set[int]:
    """Among these conversations, those a person may see."""
    return set(access.readings(person).filter(pk__in=list(ids)).values_list("pk", flat=True))


def last_contact_at() -> datetime | None:
    """When the newest contact began, unless it lies ahead of now; nothing when none is dated."""
    now = keys.before(timezone.now())
    newest = models.Reading.objects.filter(newest_key__lt=now).aggregate(Max("newest_key"))
    at = keys.instant(newest["newest_key__max"]) if newest["newest_key__max"] else None
    return at if at and at > EARLIEST else None


def owners(ids: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    """The team and the agent of each of these conversations that still exists."""
    found = models.Conversation.objects.filter(pk__in=list(ids))
    return {pk: (team, agent) for pk, team, agent in found.values_list("pk", "team", "agent")}


def other_contacts(person: Person, record: models.Conversation) -> list[models.Reading]:
    """The same customer's other contacts that a person may see, newest first, whatever the source."""
    if record.customer is None:
        return []
    same = access.readings(person).filter(conversation__customer__identity=record.customer.identity)
    found = same.exclude(pk=record.pk).order_by("-newest_key")
    return _rows(list(found.values_list("pk", flat=True)[:MOST_CONTACTS]))


def judgements(record: models.Conversation) -> list[models.Judgement]:
    """What people said of a conversation's labels and situations, in the order in which they said it."""
    return list(record.judgements.select_related("person").order_by("at", "pk"))


@dataclass(frozen=True)
class Neighbours:
    """The conversations before and after one in a list, when there are any."""

    previous: int | None
    next: int | None


def neighbours(person: Person, asked: Filter, pk: int) -> Neighbours:
    """The conversations around one in a list, as ``page`` orders it."""
    column = _KEY[asked.sort]
    key = access.readings(person).filter(pk=pk).values_list(column, flat=True).first()
    if key is None:
        return Neighbours(None, None)
    before = page(person, asked, Cursor(key, back=True), size=1).rows
    after = page(person, asked, Cursor(key), size=1).rows
    return Neighbours(before[-1].pk if before else None, after[0].pk if after else None)


def how_many() -> int:
    """How many conversations there are in all."""
    return models.Conversation.objects.count()


def is_empty() -> bool:
    """Whether no conversation was ever imported."""
    return not models.Conversation.objects.exists()


def masked_turn(person: Person, pk: int, turn: int) -> str | None:
    """One message of a conversation a person may see, masked; nothing when there is no such message."""
    record = access.conversations(person).filter(pk=pk).first()
    if record is None:
        return None
    noun = records.to_noun(record)
    if not 0 <= turn < len(noun.turns):
        return None
    return privacy.mask(noun.turns[turn].text, facts.known_names(noun)).text
