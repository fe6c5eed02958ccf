"""The mirror as people read it: small aligned drawings, the same figures in a table, and sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.metrics.mirror import (
    REFERENCES,
    Reference,
    Refused,
    TeamSequence,
    references,
)
from boussole.core.metrics.mirror.standing import Count
from boussole.core.metrics.mirror.told import (
    ONCE,
    OTHER_QUESTION,
    say_also,
    say_customers,
    say_pulse,
    say_sequence,
)
from boussole.core.metrics.mirror.words import NOT_A_CAUSE, NOT_MANAGERS_ALONE, say_refused
from boussole.core.text import Text
from boussole.features.conversations.forms import said
from boussole.features.mirror.queries import MEASURES, PULSE, Seen, TeamSeen, Week
from boussole.features.mirror.reading import Kept, Part, labels

SHOWN = 16
WIDTH, HEIGHT, PAD = 336, 44, 5


@dataclass(frozen=True)
class Strip:
    """One measure of one team over the weeks, 0 % at the bottom and 100 % at the top: corners and points of its lines."""

    label: str
    line: str
    points: tuple[tuple[float, float], ...]
    others: str
    first: str
    last: str
    others_last: str
    described: str


def page(seen: Seen) -> dict[str, Any]:
    """All that the page shows."""
    kept = seen.kept
    weeks = _weeks(seen)
    return {
        "sentence": sentence(seen),
        "sequences": told_sequences(seen),
        "moved": told_moves(seen),
        "looked_at": looked_at(seen),
        "teams": [_team(team, weeks) for team in seen.teams],
        "first_week": date_format(weeks[0], "SHORT_DATE_FORMAT"),
        "last_week": date_format(weeks[-1], "SHORT_DATE_FORMAT"),
        "compared": bool(seen.hidden),
        "parts": parts(kept),
        "cautions": [said(NOT_A_CAUSE), said(NOT_MANAGERS_ALONE)],
        "served": bool(kept.served),
        "asked": bool(kept.asked),
    }


def sentence(seen: Seen) -> str:
    """What is true now."""
    if isinstance(seen.found, Refused):
        return said(say_refused(seen.found))
    count = len({(one.pulse.team, one.pulse.wave) for one in seen.found.found})
    if count:
        return ngettext(
            "Dans une équipe, un recul du baromètre a précédé un recul chez ses clients.",
            "%(count)d fois, un recul du baromètre d’une équipe a précédé un recul chez ses clients.",
            count,
        ) % {"count": count}
    return _(
        "Dans les équipes que vous lisez, aucun recul du baromètre n’est suivi d’un recul chez les clients de la même équipe."
    )


def told_sequences(seen: Seen) -> list[dict[str, Any]]:
    """Each fall of a pulse with what followed it, in sentences, and what they do not say."""
    if isinstance(seen.found, Refused):
        return []
    falls: dict[tuple[str, str, date], list[TeamSequence]] = defaultdict(list)
    for one in seen.found.found:
        falls[one.pulse.team, one.pulse.theme, one.pulse.wave].append(one)
    return [_told(seen, followed) for followed in falls.values()]


def _told(seen: Seen, followed: Sequence[TeamSequence]) -> dict[str, Any]:
    named, first = labels(), followed[0].pulse
    lines = [
        (say_also if place else say_sequence)(one, named, others=_known(seen, one))
        for place, one in enumerate(followed)
    ]
    return {
        "lines": [said(line) for line in lines],
        "caution": said(ONCE),
        "question": "" if first.same_question else said(OTHER_QUESTION),
    }


def _known(seen: Seen, one: TeamSequence) -> bool:
    return seen.may_compare(one.pulse.step.compared) and seen.may_compare(
        one.customers.step.compared
    )


def say(seen: Seen, one: TeamSequence) -> str:
    """One sequence in one sentence."""
    return said(say_sequence(one, labels(), others=_known(seen, one)))


def told_moves(seen: Seen) -> list[str]:
    """What really moved in a team and is not part of a sequence, one sentence each."""
    if isinstance(seen.found, Refused):
        return []
    named, told = labels(), seen.found.found
    falls = {(one.pulse.team, one.pulse.theme, one.pulse.wave) for one in told}
    followed = {(one.customers.team, one.customers.indicator) for one in told}
    pulse = [
        say_pulse(one, named, others=seen.may_compare(one.step.compared))
        for one in seen.found.pulse
        if (one.team, one.theme, one.wave) not in falls
    ]
    customers = [
        say_customers(one, named, others=seen.may_compare(one.step.compared))
        for one in seen.found.customers
        if not one.worse or (one.team, one.indicator) not in followed
    ]
    return [said(one) for one in (*pulse, *customers)]


def looked_at(seen: Seen) -> str:
    """Among how many changes, in how many teams."""
    if isinstance(seen.found, Refused):
        return ""
    return _(
        "Regardé sur douze semaines, dans %(teams)s équipes : %(count)s évolutions, en tenant compte de leur nombre."
    ) % {
        "teams": said(wording.number(seen.found.teams)),
        "count": said(wording.number(seen.found.looked_at)),
    }


def measure_name(measure: str) -> str:
    """A measure as the page calls it."""
    if measure == PULSE:
        return _("Baromètre, toutes questions")
    if measure == "dissatisfaction":
        return _("Tension : insatisfaction exprimée")
    return said(labels()[measure])


def _weeks(seen: Seen) -> list[date]:
    """The weeks that are drawn: none before the first of which anything is known."""
    weeks = [seen.kept.until - timedelta(weeks=back) for back in range(SHOWN - 1, -1, -1)]
    known = {one.week for team in seen.teams for rows in team.weeks.values() for one in rows}
    begun = min((week for week in weeks if week in known), default=weeks[0])
    return [week for week in weeks if week >= begun]


def _team(team: TeamSeen, weeks: Sequence[date]) -> dict[str, Any]:
    shown = {
        measure: {one.week: one for one in team.weeks[measure] if one.week in set(weeks)}
        for measure in MEASURES
    }
    known = [week for week in weeks if any(week in shown[measure] for measure in MEASURES)]
    return {
        "name": team.name,
        "strips": [_strip(measure, shown[measure], weeks) for measure in MEASURES],
        "headers": [measure_name(measure) for measure in MEASURES],
        "rows": [
            (
                date_format(week, "SHORT_DATE_FORMAT"),
                [(measure_name(measure), *_cell(shown[measure].get(week))) for measure in MEASURES],
            )
            for week in reversed(known)
        ],
    }


def _cell(week: Week | None) -> tuple[str, str]:
    if week is None:
        return "", ""
    detail = f"n = {said(wording.number(week.own.n))}"
    if week.others:
        detail += " · " + _("autres : %(share)s") % {"share": _percent(week.others)}
    return _percent(week.own), detail


def _percent(count: Count) -> str:
    return said(wording.percent(count.share))


def _strip(measure: str, known: dict[date, Week], weeks: Sequence[date]) -> Strip:
    ordered = [known[week] for week in weeks if week in known]
    place = {week: (at + 0.5) * WIDTH / len(weeks) for at, week in enumerate(weeks)}
    own = [(round(place[one.week], 1), _height(one.own)) for one in ordered]
    others = [(round(place[one.week], 1), _height(one.others)) for one in ordered if one.others]
    last = next((one.others for one in reversed(ordered) if one.others), None)
    label = measure_name(measure)
    first, end = (_percent(ordered[at].own) if ordered else "" for at in (0, -1))
    described = _("%(label)s : rien à montrer") % {"label": label}
    if ordered:
        described = _("%(label)s : de %(first)s à %(last)s") % {
            "label": label,
            "first": first,
            "last": end,
        }
    return Strip(
        label,
        _corners(own),
        tuple(own),
        _corners(others),
        first,
        end,
        _percent(last) if last else "",
        described,
    )


def _height(count: Count) -> float:
    return round(PAD + (1 - count.share) * (HEIGHT - 2 * PAD), 1)


def _corners(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def parts(kept: Kept) -> list[dict[str, Any]]:
    """What can be said of the whole company, each with its sentences, and published figures beside."""
    by_key = {part.key: part for part in kept.parts}
    return [
        {
            "title": _("La part qui se joue entre équipes"),
            "lines": _lines(by_key["share"].says),
            "notes": _lines([kept.engagement] if kept.engagement else []),
            "references": _references("team_share"),
        },
        {
            "title": _("Qui bouge en premier, le baromètre ou les clients"),
            "lines": _moves(
                {key: part for key, part in by_key.items() if key.startswith("moves.")}
            ),
        },
        _drivers(by_key["csat"].says, _("Ce qui va avec la satisfaction des clients")),
        _drivers(by_key["engagement"].says, _("Ce qui va avec l’engagement")),
        {"title": _("Fidélité des clients et culture client"), "lines": [_loyalty()]},
        {
            "title": _("Managers engagés"),
            "lines": _lines(by_key["engaged"].says)
            if "engaged" in by_key
            else [
                _(
                    "Aucun résultat n’est publié de l’engagement des managers : ils sont interrogés ensemble, et il faut cinq réponses."
                )
            ],
            "references": _references("managers_engaged"),
        },
    ]


def _moves(moves: Mapping[str, Part]) -> list[str]:
    """One line for each indicator, or a single one when all are refused alike."""
    if not moves:
        return [_("Il n’y a pas encore d’indicateurs de clients à mettre en face.")]
    alike = {said(part.says[0]) for part in moves.values()}
    if len(alike) == 1 and all(part.refused for part in moves.values()):
        return sorted(alike)
    return [
        _("%(label)s : %(text)s")
        % {"label": measure_name(key.removeprefix("moves.")), "text": said(part.says[0])}
        for key, part in moves.items()
    ]


def _drivers(says: Sequence[Text], title: str) -> dict[str, Any]:
    note = _(
        "Avec peu d’équipes, peu de thèmes peuvent être départagés : un pour dix équipes, dans un ordre fixé d’avance."
    )
    return {"title": title, "lines": _lines(says), "notes": [note]}


def _loyalty() -> str:
    return _(
        "Rien ne peut en être dit : les conversations ne disent ni quels clients rachètent ni lesquels partent. "
        "Il faudrait, pour chaque client suivi, s’il est encore là et s’il a racheté ; aucune source ne l’apporte encore."
    )


def _lines(texts: Sequence[Text]) -> list[str]:
    return [said(text) for text in texts]


def _references(subject: str) -> list[dict[str, Any]]:
    return [
        {
            "says": said(one.says),
            "report": one.report,
            "year": one.year,
            "population": said(one.population),
            "caveat": said(one.caveat),
        }
        for one in _of(subject)
    ]


def _of(subject: str) -> Sequence[Reference]:
    known = {one.subject for one in REFERENCES}
    return [one for name in known if name == subject for one in references(name)]
