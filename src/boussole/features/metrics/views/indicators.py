"""The indicators: each an honest number, its chart, and the conversations behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from boussole.adapters.reports import charts
from boussole.core import wording
from boussole.core.metrics import METRICS, Dimension, Estimate, Interval, Metric, Part, Week
from boussole.core.metrics.words import shown
from boussole.core.text import Text
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.conversations.forms import language, said
from boussole.features.conversations.rows import rows
from boussole.features.metrics import access, facts, queries
from boussole.features.metrics.presenting import (
    false_alarms,
    honest_number,
    link,
    name_of,
    range_text,
    sample,
    usual_sentence,
    words,
)
from boussole.features.metrics.views.asked import Asked, around
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import Tab

GROUPS = (
    (
        gettext_lazy("Ce que les clients répondent"),
        ("csat", "csat_mean", "nps", "ces", "ces_mean", "ces_first", "followed_up_in_time"),
    ),
    (
        gettext_lazy("Ce que les clients expriment"),
        ("contacts", "effort_expressed", "dissatisfaction", "leaving_intent", "failure_demand"),
    ),
    (
        gettext_lazy("Ce qui est réglé, et pour de bon"),
        ("fcr", "durability", "repeat_contact", "transfer_rate"),
    ),
    (
        gettext_lazy("Le temps que les clients attendent"),
        ("first_response", "first_resolution", "resolution"),
    ),
    (
        gettext_lazy("Les besoins et les propositions"),
        ("opportunity_explored", "offers_too_early"),
    ),
)
# Cuts that help to find a cause; weeks are the chart, languages and demands would only tempt.
CUTS: dict[Dimension, Any] = {
    "team": gettext_lazy("Par équipe"),
    "channel": gettext_lazy("Par canal"),
    "step": gettext_lazy("Par étape"),
    "reason": gettext_lazy("Par motif"),
}
PARTS: tuple[Part, ...] = get_args(Part)
MOST_BARS = 12


@require_GET
@requires(access.SEE)
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator that has something to count, by what it speaks of."""
    asked = Asked.read(request, signed_in(request))
    found = facts.in_use()
    week = _week(found, asked)
    if found is None or week is None:
        return render(request, "metrics/empty.html", {"reading": not conversations.is_empty()})
    drawn = {one.metric.name: one for one in queries.indicators(found, asked.scope, week)}
    real = [one for one in drawn.values() if one.change.kind == "real"]
    groups = [
        (title, [_card(drawn[name], asked, week) for name in names if name in drawn])
        for title, names in GROUPS
    ]
    return render(
        request,
        "metrics/indicators.html",
        {
            "groups": [(title, cards) for title, cards in groups if cards],
            "real": [said(one.metric.label) for one in real],
            "followed": len(drawn),
            "false_alarms": false_alarms(one.change for one in drawn.values()),
            "tabs": asked.tabs("metrics:indicators", _("Toute l’entreprise")),
            "weeks": around(asked, "metrics:indicators", found.engine.weeks(asked.scope), week),
            "week": said(wording.week(week)),
        },
    )


def _week(found: facts.Facts | None, asked: Asked) -> date | None:
    if found is None:
        return None
    return asked.week or queries.last_week(found, asked.scope)


def _card(one: queries.Indicator, asked: Asked, week: date) -> dict[str, Any]:
    href = link("metrics:indicator", one.metric.name, **asked.parameters(week))
    return {
        "number": honest_number(one.metric, one.week or one.recent, one.change, href),
        "name": one.metric.name,
        "label": said(one.metric.label),
        "chart": _chart(one),
        "judged": _judged(one, week),
        "sentence": usual_sentence(one.metric, one.change),
        "false_alarms": false_alarms([one.change]),
        "href": href,
    }


def _chart(one: queries.Indicator) -> charts.Spec | None:
    if not any(point.charted for point in one.series.weeks):
        return None
    return charts.xmr_chart(one.metric, one.series, language())


def _judged(one: queries.Indicator, week: date) -> str:
    """Say which week the figure is of, when the one shown cannot be judged yet."""
    if one.week is None or one.change.week is None:
        return _("Sur les douze dernières semaines : aucune n’a assez de données à elle seule.")
    if one.change.week == week:
        return ""
    figures = {"week": said(wording.week(one.change.week))}
    if one.metric.maturity is not None:
        return _("Chiffre de la %(week)s : les suivantes attendent encore leur verdict.") % figures
    return _("Chiffre de la %(week)s, la dernière qui a assez de données.") % figures


@require_GET
@requires(access.SEE)
def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator: what it counts, its weeks, where it differs, and what is behind it."""
    metric = _metric(name)
    asked = Asked.read(request, signed_in(request))
    found = facts.in_use()
    week = _week(found, asked)
    if found is None or week is None:
        return render(request, "metrics/empty.html", {"reading": not conversations.is_empty()})
    drawn = {one.metric.name: one for one in queries.indicators(found, asked.scope, week)}
    if name not in drawn:
        return render(request, "metrics/indicator_empty.html", {"metric": metric})
    one = drawn[name]
    by = _cut(request, metric, asked)
    return render(
        request,
        "metrics/indicator.html",
        {
            "metric": metric,
            "card": _card(one, asked, week),
            "recent": honest_number(metric, one.recent, label=_("Sur 12 semaines")),
            "p90": _p90(metric, one.recent),
            "tabs": asked.tabs("metrics:indicator", _("Toute l’entreprise"), name),
            "weeks": around(
                asked, "metrics:indicator", found.engine.weeks(asked.scope), week, name
            ),
            "cut_tabs": _cut_tabs(metric, asked, week, by),
            "cut": _cut_rows(found, metric, asked, week, by),
            "table": [_row(metric, point) for point in reversed(one.series.weeks)],
            "behind": _behind_links(metric, asked, week, one.recent),
        },
    )


def _metric(name: str) -> Metric:
    if name not in METRICS:
        raise Http404
    return METRICS[name]


def _p90(metric: Metric, found: Estimate) -> str:
    if found.p90 is None or found.p90.value is None:
        return ""
    value = said(shown(metric, found.p90.value))
    return _("Neuf clients sur dix n’attendent pas plus de %(value)s.") % {"value": value}


def _cuts_of(metric: Metric, asked: Asked) -> list[Dimension]:
    one_team = len(asked.teams) < 2 or asked.team is not None  # noqa: PLR2004
    return [by for by in CUTS if by in metric.dimensions and not (by == "team" and one_team)]


def _cut(request: HttpRequest, metric: Metric, asked: Asked) -> Dimension:
    known = _cuts_of(metric, asked)
    return next((by for by in known if by == request.GET.get("by")), known[0])


def _cut_tabs(metric: Metric, asked: Asked, week: date, by: Dimension) -> list[Tab]:
    return [
        Tab(
            str(CUTS[one]),
            link("metrics:indicator", metric.name, **asked.parameters(week), by=one) + "#cut",
            one == by,
        )
        for one in _cuts_of(metric, asked)
    ]


def _cut_rows(
    found: facts.Facts, metric: Metric, asked: Asked, week: date, by: Dimension
) -> dict[str, Any]:
    whole, cuts = queries.cuts(found, metric, asked.scope, by, week)
    tree = reading.tree()
    rows_ = [_cut_row(metric, name_of(by, cut.key, tree), cut, whole) for cut in cuts]
    bars = [
        charts.Bar(_both(row["name"]), _interval(cut.estimate), _both(row["value"]))
        for cut, row in zip(cuts, rows_, strict=True)
        if cut.estimate.value is not None and metric.unit == "share"
    ]
    return {
        "rows": rows_,
        "chart": charts.bar_chart(bars[:MOST_BARS], language()) if len(bars) > 1 else None,
        "shows_difference": any(row["apart"] for row in rows_),
    }


def _both(text: str) -> Text:
    return Text(fr=text, en=text)


def _interval(found: Estimate) -> Interval:
    return Interval(found.value, found.low, found.high)


def _cut_row(metric: Metric, name: str, cut: queries.Cut, whole: Estimate) -> dict[str, Any]:
    """A group is said to differ only when its interval does not reach the whole's."""
    found = cut.estimate
    apart = (
        found.low is not None
        and found.high is not None
        and whole.low is not None
        and whole.high is not None
        and (found.low > whole.high or found.high < whole.low)
    )
    return {
        "name": name,
        "value": said(shown(metric, found.value)),
        "range": range_text(metric, found) or words(metric, found, None),
        "sample": sample(metric, found),
        "apart": apart,
    }


def _row(metric: Metric, point: Week) -> dict[str, Any]:
    return {
        "week": said(wording.week(point.week)),
        "value": said(shown(metric, point.estimate.value)),
        "range": range_text(metric, point.estimate) or words(metric, point.estimate, None),
        "sample": sample(metric, point.estimate),
        "outside": point.outside,
    }


PART_NAMES: dict[str, Any] = {
    "share": {
        "numerator": gettext_lazy("Celles où c’est le cas"),
        "rest": gettext_lazy("Celles où ce n’est pas le cas"),
    },
    "score": {
        "numerator": gettext_lazy("Promoteurs"),
        "rest": gettext_lazy("Passifs et détracteurs"),
    },
}


def _behind_links(metric: Metric, asked: Asked, week: date, found: Estimate) -> list[Tab]:
    parts: list[Part] = list(PART_NAMES.get(metric.kind, {})) or ["denominator"]
    if metric.direction == "higher":
        parts.reverse()
    parts += ["unknown"] if found.unknown_n else []
    parts += ["immature"] if found.immature_n else []
    return [
        Tab(
            _part_name(metric, part),
            link("metrics:behind", metric.name, **asked.parameters(week), part=part),
            current=False,
        )
        for part in parts
    ]


def _part_name(metric: Metric, part: Part) -> str:
    named = PART_NAMES.get(metric.kind, {})
    others = {
        "denominator": _("Toutes les conversations comptées"),
        "unknown": _("Celles qu’on ne peut pas juger"),
        "immature": _("Celles qui ne sont pas encore mûres"),
    }
    return str(named.get(part) or others.get(part, ""))


@require_GET
@requires(access.SEE)
def behind(request: HttpRequest, name: str) -> HttpResponse:
    """The conversations behind a figure of the last twelve weeks, the most recent first."""
    metric = _metric(name)
    person = signed_in(request)
    asked = Asked.read(request, person)
    part: Part = next((one for one in PARTS if one == request.GET.get("part")), "denominator")
    found = facts.in_use()
    week = _week(found, asked)
    if found is None or week is None:
        return render(request, "metrics/empty.html", {"reading": not conversations.is_empty()})
    end = queries.instant(week) + timedelta(weeks=1)
    scope = asked.scope.model_copy(update={"since": end - queries.RECENT, "until": end})
    ids = queries.behind(found, metric, scope, part, week)
    opened = conversations.opened(person, ids)
    return render(
        request,
        "metrics/behind.html",
        {
            "metric": metric,
            "part": _part_name(metric, part),
            "rows": rows([opened[one] for one in ids if one in opened]),
            "most": queries.MOST_BEHIND if len(ids) == queries.MOST_BEHIND else None,
            "back": link("metrics:indicator", name, **asked.parameters(week)),
        },
    )
