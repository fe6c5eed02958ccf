"""Deciding whom to ask: occasions are found, the gates decide over all of them at once, every decision is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from boussole.core.surveys import CANDIDATES, QuietHours, Rules, decide, draw
from boussole.features.conversations import bulk, contacts
from boussole.features.conversations.contacts import Contact
from boussole.features.organisation.audit import record
from boussole.features.surveys import actions, addresses, questions, services
from boussole.features.surveys.chunks import chunks
from boussole.features.surveys.models import (
    Address,
    Decision,
    HouseRules,
    Invitation,
    Occasion,
    Survey,
)

# A contact resolved longer ago than this is not asked about any more: nobody remembers it.
LATEST = timedelta(days=7)
# Whoever had no contact for this long is no customer to ask how they find the company.
CUSTOMER_FOR = timedelta(days=365)
LOOKED_EVERY = timedelta(days=1)
Trigger, Outcome = Survey.Trigger, Decision.Outcome


@dataclass(frozen=True)
class Asked:
    """One occasion to ask one person."""

    occasion: str
    identity: str
    email: str
    name: str
    language: str
    channel: str
    conversation: int | None
    team: int | None
    reason: str = ""


@dataclass(frozen=True)
class Planned:
    """What one run decided."""

    asked: int = 0
    not_asked: int = 0
    later: int = 0

    def __add__(self, other: Planned) -> Planned:
        return Planned(
            self.asked + other.asked, self.not_asked + other.not_asked, self.later + other.later
        )


def plan(now: datetime) -> Planned:
    """Decide for every active survey, in the order they were started: the clock over all surveys is theirs together."""
    active = Survey.objects.filter(state=Survey.State.ACTIVE).order_by("started_at", "pk")
    return sum((plan_survey(survey, now) for survey in active), Planned())


@transaction.atomic
def plan_survey(survey: Survey, now: datetime) -> Planned:
    """Decide for every occasion of a survey that waits for it; keep the decisions and the invitations.

    One at a time: two workers that plan the same survey wait for each other, and ask nobody twice.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    waiting = _undecided(survey, list(occasions(survey, now)), now)
    if not waiting:
        return Planned()
    rules = rules_of(survey, services.house_rules())
    decided = decide(candidates(survey, waiting, now), rules, now).to_dicts()
    _keep(survey, waiting, decided, rules, now)
    counts = {name: sum(row["outcome"] == name for row in decided) for name in Outcome.values}
    record(None, actions.PLANNED, survey, **counts)
    return Planned(**counts)


def rules_of(survey: Survey, house: HouseRules) -> Rules:
    """What the gates of a survey compare with."""
    return Rules(
        languages=frozenset(survey.languages),
        channels=frozenset(survey.channels),
        survey_clock_days=survey.survey_clock_days,
        overall_clock_days=house.overall_clock_days,
        share=survey.share_percent / 100,
        quiet=quiet_hours(house),
    )


def quiet_hours(house: HouseRules) -> QuietHours:
    """The hours in which nobody is written to."""
    return QuietHours(
        start=house.quiet_from,
        end=house.quiet_until,
        days=frozenset(house.quiet_days),
        zone=settings.TIME_ZONE,
    )


def occasions(survey: Survey, now: datetime) -> Iterator[Asked]:
    """Every occasion of a survey that is due and not too old, decided or not."""
    started = survey.started_at or now
    match survey.trigger:
        case Trigger.RESOLVED:
            until = now - timedelta(hours=survey.delay_hours)
            since = max(started, until - LATEST)
            yield from (
                _of_contact(_resolution(survey, one), one)
                for one in contacts.resolved_between(since, until)
            )
        case Trigger.RELATIONAL:
            if not _waits_for_a_wave(survey, now):
                return
            wave = f"wave:{started:%Y%m%d}.{(now - started).days // max(survey.every_days, 1)}"
            yield from (
                _of_contact(f"{wave}:{addresses.digest(one.identity)}", one)
                for one in contacts.last_contacts(now - CUSTOMER_FOR, now)
            )
        case _:
            due = survey.occasions.filter(decided=False, due_at__lte=now)
            known = due.select_related("conversation").order_by("due_at", "pk")
            yield from (_announced(one) for one in known.iterator())


def _waits_for_a_wave(survey: Survey, now: datetime) -> bool:
    """Every customer is looked at once a day, when one may write to them: a wave has weeks."""
    if quiet_hours(services.house_rules()).are_on(now):
        return False
    return not survey.decisions.filter(at__gt=now - LOOKED_EVERY).exists()


def _resolution(survey: Survey, one: Contact) -> str:
    if survey.per == Survey.Per.RESOLUTION:
        return f"conversation:{one.id}:{one.at.isoformat()}"
    return f"conversation:{one.id}"


def _of_contact(occasion: str, one: Contact) -> Asked:
    return Asked(
        occasion, one.identity, one.email, one.name, one.language[:2].lower(), one.channel,
        one.id, one.team, one.reason,
    )  # fmt: skip


def _announced(one: Occasion) -> Asked:
    team = one.conversation.team_id if one.conversation else None
    return Asked(
        one.key, one.identity, one.email, one.name, one.language[:2].lower(), one.channel,
        one.conversation_id, team,
    )  # fmt: skip


def _undecided(survey: Survey, found: Sequence[Asked], now: datetime) -> list[Asked]:
    """Leave out what was decided for good, and what waits for quiet hours to end."""
    settled: set[str] = set()
    for part in chunks({one.occasion for one in found}):
        rows = survey.decisions.filter(occasion__in=part)
        for occasion, outcome, retry_at in rows.values_list("occasion", "outcome", "retry_at"):
            if outcome != Outcome.LATER or (retry_at and retry_at > now):
                settled.add(occasion)
    return [one for one in found if one.occasion not in settled]


def candidates(survey: Survey, waiting: Sequence[Asked], now: datetime) -> pl.DataFrame:
    """What is known of each occasion, in a fixed number of statements."""
    of_survey, of_any = _last_asked(survey, now)
    stopped = addresses.stopped(one.email for one in waiting)
    nothing: set[str] = set()
    rows = [
        (
            one.occasion,
            one.identity,
            Address.Why.OPTED_OUT in stopped.get(one.email, nothing),
            addresses.state(one.email, stopped.get(one.email, nothing)),
            one.language,
            one.channel,
            of_survey.get(one.identity),
            of_any.get(one.identity),
            draw(survey.seed, one.occasion),
        )
        for one in waiting
    ]
    return pl.DataFrame(rows, schema=dict(CANDIDATES), orient="row")


def _last_asked(survey: Survey, now: datetime) -> tuple[dict[str, datetime], dict[str, datetime]]:
    """When each person was last asked by this survey, and by any; what was stopped before it left does not count."""
    days = max(survey.survey_clock_days, services.house_rules().overall_clock_days)
    recent = Invitation.objects.filter(planned_at__gt=now - timedelta(days=days))
    recent = recent.exclude(state=Invitation.State.STOPPED, sent_at=None).order_by()
    last = Max("planned_at")
    of_survey = recent.filter(survey=survey).values_list("identity").annotate(last=last)
    return dict(of_survey), dict(recent.values_list("identity").annotate(last=last))


def _keep(
    survey: Survey,
    waiting: Sequence[Asked],
    decided: Iterable[dict[str, Any]],
    rules: Rules,
    now: datetime,
) -> None:
    pairs = list(zip(waiting, decided, strict=True))
    compared = _compared(rules)
    rows = (_decision(survey, one, row, compared, now) for one, row in pairs)
    bulk.insert(Decision, _DECISION_COLUMNS, rows)
    _invite(survey, [one for one, row in pairs if row["outcome"] == Outcome.ASKED], now)
    done = [one.occasion for one, row in pairs if row["outcome"] != Outcome.LATER]
    if survey.trigger not in {Trigger.RESOLVED, Trigger.RELATIONAL}:
        for part in chunks(done):
            survey.occasions.filter(key__in=part).update(decided=True)


def _compared(rules: Rules) -> dict[str, Any]:
    """What the gates compared with, so that a decision explains itself after the rules changed."""
    return {
        "languages": sorted(rules.languages),
        "channels": sorted(rules.channels),
        "survey_clock_days": rules.survey_clock_days,
        "overall_clock_days": rules.overall_clock_days,
        "share": rules.share,
    }


_DECISION_COLUMNS = (
    "survey", "occasion", "identity", "conversation", "team", "at", "outcome", "gate", "retry_at", "looked_at",
)  # fmt: skip
_INVITATION_COLUMNS = (
    "survey", "version", "occasion", "nonce", "identity", "email", "name", "language", "channel", "reason",
    "heard", "conversation", "team", "state", "planned_at", "expires_at",
)  # fmt: skip


def _decision(
    survey: Survey, one: Asked, row: dict[str, Any], compared: dict[str, Any], now: datetime
) -> tuple[Any, ...]:
    """A decision's row, in the order of ``_DECISION_COLUMNS``."""
    looked_at = {name: row[name] for name in ("opted_out", "address", "language", "channel")}
    for name in ("asked_this_at", "asked_any_at"):
        looked_at[name] = row[name] and row[name].isoformat()
    looked_at |= {"draw": round(row["draw"], 6)} | compared
    return (
        survey.pk, one.occasion, one.identity, one.conversation, one.team, now, row["outcome"],
        row["gate"] or "", row["retry_at"], looked_at,
    )  # fmt: skip


def _invite(survey: Survey, asked: Sequence[Asked], now: datetime) -> None:
    version = questions.current(survey).pk
    expires_at = now + timedelta(days=survey.expires_days)
    heard = contacts.heard(one.conversation for one in asked if one.conversation)
    rows = (
        (
            survey.pk, version, one.occasion, secrets.token_urlsafe(12), one.identity, one.email, one.name,
            one.language, one.channel, one.reason, _heard(heard.get(one.conversation or 0)).value,
            one.conversation, one.team, Invitation.State.PLANNED.value, now, expires_at,
        )
        for one in asked
    )  # fmt: skip
    bulk.insert(Invitation, _INVITATION_COLUMNS, rows)


def _heard(tense: bool | None) -> Invitation.Heard:
    if tense is None:
        return Invitation.Heard.UNKNOWN
    return Invitation.Heard.TENSE if tense else Invitation.Heard.CALM
