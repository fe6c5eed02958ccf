"""What an agreement says of a rule, in plain words: the rule is at fault, never the people."""

from __future__ import annotations

from boussole.core.metrics.agreement.coefficients import Agreement
from boussole.core.metrics.agreement.verdicts import Kind, Verdict, verdict
from boussole.core.text import Text
from boussole.core.wording import counted, number

KINDS: dict[Kind, Text] = {
    "reliable": Text(fr="accord fiable", en="reliable agreement"),
    "tentative": Text(fr="accord à confirmer", en="tentative agreement"),
    "rewrite": Text(fr="règle à réécrire", en="rule to rewrite"),
    "cannot_be_said": Text(fr="pas encore mesurable", en="cannot be measured yet"),
}
_MEANS: dict[Kind, Text] = {
    "reliable": Text(
        fr="Accord fiable\u00a0: la règle se lit de la même façon pour tous ({alpha}, {over}).",
        en="Reliable agreement: everyone reads the rule the same way ({alpha}, {over}).",
    ),
    "tentative": Text(
        fr="Accord à confirmer\u00a0: la règle laisse encore place à l’interprétation ({alpha}, {over}).",
        en="Tentative agreement: the rule still leaves room for interpretation ({alpha}, {over}).",
    ),
    "rewrite": Text(
        fr="Règle à réécrire\u00a0: sa formulation conduit à des jugements différents ({alpha}, {over}).",
        en="Rule to rewrite: its wording leads to different judgements ({alpha}, {over}).",
    ),
}
_STRADDLES = Text(
    fr=" L’intervalle va de «\u202f{lowest}\u202f» à «\u202f{highest}\u202f»\u00a0: d’autres situations "
    "jugées trancheraient.",
    en=" The interval runs from “{lowest}” to “{highest}”: judging more situations would settle it.",
)
_NO_INTERVAL = Text(
    fr=" Ces situations ne suffisent pas à calculer un intervalle.",
    en=" These situations are not enough to compute an interval.",
)
_NO_DISAGREEMENT = Text(
    fr=" Aucun désaccord n’a été observé\u00a0: il n’y a donc pas d’intervalle.",
    en=" No disagreement was seen, so there is no interval.",
)
_LOPSIDED = Text(
    fr="Presque toutes les réponses sont les mêmes\u00a0: avant de réécrire la règle, faites juger des "
    "situations plus contrastées ({alpha}, {over}).",
    en="Nearly all answers are the same: before rewriting the rule, have more contrasted situations "
    "judged ({alpha}, {over}).",
)
_FEW_ITEMS = Text(
    fr="Pas encore assez de situations jugées par plusieurs personnes\u00a0: il en manque {missing}.",
    en="Not enough situations judged by several people yet: {missing} more needed.",
)
_FEW_RATERS = Text(
    fr="L’accord se mesure à partir de deux personnes.",
    en="Agreement takes at least two people.",
)
_ONE_CATEGORY = Text(
    fr="Toutes les réponses sont les mêmes\u00a0: l’accord au-delà du hasard ne peut pas se mesurer. "
    "Ajoutez des situations plus contrastées.",
    en="All answers are the same: agreement beyond chance cannot be measured. Add more contrasted "
    "situations.",
)
_ALPHA = Text(fr="α = {value}, entre {low} et {high}", en="α = {value}, between {low} and {high}")
_ALPHA_ALONE = Text(fr="α = {value}", en="α = {value}")
_OVER = Text(fr="{items}, {raters}", en="{items}, {raters}")


def say(found: Agreement) -> Text:
    """Say what ``found`` means for its rule."""
    judged = verdict(found)
    if judged.kind == "cannot_be_said":
        return _cannot(judged)
    template = _LOPSIDED if judged.lopsided else _MEANS[judged.kind]
    said = template.format(alpha=_alpha(found), over=_over(found))
    if judged.lopsided:
        return said
    rest = _doubt(found, judged)
    return Text(fr=said.fr + rest.fr, en=said.en + rest.en)


def _cannot(judged: Verdict) -> Text:
    match judged.why:
        case "few_raters":
            return _FEW_RATERS
        case "one_category":
            return _ONE_CATEGORY
        case _:
            return _FEW_ITEMS.format(missing=number(judged.missing))


def _doubt(found: Agreement, judged: Verdict) -> Text:
    if not judged.could_be:
        return _NO_DISAGREEMENT if found.percent.value == 1 else _NO_INTERVAL
    if judged.straddles:
        return _STRADDLES.format(
            lowest=KINDS[judged.could_be[0]], highest=KINDS[judged.could_be[-1]]
        )
    return Text(fr="", en="")


def _alpha(found: Agreement) -> Text:
    alpha = found.alpha
    if alpha.value is None:
        raise ValueError("only an alpha that has a value is said")
    value = number(alpha.value, 2)
    if alpha.low is None or alpha.high is None:
        return _ALPHA_ALONE.format(value=value)
    return _ALPHA.format(value=value, low=number(alpha.low, 2), high=number(alpha.high, 2))


def _over(found: Agreement) -> Text:
    items = counted(found.items, ("situation", "situations"), ("situation", "situations"))
    raters = counted(found.raters, ("personne", "personnes"), ("person", "people"))
    return _OVER.format(items=items, raters=raters)
