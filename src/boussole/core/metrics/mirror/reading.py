"""The mirror as one page reads it: every figure with its words, or why it is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.mirror.engaged import Engaged, engaged_managers
from boussole.core.metrics.mirror.icc import TeamShare, TeamSums, team_share
from boussole.core.metrics.mirror.lagged import Lagged, TeamWeek, lagged
from boussole.core.metrics.mirror.loyalty import Loyalty, Outcome, TeamLoyalty, loyalty
from boussole.core.metrics.mirror.references import REFERENCES, Reference
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.mirror.relative_weights import Drivers, relative_weights
from boussole.core.metrics.mirror.words import (
    NOT_A_CAUSE,
    NOT_MANAGERS_ALONE,
    say_driver,
    say_drivers,
    say_engaged,
    say_lagged,
    say_loyalty,
    say_refused,
    say_share,
)
from boussole.core.metrics.resampling import RESAMPLES
from boussole.core.text import Text

Found = TypeVar("Found")
OUTCOMES: tuple[Outcome, ...] = ("repurchase", "churn")
SATISFACTION = Text(fr="la satisfaction des clients", en="customer satisfaction")
ENGAGEMENT = Text(fr="l’engagement", en="engagement")


@dataclass(frozen=True, slots=True)
class TeamPulse:
    """A team's pulse, above the anonymity thresholds: what is below is not given.

    ``engagement`` sums the answers; ``weeks`` is the weekly series set beside customers; ``factors`` are mean
    answers (means to do good work, support...), the same ones in every team, for the drivers.
    """

    engagement: TeamSums
    weeks: tuple[TeamWeek, ...] = ()
    factors: Mapping[str, float] = field(default_factory=dict)

    @property
    def team(self) -> str:
        """The team that answered."""
        return self.engagement.team


@dataclass(frozen=True, slots=True)
class TeamCustomers:
    """The customers of a team: weekly series by indicator, mean satisfaction, loyalty by contact reason."""

    team: str
    weeks: Mapping[str, tuple[TeamWeek, ...]] = field(default_factory=dict)
    satisfaction: float | None = None
    loyalty: Mapping[Outcome, tuple[TeamLoyalty, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said(Generic[Found]):
    """A figure, or its refusal, and the sentences that tell it."""

    found: Found | Refused
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class MirrorReading:
    """All that the page shows; ``cautions`` go with any of it, ``references`` beside the figure they speak of.

    ``moves`` is by customer indicator and ``loyalty`` by outcome; both are empty when nothing is known of it.
    """

    share: Said[TeamShare]
    moves: Mapping[str, Said[Lagged]]
    customer_drivers: Said[Drivers]
    engagement_drivers: Said[Drivers]
    loyalty: Mapping[Outcome, Said[Loyalty]]
    engaged: Said[Engaged] | None
    references: tuple[Reference, ...] = REFERENCES
    cautions: tuple[Text, ...] = (NOT_A_CAUSE, NOT_MANAGERS_ALONE)


@dataclass(frozen=True, slots=True)
class Labels:
    """How the page calls what is compared: the satisfaction indicator, and factors by their key."""

    satisfaction: Text = SATISFACTION
    factors: Mapping[str, Text] = field(default_factory=dict)


def mirror(
    teams_pulse: Sequence[TeamPulse],
    teams_customers: Sequence[TeamCustomers],
    *,
    seed: int,
    managers: tuple[int, int] | None = None,
    labels: Labels | None = None,
    resamples: int = RESAMPLES,
) -> MirrorReading:
    """Read the pulse of teams beside their customers; ``managers``: how many are engaged, of how many.

    Raises ``MetricError`` when a team is given twice or its factors are not those of the others.
    """
    named = labels or Labels()
    pulses = _by_team((one.team, one) for one in teams_pulse)
    customers = _by_team((one.team, one) for one in teams_customers)
    return MirrorReading(
        share=_share(pulses.values(), seed, resamples),
        moves=_moves(pulses.values(), customers.values(), seed, resamples),
        customer_drivers=_drivers(
            {
                team: one.satisfaction
                for team, one in customers.items()
                if one.satisfaction is not None
            },
            pulses,
            (named.satisfaction, named),
            seed,
            resamples,
        ),
        engagement_drivers=_drivers(
            {
                team: one.engagement.total / one.engagement.n
                for team, one in pulses.items()
                if one.engagement.n
            },
            pulses,
            (ENGAGEMENT, named),
            seed,
            resamples,
        ),
        loyalty=_loyalty(customers.values(), seed, resamples),
        engaged=None if managers is None else _engaged(*managers),
    )


Given = TypeVar("Given", TeamPulse, TeamCustomers)


def _by_team(given: Iterable[tuple[str, Given]]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for team, one in given:
        if team in found:
            raise MetricError(f"{team} is given twice; keep one")
        found[team] = one
    return found


def _share(pulses: Iterable[TeamPulse], seed: int, resamples: int) -> Said[TeamShare]:
    found = team_share((one.engagement for one in pulses), seed=seed, resamples=resamples)
    return Said(found, (say_refused(found) if isinstance(found, Refused) else say_share(found),))


def _engaged(engaged: int, managers: int) -> Said[Engaged]:
    found = engaged_managers(engaged, managers)
    return Said(found, (say_refused(found) if isinstance(found, Refused) else say_engaged(found),))


def _moves(
    pulses: Iterable[TeamPulse], customers: Iterable[TeamCustomers], seed: int, resamples: int
) -> dict[str, Said[Lagged]]:
    pulse = [week for one in pulses for week in one.weeks]
    series: dict[str, list[TeamWeek]] = {}
    for one in customers:
        for indicator, weeks in one.weeks.items():
            series.setdefault(indicator, []).extend(weeks)
    said = {}
    for indicator, rows in sorted(series.items()):
        found = lagged(pulse, rows, seed=seed, looked_at=len(series), resamples=resamples)
        text = say_refused(found) if isinstance(found, Refused) else say_lagged(found)
        said[indicator] = Said(found, (text,))
    return said


def _drivers(
    outcome: Mapping[str, float],
    pulses: Mapping[str, TeamPulse],
    words: tuple[Text, Labels],
    seed: int,
    resamples: int,
) -> Said[Drivers]:
    teams = sorted(team for team in outcome.keys() & pulses.keys() if pulses[team].factors)
    names = sorted({name for team in teams for name in pulses[team].factors})
    holes = [team for team in teams if len(pulses[team].factors) < len(names)]
    if holes:
        raise MetricError(
            f"{', '.join(holes)}: not every factor of the others is given; leave it out"
        )
    predictors = {name: [pulses[team].factors[name] for team in teams] for name in names}
    found = relative_weights(
        [outcome[team] for team in teams], predictors, teams, seed=seed, resamples=resamples
    )
    of, labels = words
    if isinstance(found, Refused):
        return Said(found, (say_refused(found, labels.factors),))
    lines = [say_driver(driver, of, labels.factors) for driver in found.drivers]
    return Said(found, (say_drivers(found, labels.factors), *lines))


def _loyalty(
    customers: Iterable[TeamCustomers], seed: int, resamples: int
) -> dict[Outcome, Said[Loyalty]]:
    rows: dict[Outcome, list[TeamLoyalty]] = {}
    for one in customers:
        for outcome, given in one.loyalty.items():
            rows.setdefault(outcome, []).extend(given)
    said: dict[Outcome, Said[Loyalty]] = {}
    for outcome in OUTCOMES:
        if outcome in rows:
            found = loyalty(rows[outcome], outcome, seed=seed, resamples=resamples)
            text = say_refused(found) if isinstance(found, Refused) else say_loyalty(found)
            said[outcome] = Said(found, (text,))
    return said
