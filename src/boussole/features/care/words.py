"""What care says: a week beside one's own usual, a group's weeks without anyone, a rota worth trying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.care import Band, Bands, Pattern, Spread, Week, say_sign
from boussole.core.care.usual import HEAVY_DAY, HEAVY_HARD
from boussole.core.reasons import ReasonTree
from boussole.features.care.exposure import Own, OwnWeek
from boussole.features.care.models import Offer
from boussole.features.care.queries import GroupWeek, TeamRota
from boussole.features.care.rotas import WEEKS
from boussole.features.conversations.forms import BY_CHANNEL, said


def week_name(monday: date) -> str:
    """A week by its days."""
    return said(wording.sentence(wording.week(monday)))


def days_of(monday: date) -> str:
    """The days of a week."""
    return said(wording.days(monday, monday + timedelta(days=6)))


def band_name(band: Band) -> str:
    """How a week was."""
    return {
        Band.USUAL: _("habituelle"),
        Band.HEAVY: _("lourde"),
        Band.VERY_HEAVY: _("très lourde"),
    }[band]


def own_sentence(own: Own) -> str:
    """The last whole week in one sentence, against the person's own weeks alone."""
    last = own.weeks[-1]
    counted = ngettext(
        "%(week)s : %(n)d échange difficile sur %(of)d.",
        "%(week)s : %(n)d échanges difficiles sur %(of)d.",
        last.week.hard,
    ) % {"week": week_name(last.week.monday), "n": last.week.hard, "of": last.week.contacts}
    return f"{counted} {_own_usual(last)}"


def _own_usual(last: OwnWeek) -> str:
    if last.usual is None:
        return _("Il faut six semaines pour savoir ce qui est habituel pour vous.")
    values = {"low": round(last.usual.low), "high": int(last.usual.high)}
    if last.band == Band.USUAL:
        return _("Pour vous, c’est habituel (entre %(low)d et %(high)d).") % values
    if last.week.hard > last.usual.high:
        return _("C’est plus que d’habitude pour vous (entre %(low)d et %(high)d).") % values
    return _(
        "Pour vous ce nombre est habituel (entre %(low)d et %(high)d), mais la semaine est lourde : %(why)s."
    ) % {**values, "why": _heavy_because(last.week)}


def _heavy_because(week: Week) -> str:
    """What makes a week heavy that is not above one's own usual."""
    if week.hard >= HEAVY_HARD:
        return _("%(n)d échanges difficiles, quelle que soit l’habitude") % {"n": week.hard}
    if week.in_a_day >= HEAVY_DAY:
        return _("%(n)d le même jour") % {"n": week.in_a_day}
    return _("%(n)d d’affilée") % {"n": week.run}


def own_rows(own: Own) -> list[dict[str, Any]]:
    """The weeks as a table, the newest first."""
    return [_own_row(one) for one in reversed(own.weeks)]


def _own_row(one: OwnWeek) -> dict[str, Any]:
    week = one.week
    return {
        "label": days_of(week.monday),
        "hard": week.hard,
        "contacts": week.contacts,
        "share": said(wording.percent(week.share)) if week.contacts else "",
        "run": week.run,
        "in_a_day": week.in_a_day,
        "usual": _("%(low)d à %(high)d")
        % {"low": round(one.usual.low), "high": int(one.usual.high)}
        if one.usual
        else "",
        "band": int(one.band),
        "word": band_name(one.band),
    }


def hard_rows(own: Own, openable: frozenset[int]) -> list[dict[str, Any]]:
    """The hard conversations of the last weeks, with what customers expressed and a link when it opens."""
    return [
        {
            "at": timezone.localtime(one.at),
            "signs": [said(say_sign(sign)) for sign in one.signs],
            "url": reverse("conversations:conversation", args=[int(one.conversation)])
            if one.conversation.isdecimal() and int(one.conversation) in openable
            else "",
        }
        for one in own.hard
    ]


def offered(offer: Offer) -> str:
    """The offer, as its person reads it."""
    if offer.about is None:
        return _("Voulez-vous en parler ?")
    if offer.conversation:
        day = date_format(offer.about, "l j F")
        return _("Un échange difficile %(day)s. Voulez-vous en parler ?") % {"day": day}
    return _("Une semaine lourde, du %(days)s. Voulez-vous en parler ?") % {
        "days": days_of(offer.about)
    }


def group_rows(weeks: Sequence[GroupWeek]) -> list[dict[str, Any]]:
    """A group's weeks, the newest first."""
    return [
        {
            "label": days_of(week.monday),
            "n": week.bands.n if week.bands else None,
            "usual": _count(week.bands.usual, week.bands) if week.bands else "",
            "heavy": _count(week.bands.heavy, week.bands) if week.bands else "",
            "very_heavy": _count(week.bands.very_heavy, week.bands) if week.bands else "",
        }
        for week in weeks
    ]


def _count(count: int, bands: Bands) -> str:
    """Near the ends a count stands for the end too."""
    if count <= bands.parts:
        return _("%(n)d au plus") % {"n": count}
    if count >= bands.n - bands.parts:
        return _("%(n)d au moins") % {"n": count}
    return str(count)


def group_sentence(weeks: Sequence[GroupWeek]) -> str:
    """The last counted week of a group, in one sentence."""
    if not weeks:
        return _("Aucune semaine n’est encore comptée.")
    last = weeks[0]
    if last.bands is None:
        return _(
            "Semaine du %(days)s : rien ne peut en être montré ici sans risquer de montrer la semaine d’une personne."
        ) % {"days": days_of(last.monday)}
    return _(
        "Semaine du %(days)s, sur %(n)d personnes comptées : lourde ou très lourde pour %(heavy)s."
    ) % {
        "days": days_of(last.monday),
        "n": last.bands.n,
        "heavy": _count(last.bands.heavy, last.bands),
    }


@dataclass(frozen=True)
class Advice:
    """One pattern in a sentence, what an equal share would be, and a rule to try."""

    sentence: str
    share: str
    rule: str


def advices(rota: TeamRota, tree: ReasonTree) -> list[Advice]:
    """A team's patterns as its manager reads them."""
    return [_advice(one, rota.people, tree) for one in rota.patterns]


def _advice(one: Pattern, people: int, tree: ReasonTree) -> Advice:
    values = {
        "share": said(wording.percent(one.of_hard)),
        "where": ", ".join(_where(one, tree)),
        "all": said(wording.percent(one.of_contacts)),
        "hard": one.hard,
        "total": one.all_hard,
    }
    sentence = _(
        "%(share)s des échanges difficiles (%(hard)d sur %(total)d) arrivent %(where)s, contre %(all)s de l’ensemble des contacts."
    )
    each = said(wording.number(one.hard / WEEKS / people, 1))
    share = _(
        "Partagés également entre les %(n)d personnes comptées, ils seraient %(each)s par semaine pour chacune."
    )
    return Advice(sentence % values, share % {"n": people, "each": each}, _rule(one))


def _where(one: Pattern, tree: ReasonTree) -> list[str]:
    moment = _moment(one)
    found = [moment] if moment else []
    if one.channel:
        found.append(str(BY_CHANNEL.get(one.channel, one.channel)))
    if one.family:
        labels = {family.key: said(family.label) for family in tree.families}
        found.append(
            _("au sujet de « %(family)s »") % {"family": labels.get(one.family, one.family)}
        )
    return found


def _moment(one: Pattern) -> str:
    parts = {
        "morning": _("le matin"),
        "midday": _("entre midi et 14 h"),
        "afternoon": _("l’après-midi"),
        "evening": _("le soir"),
    }
    days = (
        _("le lundi"),
        _("le mardi"),
        _("le mercredi"),
        _("le jeudi"),
        _("le vendredi"),
        _("le samedi"),
        _("le dimanche"),
    )
    day = days[one.weekday - 1] if one.weekday else ""
    part = parts[one.part] if one.part else ""
    if day and part:
        return _("%(day)s, %(part)s") % {"day": day, "part": part}
    return day or part


def _rule(one: Pattern) -> str:
    if one.weekday or one.part:
        return _(
            "À essayer : sur ce créneau, changer de personnes chaque semaine, et prévoir une pause juste après."
        )
    if one.channel:
        return _(
            "À essayer : alterner ce canal par demi-journées, sans que personne n’en ait deux de suite."
        )
    return _(
        "À essayer : prendre ces demandes à tour de rôle, et les traiter à deux quand elles s’enchaînent."
    )


def spread_sentence(spread: Spread) -> str:
    """How evenly hard contacts reach people, without anyone."""
    gini = said(wording.number(spread.gini, 1))
    if not spread.uneven:
        return _(
            "Sur douze semaines, les échanges difficiles se répartissent assez également (indice de Gini %(gini)s)."
        ) % {"gini": gini}
    part = _("un quart") if spread.half <= 1 / 4 else _("un tiers")
    return _(
        "Aujourd’hui c’est concentré : sur douze semaines, la moitié des échanges difficiles arrive à %(part)s des personnes ou moins (indice de Gini %(gini)s)."
    ) % {"part": part, "gini": gini}


def effect_sentences(found: dict[str, Any]) -> list[str]:
    """Debriefs beside the pulse: what may be said, or what is missing."""
    names = {"support": _("soutien"), "load": _("charge")}
    return [_effect(names[theme], one) for theme, one in sorted(found.items()) if theme in names]


def _effect(theme: str, one: dict[str, Any]) -> str:
    if "refused" in one:
        return _(
            "Thème « %(theme)s » : rien ne peut être dit. Il faut au moins cinq équipes où cinq personnes ont tenu un échange entre deux publications du baromètre, et cinq équipes où personne n’en a tenu."
        ) % {"theme": theme}
    values = {
        "theme": theme,
        "teams": one["teams"],
        "points": said(wording.number(100 * one["value"], 1)),
    }
    if one["low"] is None or one["high"] is None:
        return (
            _("Thème « %(theme)s » : écart de %(points)s points, sans intervalle possible.")
            % values
        )
    values |= {
        "low": said(wording.number(100 * one["low"], 1)),
        "high": said(wording.number(100 * one["high"], 1)),
    }
    if not one["real"]:
        return (
            _(
                "Thème « %(theme)s », %(teams)d équipes : pas de différence réelle entre celles où l’on se parle et les autres (%(points)s points, entre %(low)s et %(high)s)."
            )
            % values
        )
    return (
        _(
            "Thème « %(theme)s », %(teams)d équipes : la part favorable a changé de %(points)s points de plus là où l’on se parle que dans les autres (entre %(low)s et %(high)s). C’est une association, pas une preuve d’effet."
        )
        % values
    )
