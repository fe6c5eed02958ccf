"""Counting a week: what may be said of each group is decided once, under the anonymity of the pulse, then frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from boussole.core.anonymity import LEAST_ANSWERS, Group, publishable
from boussole.core.care import Band, Week, bands, bands_published
from boussole.features.care import actions, effects, exposure, rotas
from boussole.features.care.models import Present, PublishedWeek, Rota, WeekBands
from boussole.features.metrics import facts as facts_in_use
from boussole.features.metrics.facts import Facts
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Team

COMPANY = "company"
WEEK = timedelta(weeks=1)
# What sources bring late is there by then; a week that was counted is not counted again.
WAITS = timedelta(days=2)
# Two weeks closer than this may not be subtracted from each other. A heavy week is an event, not a trait: beyond that, what one
# person's absence changes is drowned in what changes anyway.
MEMORY = timedelta(weeks=4)
CAUGHT_UP = 12


def publish_due(today: date) -> int:
    """Count the whole weeks that are old enough and were not counted, of the last twelve; return how many."""
    facts = facts_in_use.in_use()
    last = exposure.last_whole(facts, today - WAITS) if facts else None
    if facts is None or last is None:
        return 0
    due = _due(facts, last)
    if not due:
        return 0
    roster = exposure.roster()
    count = (due[-1] - due[0]).days // 7 + 1
    found = exposure.of_everyone(facts.archive, list(roster), due[-1], count)
    judged = {one: _judged(weeks, found.mondays) for one, weeks in found.weeks.items()}
    for monday in due:
        with transaction.atomic():
            week = publish(monday, roster, {one: each[monday] for one, each in judged.items()})
            if monday == due[-1]:
                _freeze_rotas(week, facts, roster, found.weeks)
                week.effect = effects.found(monday + WEEK)
                week.save(update_fields=["effect"])
    return len(due)


def _due(facts: Facts, last: date) -> list[date]:
    span = facts.archive.span()
    if span is None:
        return []
    done = set(PublishedWeek.objects.values_list("monday", flat=True))
    newest = max(done, default=date.min)
    mondays = [last - WEEK * back for back in range(CAUGHT_UP - 1, -1, -1)]
    return [one for one in mondays if one > newest and one + WEEK > span.first.date()]


def _judged(weeks: Sequence[Week], mondays: Sequence[date]) -> dict[date, Band]:
    return {monday: band for monday, (_usual, band) in zip(mondays, bands(weeks), strict=True)}


def publish(monday: date, roster: dict[int, int], judged: dict[int, Band]) -> PublishedWeek:
    """Freeze one week: who was counted, and the figures of the groups that may be shown beside the last weeks'."""
    week = PublishedWeek.objects.create(monday=monday)
    inside: dict[int, set[Hashable]] = defaultdict(set)
    by_group: dict[str, list[Band]] = defaultdict(list)
    for person, team in roster.items():
        inside[team].add(person)
        by_group[str(team)].append(judged[person])
    groups = [
        Group(COMPANY, frozenset(roster)),
        *(Group(str(team), frozenset(who), COMPANY) for team, who in sorted(inside.items())),
    ]
    chosen = publishable(groups, _shown_before(monday), LEAST_ANSWERS)
    WeekBands.objects.bulk_create(
        WeekBands(
            week=week,
            team_id=None if key == COMPANY else int(key),
            n=one.n,
            heavy=one.heavy,
            very_heavy=one.very_heavy,
            parts=one.parts,
        )
        for key, one in bands_published(groups, chosen, by_group).items()
    )
    if chosen:
        Present.objects.bulk_create(
            Present(week=week, team_id=team, person_id=person) for person, team in roster.items()
        )
    record(None, actions.PUBLISHED, week)
    return week


def _shown_before(monday: date) -> Iterable[frozenset[Hashable]]:
    """The groups published in the weeks of the memory."""
    since = monday - MEMORY
    cells = list(
        WeekBands.objects.filter(week__monday__gt=since, week__monday__lt=monday).values_list(
            "week", "team"
        )
    )
    inside: dict[tuple[int, int | None], set[Hashable]] = defaultdict(set)
    here = Present.objects.filter(week__in={week for week, _team in cells})
    for pk, week, team, person in here.values_list("pk", "week_id", "team_id", "person_id"):
        who: Hashable = person or ("erased", pk)
        inside[week, team].add(who)
        inside[week, None].add(who)
    return [frozenset(inside[cell]) for cell in cells]


def _freeze_rotas(
    week: PublishedWeek, facts: Facts, roster: dict[int, int], weeks: dict[int, list[Week]]
) -> None:
    """Say of each team whose week is published where its hard contacts concentrate; of the others nothing any more."""
    shown = set(week.bands.exclude(team=None).values_list("team_id", flat=True))
    Rota.objects.all().delete()
    if not shown:
        return
    rows = rotas.contacts(facts.archive, week.monday)
    for team in Team.objects.filter(pk__in=shown).order_by("pk"):
        each = [weeks[person] for person, home in sorted(roster.items()) if home == team.pk]
        Rota.objects.create(team=team, week=week, found=rotas.found(team, rows, each))
