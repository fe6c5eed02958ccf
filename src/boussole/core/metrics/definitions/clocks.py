"""How long customers wait. Those who still wait are counted as waiting, not left out."""

from __future__ import annotations

from boussole.core.metrics.conditions import (
    AS_OF,
    Column,
    Known,
    Not,
    Seconds,
    any_of,
    at_least,
    every,
    is_true,
    missing,
)
from boussole.core.metrics.declarations import Metric
from boussole.core.text import Text

_BY_CUSTOMER = at_least("customer_turns", 1)
# A case closed without an answer stopped waiting when it closed; the others wait still.
_WAITED = Seconds(start="started_at", end=("observed_until", AS_OF))
_WAITS_STILL = Seconds(start="started_at", end=(AS_OF,))

FIRST_RESPONSE = Metric(
    name="first_response",
    kind="duration",
    table="contacts",
    population=_BY_CUSTOMER,
    unknown=any_of(
        missing("started_at"), every(missing("first_response"), at_least("agent_turns", 1))
    ),
    value=Column(name="first_response"),
    censored_at=_WAITED,
    direction="lower",
    unit="seconds",
    interval="quantile",
    label=Text(fr="Première réponse", en="First response"),
    description=Text(
        fr="Temps entre la demande et la première réponse publique d’une personne : médiane, et durée que neuf clients sur dix ne dépassent pas.",
        en="Time from the request to the first public reply by a person: the median, and what nine customers in ten do not exceed.",
    ),
    reading=Text(
        fr="Heures calendaires. Les réponses automatiques ne comptent pas ; les demandes encore sans réponse comptent comme attendant toujours.",
        en="Calendar hours. Automatic replies do not count; requests still unanswered count as still waiting.",
    ),
)


def _resolution(name: str, column: str, label: Text, description: Text) -> Metric:
    return Metric(
        name=name,
        kind="duration",
        table="contacts",
        population=_BY_CUSTOMER,
        unknown=any_of(
            missing("started_at"),
            missing("resolved"),
            every(is_true("resolved"), Not(of=Known(column=column))),
        ),
        value=Column(name=column),
        censored_at=_WAITS_STILL,
        direction="lower",
        unit="seconds",
        interval="quantile",
        label=label,
        description=description,
        reading=Text(
            fr="Heures calendaires. Les demandes encore ouvertes comptent comme non résolues à ce jour, ce qui évite d’embellir le délai.",
            en="Calendar hours. Requests still open count as unsolved so far, so the figure is not flattered.",
        ),
    )


FIRST_RESOLUTION = _resolution(
    "first_resolution",
    "first_resolution",
    Text(fr="Première résolution", en="First resolution"),
    Text(
        fr="Temps entre la demande et la première fois qu’elle est marquée résolue.",
        en="Time from the request to the first time it is marked solved.",
    ),
)
RESOLUTION = _resolution(
    "resolution",
    "resolution",
    Text(fr="Résolution", en="Resolution"),
    Text(
        fr="Temps entre la demande et sa dernière résolution : une demande rouverte n’était pas résolue.",
        en="Time from the request to its last solution: a reopened request was not solved.",
    ),
)

DECLARED = (FIRST_RESPONSE, FIRST_RESOLUTION, RESOLUTION)
