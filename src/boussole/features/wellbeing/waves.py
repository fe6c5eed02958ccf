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
    pooled,
    publishable,
)
from boussole.core.pulse import default_bank, in_turn
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.wellbeing import actions
from boussole.features.wellbeing.errors import PlanError, TooFewPeopleError, WaveOpenError
from boussole.features.wellbeing.models import (
    Answer,
    Comment,
    Place,
    PlannedWave,
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
COMPANY, MANAGERS = "company", "managers"

# Who answered, by team; the managers' one group is under None.
People = Mapping[int | None, frozenset[Hashable]]


@transaction.atomic
def launch(kind: str, today: date, *, by: Person | None) -> Wave:
    """Ask every agent who is in a team, and managers as one group. Raises ``WaveOpenError`` or ``TooFewPeopleError``.

    An answer of a manager among their team's would be one they can subtract. Promises old enough are rated in this wave. A
    full wave takes the place of the one planned; with a rhythm, the next one is planned half a year later.
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
        Place(wave=wave, person_id=person, team_id=team) for person, team in (*asked, *_managers())
    )
    _ask_for_ratings(wave)
    if kind == Wave.Kind.LONG:
        _plan_the_next(today)
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


def _managers() -> list[tuple[int, None]]:
    """Each active manager of a team, without a team, by name; nobody when too few could ever be published."""
    places = Membership.objects.filter(
        kind=Membership.Kind.MANAGER,
        team__archived_at=None,
        person__role=Role.MANAGER,
        person__is_active=True,
    )
    ordered = places.order_by("person__name", "person").values_list("person", flat=True)
    found = list(dict.fromkeys(ordered))
    return [(person, None) for person in found] if len(found) >= LEAST_ANSWERS else []


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
    """Launch the full wave that was planned, or the short one that the rhythm asks for today, if any."""
    if Wave.objects.filter(settled=False).exists() or len(_asked()) < LEAST_ANSWERS:
        return None
    planned = PlannedWave.objects.first()
    if planned and today >= planned.opens_on:
        return launch(Wave.Kind.LONG, today, by=None)
    rhythm = Rhythm.objects.first()
    last = Wave.objects.order_by("-opens_on", "-pk").first()
    if not rhythm or not rhythm.every_days:
        return None
    if planned and today >= pauses_on(planned.opens_on):
        return None
    if last and today < last.opens_on + timedelta(days=rhythm.every_days):
        return None
    return launch(Wave.Kind.SHORT, today, by=None)


def pauses_on(opens_on: date) -> date:
    """The first day on which no short wave is launched by itself any more before a full one opens.

    One launched from then on would close within the memory of the full one, which would be withheld from small teams.
    """
    closes_on = opens_on + OPEN_FOR[Wave.Kind.LONG]
    return closes_on - MEMORY - OPEN_FOR[Wave.Kind.SHORT] + timedelta(days=1)


def clear_from(today: date) -> date:
    """The first day from which a full wave would meet no question published within its memory, nor one asked now."""
    published = Wave.objects.filter(settled=True, published__isnull=False).order_by("-closes_on")
    last = Wave.objects.filter(settled=False).first() or published.first()
    if last is None:
        return today
    return max(today, last.closes_on + MEMORY - OPEN_FOR[Wave.Kind.LONG])


@transaction.atomic
def plan_full(opens_on: date, *, today: date, by: Person) -> PlannedWave:
    """Plan the next full wave, or move it to another day. Raises ``PlanError`` for a day that is not to come."""
    if opens_on <= today:
        raise PlanError(_("Choisissez un jour à venir."))
    planned, _new = PlannedWave.objects.update_or_create(pk=1, defaults={"opens_on": opens_on})
    record(by, actions.FULL_PLANNED, "wellbeing.wave:planned", day=opens_on.isoformat())
    return planned


@transaction.atomic
def cancel_full(*, by: Person) -> None:
    """Give up the full wave that is planned. Raises ``PlanError`` when there is none."""
    if not PlannedWave.objects.all().delete()[0]:
        raise PlanError(_("Aucune vague complète n’est prévue."))
    record(by, actions.FULL_CANCELLED, "wellbeing.wave:planned")


def _plan_the_next(today: date) -> None:
    PlannedWave.objects.all().delete()
    if Rhythm.objects.filter(every_days__gt=0).exists():
        PlannedWave.objects.create(pk=1, opens_on=today + LONG_EVERY)


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
    _keep_comments(locked, inside or {})
    locked.answers.all().delete()
    locked.settled = True
    locked.save(update_fields=["settled"])
    record(None, actions.SETTLED, locked)


def answered(wave: Wave, answers: Sequence[Answer]) -> People | None:
    """Who answered, by team; None when answers and places do not agree, and nothing may be said."""
    found: dict[int | None, set[Hashable]] = defaultdict(set)
    for team, who in _who(wave.places.all()):
        found[team].add(who)
    given = Counter(answer.team_id for answer in answers)
    if given != Counter({team: len(who) for team, who in found.items()}):
        return None
    return {team: frozenset(who) for team, who in found.items()}


def _who(places: QuerySet[Place]) -> Iterable[tuple[int | None, Hashable]]:
    """The team and the person of each place that answered; an account erased since stays somebody of its own."""
    for pk, team, person in places.filter(answered=True).values_list("pk", "team_id", "person_id"):
        yield team, person or ("erased", pk)


def _published(wave: Wave, answers: Sequence[Answer], inside: People) -> Iterable[Published]:
    teams = [Group(_key(team), who, COMPANY) for team, who in inside.items() if team is not None]
    everyone = frozenset(person for team in teams for person in team.people)
    groups = [Group(COMPANY, everyone), *teams]
    if None in inside:
        groups.append(Group(MANAGERS, inside[None]))
    earlier = _shown_before(wave)
    for question in wave.questions:
        yield from _cells(wave, question, groups, answers, earlier.get(question, []))
    for promise in Promise.objects.filter(asked_in=wave):
        who = inside.get(promise.team_id, frozenset())
        yield from _cells(wave, promise.question, [Group(_key(promise.team_id), who)], answers, [])


def _key(team: int | None) -> str:
    return MANAGERS if team is None else str(team)


def _cells(
    wave: Wave,
    question: str,
    groups: Sequence[Group],
    answers: Sequence[Answer],
    earlier: Iterable[frozenset[Hashable]],
) -> Iterable[Published]:
    chosen = publishable(groups, earlier, wave.least_answers)
    keys = {group.key for group in groups}
    tallies = _tallies([one for one in answers if _key(one.team_id) in keys], question)
    for key, found in figures(groups, chosen, tallies, wave.least_answers).items():
        yield Published(
            wave=wave,
            team_id=None if key in (COMPANY, MANAGERS) else int(key),
            managers=key == MANAGERS,
            question=question,
            n=found.n,
            total=found.total,
            favourable=found.favourable,
        )


def _tallies(answers: Iterable[Answer], question: str) -> dict[str, Tally]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for answer in answers:
        counts[_key(answer.team_id)][answer.values[question] - 1] += 1
    return {team: (one[0], one[1], one[2], one[3], one[4]) for team, one in counts.items()}


def _shown_before(wave: Wave) -> dict[str, list[frozenset[Hashable]]]:
    """The groups published for each question within the wave's memory."""
    since = wave.closes_on - timedelta(days=wave.memory_days)
    before = Published.objects.filter(wave__closes_on__gt=since, question__in=wave.questions)
    cells = list(before.exclude(wave=wave).values_list("question", "wave", "team", "managers"))
    inside: dict[tuple[int, str], set[Hashable]] = defaultdict(set)
    for one in {cell[1] for cell in cells}:
        for team, who in _who(Place.objects.filter(wave=one)):
            inside[one, _key(team)].add(who)
            if team is not None:
                inside[one, COMPANY].add(who)
    found: dict[str, list[frozenset[Hashable]]] = defaultdict(list)
    for question, one, team, managers in cells:
        whole = MANAGERS if managers else COMPANY
        found[question].append(frozenset(inside[one, str(team or whole)]))
    return found


def _keep_comments(wave: Wave, inside: People) -> None:
    """Erase the comments of groups too small, those for the company its pools allow; nothing is left of the order they came in.

    What stays is written anew in the order of its digests; a comment for the company no longer says of which team.
    """
    counts = {team: len(who) for team, who in inside.items()}
    enough = {team for team, count in counts.items() if count >= wave.least_comments}
    # Managers are never among the small groups taken together: their words would tell them apart.
    teams = {team: count for team, count in counts.items() if team is not None}
    pool = pooled(teams, wave.least_comments) | (enough & {None})
    kept = []
    for one in wave.comments.order_by("receipt"):
        for_company = one.reader == Comment.Reader.COMPANY
        if one.team_id in (pool if for_company else enough):
            home = None if for_company else one.team_id
            kept.append(
                Comment(
                    wave=wave, team_id=home, reader=one.reader, receipt=one.receipt, text=one.text
                )
            )
    wave.comments.all().delete()
    Comment.objects.bulk_create(kept)
