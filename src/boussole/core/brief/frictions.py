"""Where customers struggle this week, in their words."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from boussole.core.brief.compare import share
from boussole.core.brief.models import Friction
from boussole.core.brief.quotes import EXPRESSED, customer_quotes
from boussole.core.brief.view import View
from boussole.core.metrics import Scope
from boussole.core.metrics.friction import Friction as Ranked
from boussole.core.metrics.friction import rank_frictions
from boussole.core.text import Text
from boussole.core.wording import counted, percent

PRAISE = "service.praise"
FEWEST_CUSTOMERS = 3
LOOK_BACK = timedelta(weeks=8)
_SHOWN_CONVERSATIONS = 100

_SENTENCE = Text(
    fr="{struggling} en difficulté sur {customers} ({share}){moved}. {effort} des contacts expriment un "
    "effort ou une répétition, {tense} une insatisfaction nette.",
    en="{struggling} struggling out of {customers} ({share}){moved}. {effort} of contacts express "
    "effort or repetition, {tense} clear dissatisfaction.",
)
_GREW = Text(fr=", nettement plus qu’avant", en=", clearly more than before")
_EASED = Text(fr=", nettement moins qu’avant", en=", clearly less than before")
_CUSTOMERS = (("client", "clients"), ("customer", "customers"))


def find_frictions(view: View, limit: int = 3) -> tuple[Friction, ...]:
    """Return the reasons whose customers most surely struggle, with their words."""
    engine, team = view.engine, view.team
    since, until = view.period.begins, view.period.ends
    now = engine.frictions(Scope(since=since, until=until, team=team), by="reason")
    before = []
    if since is not None:
        before = engine.frictions(Scope(since=since - LOOK_BACK, until=since, team=team))
    contacts = view.rows.contacts(since, until, team)
    ranked = [found for found in rank_frictions(now, before) if _worth_naming(found)]
    return tuple(_friction(found, view, contacts) for found in ranked[:limit])


def _worth_naming(found: Ranked) -> bool:
    """Leave out what is unknown, what touches too few people, and thanks, which are no struggle."""
    counts = found.counts
    return (
        counts.key is not None
        and counts.key != PRAISE
        and counts.struggling_customers >= FEWEST_CUSTOMERS
    )


def _friction(found: Ranked, view: View, contacts: pl.DataFrame) -> Friction:
    counts, key = found.counts, str(found.counts.key)
    here = contacts.filter(pl.col("reason") == key)
    struggling = here.filter(_struggles()).sort("dissatisfaction", descending=True)
    ids = tuple(struggling["conversation_id"].head(_SHOWN_CONVERSATIONS))
    effort, tense = (
        share(counts.effort, counts.contacts),
        share(counts.dissatisfied, counts.contacts),
    )
    moved = _GREW if found.grew else _EASED if found.eased else Text(fr="", en="")
    return Friction(
        reason=key,
        label=view.tree[key].label,
        step=here["step"][0] if len(here) else None,
        origin=here["origin"][0] if len(here) else None,
        contacts=counts.contacts,
        customers=counts.customers,
        effort=effort,
        tense=tense,
        sentence=_SENTENCE.format(
            struggling=counted(counts.struggling_customers, *_CUSTOMERS),
            customers=counts.customers,
            share=percent(counts.struggling_customers / counts.customers),
            moved=moved,
            effort=percent(effort.value or 0.0),
            tense=percent(tense.value or 0.0),
        ),
        quotes=customer_quotes(view.rows, ids, EXPRESSED),
        conversation_ids=ids,
    )


def _struggles() -> pl.Expr:
    return (
        pl.col("effort_expressed")
        | (pl.col("dissatisfaction") >= 2)  # noqa: PLR2004 - clear dissatisfaction
        | pl.col("previous_same_reason_at").is_not_null()
    )
