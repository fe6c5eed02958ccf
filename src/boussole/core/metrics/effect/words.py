"""What an effect allows to say, in plain words: what was seen, how sure it is, and what it does not show."""

from __future__ import annotations

import math
from typing import Literal

from boussole.core.metrics.effect.declaration import Declaration
from boussole.core.metrics.effect.measuring import Effect, Verdict, Why
from boussole.core.metrics.effect.planning import Plan
from boussole.core.metrics.intervals import Interval
from boussole.core.text import Text
from boussole.core.wording import NBSP, counted, day, number, percent

# Whose weeks are spoken of: a person reads their own, so they are not called a group, nor "this person".
Whose = Literal["group", "person"]

VERDICTS: dict[Verdict, Text] = {
    "improved": Text(fr="amélioration", en="improvement"),
    "worsened": Text(fr="dégradation", en="deterioration"),
    "too_small": Text(fr="pas d’effet notable", en="no effect worth seeing"),
    "unclear": Text(fr="résultat incertain", en="unclear result"),
    "not_enough": Text(fr="pas encore assez de données", en="not enough data yet"),
}
BEFORE_AFTER = Text(
    fr="Comparaison avant/après, sans groupe de comparaison\u00a0: le changement peut avoir une autre cause.",
    en="Before/after, not causal: without a comparison group, the change may have another cause.",
)
_AGAINST: dict[Whose, Text] = {
    "group": Text(
        fr="De {before} à {after} dans le groupe concerné, de {other_before} à {other_after} dans le groupe de "
        "comparaison\u00a0: une différence de {difference}.",
        en="From {before} to {after} in the group concerned, from {other_before} to {other_after} in the "
        "comparison group: a difference of {difference}.",
    ),
    "person": Text(
        fr="De {before} à {after} dans ces conversations, de {other_before} à {other_after} dans celles des "
        "collègues\u00a0: une différence de {difference}.",
        en="From {before} to {after} in these conversations, from {other_before} to {other_after} in those of "
        "colleagues: a difference of {difference}.",
    ),
}
_ALONE = Text(
    fr="De {before} à {after}\u00a0: un changement de {difference}.",
    en="From {before} to {after}: a change of {difference}.",
)
_CONCLUDES: dict[Verdict, Text] = {
    "improved": Text(fr="Amélioration.", en="Improvement."),
    "worsened": Text(fr="Dégradation.", en="Deterioration."),
    "too_small": Text(
        fr="Pas d’effet notable\u00a0: s’il y en a un, il est inférieur à {smallest}.",
        en="No effect worth seeing: if there is one, it is below {smallest}.",
    ),
    "unclear": Text(
        fr="Résultat incertain\u00a0: ni l’absence d’effet ni un effet de {smallest} ne sont exclus.",
        en="Unclear: neither no effect nor an effect of {smallest} can be excluded.",
    ),
}
_UNKNOWN_REGRESSION: dict[Whose, Text] = {
    "group": Text(
        fr="Résultat incertain\u00a0: le groupe a été choisi après de mauvaises semaines, une amélioration était "
        "donc attendue sans rien changer, et rien ne permet de l’en distinguer.",
        en="Unclear: the group was chosen after bad weeks, so some improvement was to be expected without "
        "any change, and nothing tells the two apart.",
    ),
    "person": Text(
        fr="Résultat incertain\u00a0: le choix a suivi de mauvaises semaines, une amélioration était donc attendue "
        "sans rien changer, et rien ne permet de l’en distinguer.",
        en="Unclear: the choice followed bad weeks, so some improvement was to be expected without any change, "
        "and nothing tells the two apart.",
    ),
}
_REGRESSION: dict[Whose, Text] = {
    "group": Text(
        fr="Choisi après de mauvaises semaines, ce groupe se serait rapproché des autres de lui-même\u00a0: "
        "on attendait {expected} sans rien changer (régression vers la moyenne). Au-delà\u00a0: {beyond}.",
        en="Chosen after bad weeks, this group would have come nearer to the others by itself: {expected} "
        "were to be expected without any change (regression to the mean). Beyond that: {beyond}.",
    ),
    "person": Text(
        fr="Après de mauvaises semaines, les suivantes se rapprochent d’elles-mêmes de celles des collègues\u00a0: "
        "on attendait {expected} sans rien changer (régression vers la moyenne). Au-delà\u00a0: {beyond}.",
        en="After bad weeks the next ones come nearer to those of colleagues by themselves: {expected} were to be "
        "expected without any change (regression to the mean). Beyond that: {beyond}.",
    ),
}
_THESE_ALONE: dict[Whose, Text] = {
    "group": Text(
        fr="Ce résultat porte sur ce groupe seulement\u00a0: il ne dit pas ce qu’il en serait ailleurs.",
        en="This is about this group alone: it does not say what would happen elsewhere.",
    ),
    "person": Text(
        fr="Ce résultat porte sur ces conversations seulement\u00a0: il ne dit pas ce qu’il en serait ailleurs.",
        en="This is about these conversations alone: it does not say what would happen elsewhere.",
    ),
}
_WAITS: dict[Why, Text] = {
    "nothing_before": Text(
        fr="Aucune conversation avant le début\u00a0: rien à quoi comparer la suite.",
        en="No conversation before the start: nothing to compare the rest with.",
    ),
    "nothing_after": Text(
        fr="Aucune conversation depuis le début.", en="No conversation since the start."
    ),
    "nothing_to_compare": Text(
        fr="Le groupe de comparaison n’a pas de conversations sur les mêmes semaines.",
        en="The comparison group has no conversations over the same weeks.",
    ),
    "few_clusters": Text(
        fr="Trop peu de groupes ou de personnes pour distinguer un effet du hasard.",
        en="Too few groups or people to tell an effect from chance.",
    ),
    "no_variation": Text(
        fr="Toutes les conversations donnent le même résultat\u00a0: rien ne distingue un effet du hasard.",
        en="All conversations give the same result: nothing tells an effect from chance.",
    ),
    "few_conversations": Text(fr="Pas encore assez de données.", en="Not enough data yet."),
    "running": Text(
        fr="Lecture prévue le {ends}, à la fin de la période déclarée.",
        en="To be read on {ends}, at the end of the declared period.",
    ),
}
_MISSING = Text(
    fr="Pas encore assez de données\u00a0: environ {n} de plus.",
    en="Not enough data yet: about {n}.",
)
_MORE = Text(fr="Il faudrait environ {n} de plus.", en="About {n} would be needed.")
_NEVER = Text(
    fr="La période d’avant compte trop peu de conversations pour voir un effet de {smallest}, quelle que soit "
    "la suite.",
    en="The weeks before hold too few conversations to see an effect of {smallest}, whatever comes next.",
)
_RANGE = Text(fr="{value} (entre {low} et {high})", en="{value} (between {low} and {high})")


def say(found: Effect, whose: Whose = "group") -> Text:
    """Say what ``found`` shows, and what it does not."""
    said = _wait(found) if found.verdict == "not_enough" else _result(found, whose)
    return Text(fr=" ".join(text.fr for text in said), en=" ".join(text.en for text in said))


def about(n: int) -> int:
    """Round up to the ten, or to two figures: a plan is not known to the unit."""
    step = int(10 ** max(1, len(str(n)) - 2))
    return math.ceil(n / step) * step


def _wait(found: Effect) -> list[Text]:
    smallest = amount(found.declaration, found.declaration.smallest_effect, signed=False)
    never = found.plan is not None and found.plan.needed is None
    if found.why in {"few_conversations", "running"} and never:
        return [_NEVER.format(smallest=smallest)]
    if found.why == "few_conversations" and found.plan is not None:
        return [_MISSING.format(n=_conversations(found.plan))]
    said = [_WAITS[found.why].format(ends=day(found.ends))]
    if found.plan is not None and found.plan.missing and found.why in {"running", "nothing_after"}:
        said.append(_MORE.format(n=_conversations(found.plan)))
    return said


def _result(found: Effect, whose: Whose) -> list[Text]:
    declaration = found.declaration
    said = [_figures(found, whose)]
    if found.regression is not None:
        expected = amount(declaration, found.regression.expected)
        beyond = _range(declaration, found.regression.beyond)
        said.append(_REGRESSION[whose].format(expected=expected, beyond=beyond))
    smallest = amount(declaration, declaration.smallest_effect, signed=False)
    if found.why == "regression_unknown":
        said.append(_UNKNOWN_REGRESSION[whose])
    else:
        said.append(_CONCLUDES[found.verdict].format(smallest=smallest))
        if found.verdict == "unclear" and found.plan is not None and found.plan.missing:
            said.append(_MORE.format(n=_conversations(found.plan)))
    if not found.causal:
        said.append(BEFORE_AFTER)
    if not found.general:
        said.append(_THESE_ALONE[whose])
    return said


def _figures(found: Effect, whose: Whose) -> Text:
    declaration = found.declaration
    values = {
        "before": _level(declaration, found.treated.before),
        "after": _level(declaration, found.treated.after),
        "difference": _range(declaration, found.difference),
    }
    if found.comparison is None:
        return _ALONE.format(**values)
    return _AGAINST[whose].format(
        **values,
        other_before=_level(declaration, found.comparison.before),
        other_after=_level(declaration, found.comparison.after),
    )


def _conversations(plan: Plan) -> Text:
    n = about(plan.missing or 0)
    return counted(
        n, ("conversation", "conversations"), ("more conversation", "more conversations")
    )


def _level(declaration: Declaration, interval: Interval) -> Text:
    if interval.value is None:
        raise ValueError("only a rate that has a value is said")
    return percent(interval.value) if declaration.scale == "share" else number(interval.value, 2)


def amount(declaration: Declaration, value: float, *, signed: bool = True) -> Text:
    """Say a difference: in points for a share, as a number otherwise."""
    # Adding 0 makes a plain zero of what was rounded to a negative one.
    if declaration.scale == "number":
        return _signed(round(value, 2) + 0.0, 2, signed=signed)
    points = round(100 * value, 1) + 0.0
    said = _signed(points, 0 if points.is_integer() else 1, signed=signed)
    french = "points" if abs(points) >= 2 else "point"  # noqa: PLR2004 - the plural begins at two in French
    english = "point" if abs(points) == 1 else "points"
    return Text(fr=f"{said.fr}{NBSP}{french}", en=f"{said.en} {english}")


def _signed(value: float, digits: int, *, signed: bool) -> Text:
    said = number(value, digits)
    plus = "+" if signed and value > 0 else ""
    return Text(fr=plus + said.fr, en=plus + said.en)


def _range(declaration: Declaration, interval: Interval) -> Text:
    if interval.value is None or interval.low is None or interval.high is None:
        raise ValueError("only a difference with an interval is said")
    return _RANGE.format(
        value=amount(declaration, interval.value),
        low=amount(declaration, interval.low),
        high=amount(declaration, interval.high),
    )
