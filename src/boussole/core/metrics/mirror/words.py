"""What the mirror shows, in plain words: associations, what they do not say, and why nothing is said.

Nothing here says that one thing causes another: what goes together may have a third cause.
"""

from __future__ import annotations

from collections.abc import Mapping

from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.mirror.engaged import Engaged
from boussole.core.metrics.mirror.icc import TeamShare
from boussole.core.metrics.mirror.lagged import Lag, Lagged, Order
from boussole.core.metrics.mirror.loyalty import Loyalty, Outcome
from boussole.core.metrics.mirror.refusals import RefusalKind, Refused
from boussole.core.metrics.mirror.relative_weights import Driver, Drivers, Link
from boussole.core.text import Text
from boussole.core.wording import counted, listed, number, percent

_REFUSED: dict[RefusalKind, Text] = {
    "few_teams": Text(
        fr="Trop peu d’équipes pour en dire quelque chose\u00a0: {have}, il en faut au moins {needed}.",
        en="Too few teams to say anything: there are {have}, and it takes at least {needed}.",
    ),
    "few_weeks": Text(
        fr="Pas encore assez de semaines où les deux mesures sont connues\u00a0: {have}, il en faut {needed}.",
        en="Not enough weeks in which both measures are known yet: {have}, and it takes {needed}.",
    ),
    "short_time": Text(
        fr="Les deux mesures ne sont pas suivies depuis assez longtemps\u00a0: {have}\u00a0semaines, il en faut {needed}.",
        en="The two measures have not been followed for long enough: {have} weeks, and it takes {needed}.",
    ),
    "few_waves": Text(
        fr="Aucun thème du baromètre n’a encore été publié deux fois pour une même équipe et deux autres\u00a0: un thème revient "
        "au bout de deux ou trois vagues.",
        en="No theme of the pulse has been published twice yet for a team and two others: a theme comes back after two or "
        "three waves.",
    ),
    "few_answers": Text(
        fr="Trop peu d’équipes où plusieurs personnes ont répondu\u00a0: {have}, il en faut au moins {needed}.",
        en="Too few teams in which several people answered: {have}, and it takes at least {needed}.",
    ),
    "few_rows": Text(
        fr="Trop peu d’observations pour autant de facteurs\u00a0: {have}, il en faut au moins {needed}.",
        en="Too few observations for as many factors: {have}, and it takes at least {needed}.",
    ),
    "few_managers": Text(
        fr="Trop peu de managers ont répondu\u00a0: {have}, il en faut au moins {needed}.",
        en="Too few managers answered: {have}, and it takes at least {needed}.",
    ),
    "few_shared_reasons": Text(
        fr="Les deux groupes d’équipes ne traitent pas assez les mêmes motifs pour être comparés\u00a0: les motifs "
        "communs couvrent {have}\u202f% des clients, il en faut {needed}\u202f%.",
        en="The two groups of teams do not handle enough of the same reasons to be compared: shared reasons cover "
        "{have}% of customers, and it takes {needed}%.",
    ),
    "no_variation": Text(
        fr="Les valeurs ne varient pas\u00a0: il n’y a rien à comparer.",
        en="The values do not vary: there is nothing to compare.",
    ),
    "no_predictor": Text(
        fr="Aucun facteur ne varie\u00a0: il n’y a rien à comparer.",
        en="No factor varies: there is nothing to compare.",
    ),
    "collinear": Text(
        fr="Ces facteurs disent presque la même chose et ne peuvent pas être départagés\u00a0: {names}. "
        "Gardez-en un seul.",
        en="These factors say nearly the same thing and cannot be told apart: {names}. Keep only one.",
    ),
}
NOT_A_CAUSE = Text(
    fr="Aller ensemble n’est pas causer\u00a0: une troisième raison peut expliquer les deux.",
    en="Going together is not causing: a third reason may explain both.",
)
NOT_MANAGERS_ALONE = Text(
    fr="Ce qui distingue les équipes n’est pas seulement leur manager\u00a0: le métier, le lieu et les clients en "
    "font aussi partie.",
    en="What sets teams apart is not only their manager: the work, the place and the customers are part of it.",
)


def say_refused(refused: Refused, labels: Mapping[str, Text] | None = None) -> Text:
    """Say why nothing is said; ``labels`` name the factors people read."""
    names = listed([_label(name, labels) for name in refused.names])
    return _REFUSED[refused.kind].format(
        have=number(refused.have), needed=number(refused.needed), names=names
    )


_SHARE = Text(
    fr="{share} de la variance des réponses se situe entre équipes ({low} à {high}\u00a0; {answers} de {teams}).",
    en="{share} of the variance in answers lies between teams ({low} to {high}; {answers} from {teams}).",
)
_SHARE_UNSURE = Text(
    fr="La part de la variance située entre équipes ne se distingue pas de zéro\u00a0: {share}, au plus {high} "
    "({answers} de {teams}).",
    en="The share of variance between teams cannot be told from zero: {share}, at most {high} "
    "({answers} from {teams}).",
)
_SHARE_ALONE = Text(
    fr="{share} de la variance des réponses se situe entre équipes, sans intervalle ({answers} de {teams}).",
    en="{share} of the variance in answers lies between teams, without an interval ({answers} from {teams}).",
)


def say_share(found: TeamShare) -> Text:
    """Say how much of the variance lies between teams."""
    share = found.share
    template = _SHARE
    if share.low is None or share.high is None:
        template = _SHARE_ALONE
    elif share.low <= 0:
        template = _SHARE_UNSURE
    return template.format(
        share=percent(share.value or 0.0),
        low=percent(share.low or 0.0),
        high=percent(share.high or 0.0),
        answers=counted(found.answers, ("réponse", "réponses"), ("answer", "answers")),
        teams=_teams(found.teams),
    )


_ENGAGED = Text(
    fr="{share} des managers sont engagés ({low} à {high}\u00a0; {managers}).",
    en="{share} of managers are engaged ({low} to {high}; {managers}).",
)


def say_engaged(found: Engaged) -> Text:
    """Say which share of managers is engaged."""
    return _ENGAGED.format(
        share=percent(found.share.value or 0.0),
        low=percent(found.share.low or 0.0),
        high=percent(found.share.high or 0.0),
        managers=counted(found.managers, ("réponse", "réponses"), ("answer", "answers")),
    )


_LINKS: dict[Link, Text] = {
    "more": Text(
        fr="{driver}\u00a0: associé à {outcome}, dans le même sens\u00a0; {share} de ce qui est expliqué "
        "({low} à {high}), {rank}.",
        en="{driver}: associated with {outcome}, in the same direction; {share} of what is explained "
        "({low} to {high}), {rank}.",
    ),
    "less": Text(
        fr="{driver}\u00a0: associé à {outcome}, en sens opposé\u00a0; {share} de ce qui est expliqué "
        "({low} à {high}), {rank}.",
        en="{driver}: associated with {outcome}, in the opposite direction; {share} of what is explained "
        "({low} to {high}), {rank}.",
    ),
    "none_seen": Text(
        fr="{driver}\u00a0: aucune association visible avec {outcome}.",
        en="{driver}: no association seen with {outcome}.",
    ),
}
_RANK = Text(fr="rang {rank}", en="rank {rank}")
_RANKS = Text(fr="rang {rank}, entre {low} et {high}", en="rank {rank}, between {low} and {high}")
_EXPLAINED = Text(
    fr="Ensemble, ces facteurs vont avec {explained} de la variance ({low} à {high}\u00a0; {rows}, {teams}).",
    en="Together, these factors go with {explained} of the variance ({low} to {high}; {rows}, {teams}).",
)
_CONSTANT = Text(
    fr=" Laissés de côté, parce qu’ils ne varient pas\u00a0: {names}.",
    en=" Left out, because they do not vary: {names}.",
)


def say_drivers(found: Drivers, labels: Mapping[str, Text] | None = None) -> Text:
    """Say how much the factors go with together, and which were left out."""
    said = _EXPLAINED.format(
        explained=percent(found.explained.value or 0.0),
        **_bounds(found.explained),
        rows=counted(found.rows, ("observation", "observations"), ("observation", "observations")),
        teams=_teams(found.teams),
    )
    if not found.constant:
        return said
    rest = _CONSTANT.format(names=listed([_label(name, labels) for name in found.constant]))
    return Text(fr=said.fr + rest.fr, en=said.en + rest.en)


def say_driver(driver: Driver, outcome: Text, labels: Mapping[str, Text] | None = None) -> Text:
    """Say what one factor is associated with, in a direction only when it is seen."""
    return _LINKS[driver.link].format(
        driver=_label(driver.name, labels),
        outcome=outcome,
        share=percent(driver.share.value or 0.0),
        **_bounds(driver.share),
        rank=_rank(driver.rank),
    )


def _rank(rank: Interval) -> Text:
    value, low, high = (round(bound or 0.0) for bound in (rank.value, rank.low, rank.high))
    if rank.low is None or low == high:
        return _RANK.format(rank=value)
    return _RANKS.format(rank=value, low=low, high=high)


_ORDERS: dict[Order, Text] = {
    "none_seen": Text(
        fr="Aucune association visible entre le vécu des équipes et celui de leurs clients ({basis}). Une association "
        "plus faible que {smallest} environ (sur une échelle de 0 à 1) pourrait passer inaperçue.",
        en="No association seen between team experience and customer experience ({basis}). An association weaker than "
        "about {smallest} (on a scale from 0 to 1) could go unnoticed.",
    ),
    "employees_first": Text(
        fr="Le vécu des équipes précède celui de leurs clients d’environ {lag}{range} ({strength}\u00a0; {basis}). {way}",
        en="Team experience comes before customer experience by about {lag}{range} ({strength}; {basis}). {way}",
    ),
    "customers_first": Text(
        fr="Le vécu des clients précède celui des équipes d’environ {lag}{range} ({strength}\u00a0; {basis}). {way}",
        en="Customer experience comes before team experience by about {lag}{range} ({strength}; {basis}). {way}",
    ),
    "same_week": Text(
        fr="Le vécu des équipes et celui de leurs clients sont associés dans la même semaine\u00a0: rien ne dit lequel "
        "précède l’autre ({strength}\u00a0; {basis}). {way}",
        en="Team and customer experience are associated within the same week: nothing says which comes first "
        "({strength}; {basis}). {way}",
    ),
    "order_unclear": Text(
        fr="Le vécu des équipes et celui de leurs clients sont associés, sans que l’on puisse dire lequel précède "
        "l’autre ({strength}\u00a0; {basis}). {way}",
        en="Team and customer experience are associated, but which comes first cannot be said "
        "({strength}; {basis}). {way}",
    ),
}
_STRENGTH = Text(
    fr="r = {value}, entre {low} et {high}", en="r = {value}, between {low} and {high}"
)
_BASIS = Text(fr="{teams}, {weeks}", en="{teams}, {weeks}")
_RANGE = Text(fr=", entre {low} et {high}", en=", between {low} and {high}")
_WAYS: dict[bool, Text] = {
    True: Text(fr="Les deux vont dans le même sens.", en="Both move in the same direction."),
    False: Text(fr="Les deux vont en sens opposé.", en="They move in opposite directions."),
}
_NOTHING = Text(fr="", en="")


def say_lagged(found: Lagged) -> Text:
    """Say which moves first, as far as this many teams and weeks allow."""
    peak = next((lag for lag in found.lags if lag.weeks == found.peak), None)
    basis = _BASIS.format(teams=_teams(found.teams), weeks=_weeks(found.weeks))
    template = _ORDERS[found.order]
    if peak is None:
        return template.format(basis=basis, smallest=number(found.smallest_seen, 2))
    return template.format(
        basis=basis,
        lag=_weeks(abs(peak.weeks)),
        range=_range(found),
        strength=_strength(peak),
        way=_WAYS[(peak.association.value or 0.0) > 0],
    )


def _range(found: Lagged) -> Text:
    if found.peak_low is None or found.peak_high is None or found.peak_low == found.peak_high:
        return _NOTHING
    low, high = sorted((abs(found.peak_low), abs(found.peak_high)))
    return _RANGE.format(low=low, high=high)


def _strength(lag: Lag) -> Text:
    return _STRENGTH.format(
        value=number(lag.association.value or 0.0, 2),
        low=number(lag.association.low or 0.0, 2),
        high=number(lag.association.high or 0.0, 2),
    )


_OUTCOMES: dict[Outcome, Text] = {
    "repurchase": Text(fr="Clients qui rachètent", en="Customers who buy again"),
    "churn": Text(fr="Clients perdus", en="Customers lost"),
}
_LOYALTY = Text(
    fr="{outcome}\u00a0: {high} là où la culture client est la plus forte, {low} là où elle l’est le moins, à motifs "
    "comparables. {verdict}",
    en="{outcome}: {high} where customer culture is strongest, {low} where it is weakest, at comparable reasons. "
    "{verdict}",
)
_DIFFERS = Text(
    fr="La différence de {difference} ({from_} à {to}) est associée à la culture client.",
    en="The difference of {difference} ({from_} to {to}) is associated with customer culture.",
)
_NO_DIFFERENCE = Text(
    fr="Aucune différence visible\u00a0: {difference}, entre {from_} et {to}.",
    en="No difference seen: {difference}, between {from_} and {to}.",
)
_NO_INTERVAL = Text(
    fr="Rien ne permet de dire si la différence est réelle.",
    en="Nothing tells whether the difference is real.",
)
_POINTS = Text(fr="{points}\u00a0points", en="{points} points")


def say_loyalty(found: Loyalty) -> Text:
    """Say whether loyalty differs between the extreme thirds of teams."""
    return _LOYALTY.format(
        outcome=_OUTCOMES[found.outcome],
        high=percent(found.high.adjusted.value or 0.0, 1),
        low=percent(found.low.adjusted.value or 0.0, 1),
        verdict=_difference(found.difference),
    )


def _difference(difference: Interval) -> Text:
    if difference.value is None or difference.low is None or difference.high is None:
        return _NO_INTERVAL
    template = _NO_DIFFERENCE if difference.low <= 0 <= difference.high else _DIFFERS
    return template.format(
        difference=_points(difference.value),
        from_=_points(difference.low),
        to=_points(difference.high),
    )


def _points(share: float) -> Text:
    return _POINTS.format(points=number(100 * share, 1))


def _bounds(interval: Interval) -> dict[str, object]:
    return {"low": percent(interval.low or 0.0), "high": percent(interval.high or 0.0)}


def _teams(n: int) -> Text:
    return counted(n, ("équipe", "équipes"), ("team", "teams"))


def _weeks(n: int) -> Text:
    return counted(n, ("semaine", "semaines"), ("week", "weeks"))


def _label(name: str, labels: Mapping[str, Text] | None) -> Text:
    return (labels or {}).get(name, Text(fr=name, en=name))
