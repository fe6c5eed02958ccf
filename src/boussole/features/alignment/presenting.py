"""Agreement as people read it: honest numbers, verdicts and gaps in words. The rule is at fault, never the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.metrics import Interval
from boussole.core.metrics.agreement import (
    Agreement,
    Coefficient,
    Gap,
    Severity,
    Software,
    verdict,
)
from boussole.core.metrics.agreement.words import KINDS
from boussole.core.text import Text
from boussole.features.alignment import queries
from boussole.features.alignment.models import Answer, JudgedRule, Session
from boussole.features.alignment.results import Results, RuleResult, from_json, severity_of
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person


def name_of(judged: JudgedRule) -> str:
    """A rule's name as it was when it was judged."""
    return said(Text(**judged.said["name"]))


def numbers(found: Agreement) -> list[dict[str, Any]]:
    """Percent agreement, alpha and AC1, each with its interval and what it rests on."""
    return [
        _number(_("Accord observé"), found, found.percent, percent=True),
        _number(_("Au-delà du hasard (alpha de Krippendorff)"), found, found.alpha),
        _number(_("Au-delà du hasard (AC1 de Gwet)"), found, found.ac1),
    ]


def alpha(found: Agreement) -> dict[str, Any]:
    """Alpha alone, on the same axis whatever the session, so that rows compare."""
    return _number("", found, found.alpha) | {"minimum": -1.0, "maximum": 1.0}


def percent(found: Agreement) -> str:
    """The share of pairs who agree, or a dash."""
    return "–" if found.percent.value is None else figure(found.percent.value, percent=True)


def _number(
    label: str, found: Agreement, value: Coefficient, *, percent: bool = False
) -> dict[str, Any]:
    number: dict[str, Any] = {"label": label, "sample": sample(found), "state": "insufficient"}
    if value.value is None:
        return number | {"words": why(value), "sample": ""}
    low, high = value.low, value.high
    bounded = low is not None and high is not None
    between = (
        _("entre %(low)s et %(high)s")
        % {"low": figure(low, percent=percent), "high": figure(high, percent=percent)}
        if low is not None and high is not None
        else _("sans intervalle : rien ne varie d’une situation à l’autre")
    )
    return number | {
        "state": "usual",
        "value": figure(value.value, percent=percent),
        "words": between,
        "range_text": between,
        "at": value.value if bounded else None,
        "low": low,
        "high": high,
        "minimum": min(0.0, *(one for one in (low, value.value) if one is not None)),
        "maximum": 1.0,
    }


def figure(value: float, *, percent: bool = False) -> str:
    """A coefficient with two decimals, or a share."""
    return said(wording.percent(value) if percent else wording.number(value, 2))


def sample(found: Agreement) -> str:
    """What a figure rests on."""
    situations = ngettext("%(n)d situation", "%(n)d situations", found.items) % {"n": found.items}
    people = ngettext("%(n)d personne", "%(n)d personnes", found.raters) % {"n": found.raters}
    return f"{situations}, {people}"


def why(value: Coefficient) -> str:
    """Why a coefficient has no value."""
    return {
        "few_items": _("trop peu de situations jugées par plusieurs personnes"),
        "few_raters": _("il faut au moins deux personnes"),
        "one_category": _("toutes les réponses sont les mêmes"),
    }.get(value.why, "")


def kind(result: RuleResult) -> str:
    """The verdict in two or three words."""
    return said(KINDS[result.verdict.kind])


def kinds_of(judged: Iterable[JudgedRule]) -> list[str]:
    """The verdicts of a closed session's rules, each said once."""
    found = [verdict(from_json(one.figures)).kind for one in judged if one.figures]
    return [said(KINDS[one]) for one in dict.fromkeys(found)]


def sentence(found: Results) -> str:
    """The session in one sentence: what to rewrite, or what holds."""
    to_rewrite = [
        name_of(one.judged)
        for one in found.rules
        if one.verdict.kind == "rewrite" and not one.verdict.lopsided
    ]
    if to_rewrite:
        names = said(wording.listed([Text(fr=f"« {one} »", en=f"“{one}”") for one in to_rewrite]))
        return ngettext(
            "%(rules)s se lit différemment selon les personnes : la règle est à réécrire.",
            "%(rules)s se lisent différemment selon les personnes : ces règles sont à réécrire.",
            len(to_rewrite),
        ) % {"rules": names}
    if all(one.verdict.kind == "cannot_be_said" for one in found.rules):
        return _("Ces réponses ne suffisent pas encore à juger les règles.")
    if all(one.verdict.kind == "reliable" for one in found.rules):
        return ngettext(
            "Tout le monde lit cette règle de la même façon.",
            "Tout le monde lit ces règles de la même façon.",
            len(found.rules),
        )
    return _("Aucune règle n’est à réécrire d’après ces réponses ; certaines restent à confirmer.")


def gap_words(gap: Gap) -> str:
    """Managers beside agents, in one sentence."""
    found = gap.difference
    if found.value is None:
        return _("Managers et conseillers n’ont pas jugé les mêmes situations.")
    shown = {
        "gap": said(wording.number(abs(found.value) * 100)),
        "situations": gap.items,
        **_bounds(found),
    }
    if found.low is None or found.high is None or found.low <= 0 <= found.high:
        return (
            _(
                "Aucun écart établi entre managers et conseillers sur %(situations)d situations : il est compris "
                "entre %(low)s et %(high)s points."
            )
            % shown
        )
    if found.value > 0:
        return (
            _(
                "Les managers répondent « oui » plus souvent que les conseillers : %(gap)s points d’écart (de %(low)s à %(high)s)."
            )
            % shown
        )
    return (
        _(
            "Les conseillers répondent « oui » plus souvent que les managers : %(gap)s points d’écart (de %(low)s à %(high)s)."
        )
        % shown
    )


def _bounds(found: Interval) -> dict[str, str]:
    points = [(one or 0.0) * 100 for one in (found.low, found.high)]
    if found.value is not None and found.value < 0 and max(points) < 0:
        points = [-points[1], -points[0]]
    low, high = (said(wording.number(one)) for one in points)
    return {"low": low, "high": high}


def software_words(found: Software) -> str:
    """The software as one more rater, beside what people do with one another."""
    if found.agrees.value is None:
        return _(
            "Aucune situation n’a de réponse majoritaire : le logiciel ne peut pas être comparé."
        )
    shown = {
        "agrees": figure(found.agrees.value, percent=True),
        "low": figure(found.agrees.low or 0.0, percent=True),
        "high": figure(found.agrees.high or 0.0, percent=True),
        "situations": found.items,
    }
    if found.people.value is None:
        return (
            _(
                "La lecture automatique donne la réponse la plus fréquente dans %(agrees)s des cas (entre %(low)s et "
                "%(high)s, sur %(situations)d)."
            )
            % shown
        )
    shown["people"] = figure(found.people.value, percent=True)
    return (
        _(
            "La lecture automatique donne la réponse la plus fréquente dans %(agrees)s des cas (entre %(low)s et "
            "%(high)s, sur %(situations)d) ; une personne donne celle des autres dans %(people)s."
        )
        % shown
    )


def own_words(person: Person, session: Session, answers: Sequence[Answer]) -> list[str]:
    """What only the person who asks reads of how they judge; nothing when they handed nothing in."""
    mine = queries.participation(person, session)
    found = severity_of(mine, answers) if mine and mine.submitted_at else None
    return severity_words(found) if found else []


def severity_words(found: Severity) -> list[str]:
    """What someone alone reads of how they judge."""
    shares = _(
        "Vous répondez « oui » dans %(mine)s des cas, les autres dans %(others)s sur les mêmes situations."
    ) % {
        "mine": figure(found.met, percent=True),
        "others": figure(found.others, percent=True),
    }
    difference = found.difference.value or 0.0
    if not found.stands_out:
        return [shares, _("Sur si peu de situations, un tel écart peut tenir au hasard.")]
    if difference > 0:
        return [shares, _("Vous voyez la situation plus souvent que les autres.")]
    return [shares, _("Vous voyez la situation moins souvent que les autres.")]


def rewrite_names(found: Results) -> list[RuleResult]:
    """The rules to rewrite, the most urgent first; those that call for other situations first are left out."""
    by_key = {one.judged.rule: one for one in found.rules}
    wanted = [
        one.rule
        for one in found.rewrite_first
        if one.verdict.kind == "rewrite" and not one.verdict.lopsided
    ]
    return [by_key[key] for key in wanted]


def drawn_words(rules: Sequence[JudgedRule], drawn: Mapping[str, Mapping[str, int]]) -> list[str]:
    """How the situations were drawn for each rule, never which is which."""
    return [
        _(
            "%(rule)s : %(sure)d où le logiciel lit nettement la situation, %(borderline)d à la limite, %(without)d sans elle"
        )
        % {
            "rule": name_of(one),
            **{
                name: drawn.get(one.rule, {}).get(name, 0)
                for name in ("sure", "borderline", "without")
            },
        }
        for one in rules
    ]
