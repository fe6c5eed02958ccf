"""The named actions on situations: each is one transaction and leaves one audit row."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boussole.adapters.facts import Archive, FactsMissingError, FactStore
from boussole.core.playbook import Choice, Playbook, choose
from boussole.core.playbook import Situation as Chosen
from boussole.features.coaching import actions
from boussole.features.coaching.models import Note, OwnReading, Situation, Snooze
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations import judging
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force

# Older weeks are history: nobody debriefs them any more.
MOST_WEEKS = 12
PER_AGENT = 2
# A week holds five debriefs at most; the other places are for successes.
PER_TEAM = 10
MOST_FAILURES = 5
Status = Situation.Status


def propose_for_week(
    week: date,
    moments: pl.DataFrame,
    contacts: pl.DataFrame,
    *,
    playbook: Playbook | None = None,
    per_agent: int = PER_AGENT,
    per_team: int = PER_TEAM,
) -> int:
    """Choose the situations of the week that begins on Monday ``week``, team by team; return how many.

    ``moments`` are in ``schemas.MOMENTS`` and ``contacts`` in ``schemas.CONTACTS``, ids being those of
    records. Doing it again replaces what nobody has looked at: what was seen or written about stays, and what
    was dismissed does not come back.
    """
    frame = playbook or playbook_in_force()
    mine = _of_week(week, contacts)
    found = moments.join(mine, on="conversation_id", how="semi")
    found = _without_refused(week, found)
    chosen = [
        choose(
            found.join(team, on="conversation_id", how="semi"),
            team,
            playbook=frame,
            per_agent=per_agent,
            limit=per_team,
            failures=MOST_FAILURES,
        )
        for _, team in mine.group_by("team", maintain_order=True)
    ]
    return _keep(week, [row for choice in chosen for row in _rows(week, choice, frame.version)])


def propose_from_facts(today: date) -> int:
    """Choose the situations of every complete week of facts that has none yet; return how many."""
    try:
        archive = Archive(FactStore(Path(settings.FACTS_DIR)).tables())
    except FactsMissingError:
        return 0
    span = archive.span()
    known = set(Situation.objects.order_by().values_list("week", flat=True).distinct())
    mondays = sorted(set(span.weeks) - known) if span else []
    return sum(
        _propose_from(archive, monday)
        for monday in mondays[-MOST_WEEKS:]
        if monday + timedelta(days=7) <= today
    )


def _propose_from(archive: Archive, monday: date) -> int:
    start = datetime.combine(monday, time.min, UTC)
    end = start + timedelta(days=7)
    return propose_for_week(monday, archive.moments(start, end), archive.contacts(start, end))


def _of_week(week: date, contacts: pl.DataFrame) -> pl.DataFrame:
    start = datetime.combine(week, time.min, UTC)
    began = pl.col("started_at")
    return contacts.filter((began >= start) & (began < start + timedelta(days=7)))


def _without_refused(week: date, moments: pl.DataFrame) -> pl.DataFrame:
    """Leave out what was set aside that week, and what someone says is no such situation."""
    dismissed = Situation.objects.filter(week=week, status=Status.DISMISSED)
    refused = set(dismissed.values_list("conversation_id", "rule", "turn"))
    refused |= set(judgements.contested_situations())
    rows = [(str(conversation), rule, turn) for conversation, rule, turn in refused]
    names = ("conversation_id", "rule", "turn")
    schema = {name: moments.schema[name] for name in names}
    return moments.join(pl.DataFrame(rows, schema=schema, orient="row"), on=names, how="anti")


def _rows(week: date, choice: Choice, version: int) -> list[Situation]:
    """The chosen situations as rows, unsaved; people and teams come from the records."""
    upstream = [(one, origin) for origin, ones in choice.upstream.items() for one in ones]
    chosen = [*((one, "") for one in choice.situations), *upstream]
    owners = conversations.owners(int(one.conversation_id) for one, _ in chosen)
    rows = []
    for place, (one, origin) in enumerate(chosen):
        owner = owners.get(int(one.conversation_id))
        if owner is not None:
            team, agent = owner
            kept = {"team_id": team, "agent_id": agent, "place": place, "origin": origin}
            rows.append(Situation(week=week, playbook_version=version, **kept, **_said(one)))
    return rows


def _said(chosen: Chosen) -> dict[str, Any]:
    """What a situation says, as its columns hold it."""
    said = chosen.model_dump(exclude={"conversation_id"})
    return {**said, "conversation_id": int(chosen.conversation_id), "because": list(chosen.because)}


@transaction.atomic
def _keep(week: date, rows: list[Situation]) -> int:
    written = Note.objects.values("situation"), OwnReading.objects.values("situation")
    unseen = Situation.objects.filter(week=week, status=Status.PROPOSED)
    unseen.exclude(pk__in=written[0]).exclude(pk__in=written[1]).delete()
    Situation.objects.bulk_create(rows, ignore_conflicts=True)
    record(None, actions.PROPOSED, f"week:{week.isoformat()}", count=len(rows))
    return len(rows)


@transaction.atomic
def mark_seen(situation: Situation, *, by: Person) -> Situation:
    """Say that a situation was looked at; whoever had put it off is done with it."""
    Snooze.objects.filter(situation=situation, person=by).delete()
    return _decide(situation, Status.SEEN, by, actions.SEEN)


@transaction.atomic
def dismiss(situation: Situation, *, by: Person, reason: str) -> Situation:
    """Set a situation aside, with the reason; it does not come back.

    A passage that does not show it makes the situation wrong: that is said in its conversation too.
    """
    kept = Situation.Reason(reason).value
    decided = _decide(situation, Status.DISMISSED, by, actions.DISMISSED, kept)
    if kept == Situation.Reason.WRONG:
        judging.judge_situation(*_place(situation), judging.Verdict.WRONG, by=by)
    return decided


@transaction.atomic
def restore(situation: Situation, *, by: Person) -> Situation:
    """Put a situation back among those proposed; what setting it aside said of it is taken back."""
    if situation.dismissed_for == Situation.Reason.WRONG:
        judging.withdraw_situation(*_place(situation), by=by)
    return _decide(situation, Status.PROPOSED, by, actions.RESTORED)


@transaction.atomic
def snooze(situation: Situation, until: date, *, by: Person) -> Snooze:
    """Put a situation off until a day: it comes back by itself, to the person who put it off."""
    put_off, _made = Snooze.objects.update_or_create(
        situation=situation, person=by, defaults={"until": until}
    )
    record(by, actions.SNOOZED, situation, until=until.isoformat())
    return put_off


@transaction.atomic
def wake(situation: Situation, *, by: Person) -> None:
    """Take a situation up again before its day."""
    if Snooze.objects.filter(situation=situation, person=by).delete()[0]:
        record(by, actions.WOKEN, situation)


def contest(situation: Situation, *, by: Person) -> None:
    """Say that the passage does not show this; it is shown to whoever opens it, and in its conversation."""
    judging.judge_situation(*_place(situation), judging.Verdict.WRONG, by=by)


def stop_contesting(situation: Situation, *, by: Person) -> None:
    """Take that back."""
    judging.withdraw_situation(*_place(situation), by=by)


def _place(situation: Situation) -> tuple[int, int, str]:
    return situation.conversation_id, situation.turn, situation.rule


@transaction.atomic
def _decide(
    situation: Situation, status: Status, by: Person, action: str, reason: str = ""
) -> Situation:
    situation.status = status
    situation.dismissed_for = reason
    situation.decided_by = by
    situation.decided_at = timezone.now()
    situation.save(update_fields=["status", "dismissed_for", "decided_by", "decided_at"])
    record(by, action, situation, rule=situation.rule, reason=reason)
    return situation
