"""Whom to thank, and for what exactly: successes with the passage that shows them.

This names people only to thank them; no one is compared aloud and no failure is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import polars as pl

from boussole.core.brief.compare import Comparison, real_differences
from boussole.core.brief.models import Period, Quote, Thanks
from boussole.core.brief.quotes import quote_of
from boussole.core.brief.rows import Rows
from boussole.core.brief.view import View
from boussole.core.text import Text
from boussole.core.wording import counted, listed

LOOK_BACK = timedelta(weeks=4)
_THIS_WEEK = Text(fr="{agent}\u00a0: {kinds} cette semaine.", en="{agent}: {kinds} this week.")
_REMARKABLE = Text(
    fr="{agent}\u00a0: {kinds} cette semaine\u00a0; sur quatre semaines, {calmed} sur {tense} "
    "finissent apaisés, bien plus souvent que d’ordinaire.",
    en="{agent}: {kinds} this week; over four weeks {calmed} out of {tense} end calm, far more often "
    "than usual.",
)


def find_thanks(view: View, limit: int = 3) -> tuple[Thanks, ...]:
    """Name up to ``limit`` people with successes in ``period``; the remarkable ones come first."""
    rows, period, team = view.rows, view.period, view.team
    since = period.as_of - LOOK_BACK
    months = view.moments(since, period.as_of, team).filter(
        pl.col("success"), pl.col("agent_id").is_not_null()
    )
    week = months.filter(_in(period)) if not period.whole else months
    remarkable = _remarkable(rows.contacts(since, period.as_of, team), months)
    deserving = (
        week.unique(["conversation_id", "rule"], maintain_order=True)
        .group_by("agent_id")
        .agg(pl.len().alias("n"), pl.col("strength").sum().alias("strength"))
        .with_columns(remarkable=pl.col("agent_id").is_in(list(remarkable)))
        .sort(["remarkable", "strength", "agent_id"], descending=[True, True, False])
        .head(limit)
    )
    return tuple(
        _thanks(view, week.filter(pl.col("agent_id") == agent), remarkable.get(agent))
        for agent in deserving["agent_id"]
    )


def _in(period: Period) -> pl.Expr:
    return pl.col("started_at").dt.date() >= period.since


def _remarkable(contacts: pl.DataFrame, successes: pl.DataFrame) -> Mapping[str, Comparison]:
    """Find who brings tense contacts back to calm more often than the others, beyond chance."""
    tense = contacts.filter(pl.col("dissatisfaction") >= 2, pl.col("agent_id").is_not_null())  # noqa: PLR2004 - clear dissatisfaction
    recovered = set(successes.filter(pl.col("kind") == "recovery")["conversation_id"])
    by_agent = (
        tense.with_columns(calmed=pl.col("conversation_id").is_in(list(recovered)))
        .group_by("agent_id")
        .agg(pl.col("calmed").sum().alias("k"), pl.len().alias("n"))
        .sort("agent_id")
    )
    all_k, all_n = int(by_agent["k"].sum()), int(by_agent["n"].sum())
    comparisons = [
        Comparison((agent,), k, n, all_k - k, all_n - n) for agent, k, n in by_agent.iter_rows()
    ]
    return {found.key[0]: found for found in real_differences(comparisons)}


def _thanks(view: View, moments: pl.DataFrame, remarkable: Comparison | None) -> Thanks:
    rules = _counts(moments, "rule")
    agent = str(moments["agent_id"][0])
    sentence = (_REMARKABLE if remarkable else _THIS_WEEK).format(
        agent=agent,
        kinds=listed([_counted(view.playbook[rule].name, n) for rule, n in rules.items()]),
        calmed=remarkable.k if remarkable else 0,
        tense=counted(
            remarkable.n if remarkable else 0,
            ("contact tendu", "contacts tendus"),
            ("tense contact", "tense contacts"),
        ),
    )
    return Thanks(
        agent=agent,
        team=moments["team"][0],
        kinds=_counts(moments, "kind"),
        sentence=sentence,
        quotes=_quotes(view.rows, moments),
    )


def _quotes(rows: Rows, moments: pl.DataFrame, limit: int = 2) -> tuple[Quote, ...]:
    best = moments.sort("strength", descending=True, maintain_order=True).head(limit)
    found = (
        quote_of(rows, row["conversation_id"], row["turn"], row["start"], row["end"])
        for row in best.iter_rows(named=True)
    )
    return tuple(quote for quote in found if quote is not None)


def _counts(moments: pl.DataFrame, by: str) -> dict[str, int]:
    """In how many conversations, by rule or by kind: a company's own rules share theirs."""
    once = moments.unique(["conversation_id", by])
    return dict(once.group_by(by).agg(pl.len()).sort(by).iter_rows())


def _counted(name: Text, n: int) -> Text:
    return Text(fr=f"{n} × «\u202f{name.fr}\u202f»", en=f"{n} × “{name.en}”")
