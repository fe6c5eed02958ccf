"""Launching a wave, and closing it: what is published is decided once, then frozen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boussole.core.anonymity import (
    LEAST_ANSWERS,
    LEAST_COMMENTS,
    Group,
    Tally,
    figures,
    publishable,
)
from boussole.core.pulse import default_bank, in_turn
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.wellbeing import actions
from boussole.features.wellbeing.errors import TooFewPeopleError, WaveOpenError
from boussole.features.wellbeing.models import (
    Answer,
    Comment,
    Place,
    Promise,
    Published,
    Rhythm,
    Wave,
)

OPEN_FOR = {Wave.Kind.SHORT: timedelta(days=7), Wave.Kind.LONG: timedelta(days=14)}
SHORT_QUESTIONS = 4
# Two publications of one question closer than this may not be subtracted from each other. A short wave each fortnight asks a
# question again after exactly so long.
MEMORY = timedelta(weeks=12)
LONG_EVERY = timedelta(days=182)
RATED_AFTER = timedelta(days=28)
COMPANY = "company"

People = Mapping[int, frozenset[Hashable]]


@transaction.atomic
def launch(kind: str, today: date, *, by: Person | None) -> Wave:
    """Ask every agent who is in a team. Raises ``WaveOpenError`` or ``TooFewPeopleError``.

    Managers are not asked: an answer of theirs would be one they can subtract. Promises old enough are rated in this wave.
    """
    if Wave.objects.filter(settled=False).exists():
        raise WaveOpenError(_("Une vague est déjà en cours."))
    asked = _asked()
    if len(asked) < LEAST_ANSWERS:
        raise TooFewPeopleError(
            _("Il faut au moins cinq personnes pour que chacune reste anonyme.")
        )
    wave = Wave.objects.create(
        kind=kind,
        opens_on=today,
        closes_on=today + OPEN_FOR[Wave.Kind(kind)],
        questions=list(_questions(kind)),
        least_answers=LEAST_ANSWERS,
        least_comments=LEAST_COMMENTS,
        memory_days=MEMORY.days,
    )
    Place.objects.bulk_create(
        Place(wave=wave, person_id=person, team_id=team) for person, team in asked
    )
    _ask_for_ratings(wave)
    record(by, actions.LAUNCHED, wave, kind=kind)
    return wave


def _asked() -> list[tuple[int, int]]:
    """Each active agent with one team, the first by name when they have several, by the agent's name."""
    places = Membership.objects.filter(
        kind=Membership.Kind.AGENT,
        team__archived_at=None,
        person__role=Role.AGENT,
        person__is_active=True,
    )
    ordered = places.order_by("person__name", "person", "team__name", "team")
    found: dict[int, int] = {}
    for person, team in ordered.values_list("person", "team"):
        found.setdefault(person, team)
    return list(found.items())


def _questions(kind: str) -> Sequence[str]:
    bank = default_bank()
    if kind == Wave.Kind.LONG:
        return [question.key for theme in bank.values() for question in theme.questions]
    turn = Wave.objects.filter(kind=Wave.Kind.SHORT).count()
    return in_turn(bank, turn, SHORT_QUESTIONS)


def _ask_for_ratings(wave: Wave) -> None:
    """Have each team rate the oldest promise that it has not rated yet."""
    due = Promise.objects.filter(asked_in=None, made_on__lte=wave.opens_on - RATED_AFTER)
    oldest: dict[int, Promise] = {}
    for promise in due.order_by("made_on", "pk"):
        oldest.setdefault(promise.team_id, promise)
    Promise.objects.filter(pk__in=[one.pk for one in oldest.values()]).update(asked_in=wave)


def launch_due(today: date) -> Wave | None:
    """Launch the wave that the rhythm asks for today, if any."""
    rhythm = Rhythm.objects.first()
    last = Wave.objects.order_by("-opens_on", "-pk").first()
    if not rhythm or not rhythm.every_days or (last and not last.settled):
        return None
    if last and today < last.opens_on + timedelta(days=rhythm.every_days):
        return None
    long = Wave.objects.filter(kind=Wave.Kind.LONG).order_by("-opens_on").first()
    kind = Wave.Kind.LONG if long and today >= long.opens_on + LONG_EVERY else Wave.Kind.SHORT
    if len(_asked()) < LEAST_ANSWERS:
        return None
    return launch(kind, today, by=None)


@transaction.atomic
def choose_rhythm(every_days: int, *, by: Person) -> None:
    """Launch a short wave every so many days, or never with 0."""
    Rhythm.objects.update_or_create(pk=1, defaults={"every_days": every_days})
    record(by, actions.RHYTHM_CHOSEN, "rhythm:1", days=every_days)


def settle_due(today: date) -> int:
    """Close the waves whose time is over; return how many."""
    due = list(Wave.objects.filter(settled=False, closes_on__lte=today).order_by("closes_on", "pk"))
    for wave in due:
        settle(wave)
    return len(due)


@transaction.atomic
def settle(wave: Wave) -> None:
    """Publish what may be, keep the comments of teams that are enough, erase every answer."""
    locked = Wave.objects.select_for_update().get(pk=wave.pk)
    if locked.settled:
        return
    answers = list(locked.answers.all())
    inside = answered(locked, answers)
    cells = list(_published(locked, answers, inside)) if inside is not None else []
    Published.objects.bulk_create(cells)
    if not cells:
        locked.places.all().delete()
    enough = [team for team, who in (inside or {}).items() if len(who) >= locked.least_comments]
    locked.comments.exclude(team__in=enough).delete()
    _shuffle_comments(locked)
    locked.answers.all().delete()
    locked.settled = True
    locked.save(update_fields=["settled"])
    record(None, actions.SETTLED, locked)


def answered(wave: Wave, answers: Sequence[Answer]) -> People | None:
    """Who answered, by team; None when answers and places do not agree, and nothing may be said."""
    found: dict[int, set[Hashable]] = defaultdict(set)
    for team, who in _who(wave.places.all()):
        found[team].add(who)
    given = Counter(answer.team_id for answer in answers)
    if given != Counter({team: len(who) for team, who in found.items()}):
        return None
    return {team: frozenset(who) for team, who in found.items()}


def _who(places: QuerySet[Place]) -> Iterable[tuple[int, Hashable]]:
    """The team and the person of each place that answered; an account erased since stays somebody of its own."""
    for pk, team, person in places.filter(answered=True).values_list("pk", "team_id", "person_id"):
        yield team, person or ("erased", pk)


def _published(wave: Wave, answers: Sequence[Answer], inside: People) -> Iterable[Published]:
    everyone = frozenset(person for who in inside.values() for person in who)
    teams = [Group(str(team), who, COMPANY) for team, who in sorted(inside.items())]
    earlier = _shown_before(wave)
    for question in wave.questions:
        groups = [Group(COMPANY, everyone), *teams]
        yield from _cells(wave, question, groups, answers, earlier.get(question, []))
    for promise in Promise.objects.filter(asked_in=wave):
        who = inside.get(promise.team_id, frozenset())
        groups = [Group(str(promise.team_id), who)]
        yield from _cells(wave, promise.question, groups, answers, [])


def _cells(
    wave: Wave,
    question: str,
    groups: Sequence[Group],
    answers: Sequence[Answer],
    earlier: Iterable[frozenset[Hashable]],
) -> Iterable[Published]:
    chosen = publishable(groups, earlier, wave.least_answers)
    keys = {group.key for group in groups}
    tallies = _tallies([one for one in answers if str(one.team_id) in keys], question)
    for key, found in figures(groups, chosen, tallies, wave.least_answers).items():
        yield Published(
            wave=wave,
            team_id=None if key == COMPANY else int(key),
            question=question,
            n=found.n,
            total=found.total,
            favourable=found.favourable,
        )


def _tallies(answers: Iterable[Answer], question: str) -> dict[str, Tally]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for answer in answers:
        counts[str(answer.team_id)][answer.values[question] - 1] += 1
    return {team: (one[0], one[1], one[2], one[3], one[4]) for team, one in counts.items()}


def _shown_before(wave: Wave) -> dict[str, list[frozenset[Hashable]]]:
    """The groups published for each question within the wave's memory."""
    since = wave.closes_on - timedelta(days=wave.memory_days)
    before = Published.objects.filter(wave__closes_on__gt=since, question__in=wave.questions)
    cells = list(before.exclude(wave=wave).values_list("question", "wave", "team"))
    inside: dict[tuple[int, int | None], set[Hashable]] = defaultdict(set)
    for one in {cell[1] for cell in cells}:
        for team, who in _who(Place.objects.filter(wave=one)):
            inside[one, team].add(who)
            inside[one, None].add(who)
    found: dict[str, list[frozenset[Hashable]]] = defaultdict(list)
    for question, one, team in cells:
        found[question].append(frozenset(inside[one, team]))
    return found


def _shuffle_comments(wave: Wave) -> None:
    """Write the comments that stay anew, in the order of their digests: nothing is left of the order they came in."""
    kept = list(wave.comments.order_by("receipt"))
    wave.comments.all().delete()
    Comment.objects.bulk_create(
        Comment(wave=wave, team_id=one.team_id, receipt=one.receipt, text=one.text) for one in kept
    )
