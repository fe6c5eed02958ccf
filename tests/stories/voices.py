"""What the product says of the voices in the demo, read the same way in the company and in its control copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from boussole.adapters import demo
from boussole.adapters.demo.stories import BOX_MENDED_WEEK, LET_DOWN_FROM
from boussole.core.irritants import Saving
from boussole.core.metrics import METRICS, Scope
from boussole.core.metrics.mirror import Refused
from boussole.features.irritants import evidence, showing
from boussole.features.irritants.models import Irritant
from boussole.features.metrics import facts
from boussole.features.mirror import reading as mirror
from boussole.features.organisation.models import Person, Team
from boussole.features.wellbeing import queries as pulse

LILLE = "Relation client – Lille"


@dataclass(frozen=True)
class Told:
    """What is read of the voices.

    The theme that each team's pulse puts surely below the others, CSAT by team before and since, what a fix saved, what is
    said of its contacts, and the sequences of the mirror: team, theme, indicator and weeks
    between, with what really moved.
    """

    apart: dict[str, str]
    csat: dict[str, tuple[float, float]]
    saving: Saving
    saved: str
    contacts_before: float
    contacts_since: float
    contacts: tuple[str, str]
    sequences: list[tuple[str, str, str, int]]
    moved: list[tuple[str, str]]


def told(company: demo.Company) -> Told:
    """Read everything as of the day after the last Sunday."""
    first = company.first_monday
    let_down = first + timedelta(weeks=LET_DOWN_FROM - 1)
    before, since = _csat(first, let_down), _csat(let_down, company.until + timedelta(days=1))
    fixed = _fixed(company)
    measured = evidence.measured(fixed.irritant)
    assert measured is not None
    assert fixed.told is not None
    return Told(
        _apart(),
        {team: (before[team], since[team]) for team in before},
        fixed.told.saving,
        fixed.told.saved,
        measured.contacts.before.a_week or 0.0,
        measured.contacts.after.a_week or 0.0,
        (measured.contacts.verdict, measured.contacts.why),
        *_mirror(),
    )


def _mirror() -> tuple[list[tuple[str, str, str, int]], list[tuple[str, str]]]:
    """The sequences of the mirror, and the themes and indicators that really moved in a team."""
    kept = mirror.reading()
    assert kept is not None
    found = kept.sequences
    assert not isinstance(found, Refused)
    told = [
        (one.pulse.team, one.pulse.theme, one.customers.indicator, one.weeks) for one in found.found
    ]
    moved = [(one.team, one.theme) for one in found.pulse]
    return told, moved + [(one.team, one.indicator) for one in found.customers]


def _apart() -> dict[str, str]:
    found = {team.name: pulse.team_pulse(team).focus for team in Team.objects.all()}
    return {name: one.theme for name, one in found.items() if one is not None and one.apart}


def _csat(since: date, until: date) -> dict[str, float]:
    known = facts.in_use()
    assert known is not None
    scope = Scope(since=_instant(since), until=_instant(until))
    found = known.engine.statistics(METRICS["csat"], scope, ("team",), as_of=_instant(until))
    return {str(one.group["team"]): one.successes / one.n for one in found}


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _fixed(company: demo.Company) -> showing.Whole:
    on = company.first_monday + timedelta(weeks=BOX_MENDED_WEEK - 1, days=4)
    irritant = Irritant.objects.get(resolved_on=on)
    claire = Person.objects.get(name="Claire Montagnier")
    return showing.whole(claire, irritant, company.until)
