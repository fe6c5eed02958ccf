"""What the facts say of the contact reasons an irritant causes: how many contacts, whose, before and after.

Figures are the whole company's, counted by reason and week: nobody is named or told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from boussole.core.irritants import BEFORE_WEEKS, ContactSaving, contacts_saved
from boussole.core.irritants.contacts import AFTER_WEEKS
from boussole.core.metrics import Scope
from boussole.features.irritants import queries
from boussole.features.irritants.models import Irritant
from boussole.features.metrics import facts
from boussole.features.metrics.queries import instant, last_week

WEEK = timedelta(weeks=1)
RECENT_WEEKS = 4
_SEED = 20_261_125


@dataclass(frozen=True)
class Recent:
    """Contacts by reason over the last whole weeks, ``since`` included and ``until`` not; ``weeks`` are those known."""

    since: date
    until: date
    weeks: int
    contacts: Mapping[str, int]

    def of(self, reasons: list[str]) -> int:
        """The contacts of some reasons: each contact has one, so they add up."""
        return sum(self.contacts.get(key, 0) for key in reasons)


@dataclass(frozen=True)
class Touched:
    """Over the same weeks, the contacts of an irritant's reasons: customers once each, and those caused by a failure."""

    weeks: int
    contacts: int
    customers: int
    failure: int


@dataclass(frozen=True)
class Measured:
    """Contacts of the linked reasons before and after the fix: all of them, and those that a failure caused."""

    contacts: ContactSaving
    failure: ContactSaving


def recent() -> Recent | None:
    """Contacts by reason in the last four whole weeks; none before there are facts."""
    known = facts.in_use()
    until = _until(known)
    if known is None or until is None:
        return None
    since = until - RECENT_WEEKS * WEEK
    found = known.archive.counts(("reason",), instant(since), instant(until))
    named = found.filter(pl.col("reason").is_not_null())
    summed = named.group_by("reason").agg(pl.col("contacts").sum())
    contacts = dict(zip(summed["reason"].to_list(), summed["contacts"].to_list(), strict=True))
    return Recent(since, until, found["week"].n_unique(), contacts)


def touched(reasons: list[str]) -> Touched | None:
    """Whom some reasons touched in the last four whole weeks; none without facts or reasons."""
    known = facts.in_use()
    until = _until(known)
    if known is None or until is None or not reasons:
        return None
    scope = Scope(
        since=instant(until - RECENT_WEEKS * WEEK), until=instant(until), reason=tuple(reasons)
    )
    totals = known.engine.totals(scope)
    failure = known.engine.totals(scope.model_copy(update={"demand": "failure"}))
    return Touched(RECENT_WEEKS, totals.contacts, totals.customers, failure.contacts)


def measured(irritant: Irritant) -> Measured | None:
    """Contacts before and after a fix; none when it is not resolved or there are no facts."""
    known = facts.in_use()
    until = _until(known)
    if known is None or until is None or irritant.resolved_on is None:
        return None
    fixed_on = irritant.resolved_on
    since = fixed_on - (BEFORE_WEEKS + 1) * WEEK
    end = min(until, fixed_on + (AFTER_WEEKS + 1) * WEEK)
    weekly = known.archive.counts(("reason", "demand"), instant(since), instant(end))
    first = _first(known, until)
    left_out = queries.fixed_elsewhere(irritant)

    def saved(rows: pl.DataFrame) -> ContactSaving:
        return contacts_saved(
            rows.select("week", "reason", "contacts"),
            irritant.reasons,
            fixed_on=fixed_on,
            first=first,
            until=until,
            seed=_SEED,
            left_out=left_out,
        )

    return Measured(saved(weekly), saved(weekly.filter(pl.col("demand") == "failure")))


def _until(known: facts.Facts | None) -> date | None:
    """The Monday after the last whole week."""
    monday = last_week(known, Scope()) if known is not None else None
    return monday + WEEK if monday is not None else None


def _first(known: facts.Facts, until: date) -> date:
    """The first Monday whose whole week is known: facts that begin later in a week begin with the next one."""
    begun = known.engine.totals(Scope()).first
    if begun is None:
        return until
    day = begun.date()
    monday = day - timedelta(days=day.weekday())
    return monday if monday == day else monday + WEEK
