"""What other departments' work caused: the contacts that a failure created, by origin."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from boussole.core.brief.compare import share
from boussole.core.brief.models import Cause
from boussole.core.brief.quotes import EXPRESSED, customer_quotes
from boussole.core.brief.view import View
from boussole.core.reasons import ORIGINS, ReasonTree
from boussole.core.text import Text
from boussole.core.wording import counted, listed, percent, sentence

_ORIGIN_LABELS: dict[str, Text] = dict(ORIGINS.items())
FEWEST_CONTACTS = 3
_SHOWN_CONVERSATIONS = 100
_SHOWN_REASONS = 3
_SENTENCE = Text(
    fr="{contacts} de {customers} ({share} des contacts dont l’origine est connue), surtout\u00a0: {reasons}.",
    en="{contacts} from {customers} ({share} of contacts with a known origin), mainly: {reasons}.",
)


def find_causes(
    view: View, contacts: pl.DataFrame, quoted: Collection[str] = (), limit: int = 4
) -> tuple[Cause, ...]:
    """Group the failure demand of ``contacts`` by the department it comes from.

    Conversations in ``quoted`` are already quoted elsewhere on the page.

    What the service itself caused (``Playbook.service``) is no cause to hand upstream.
    """
    service = list(view.playbook.service)
    known = contacts.filter(pl.col("origin").is_not_null(), pl.col("demand").is_not_null())
    caused = known.filter(pl.col("demand") == "failure", ~pl.col("origin").is_in(service))
    sizes = (
        caused.group_by("origin")
        .agg(pl.len().alias("n"))
        .filter(pl.col("n") >= FEWEST_CONTACTS)
        .sort(["n", "origin"], descending=[True, False])
        .head(limit)
    )
    return tuple(
        _cause(view, caused.filter(pl.col("origin") == origin), len(known), quoted)
        for origin in sizes["origin"]
    )


def _cause(view: View, caused: pl.DataFrame, known: int, quoted: Collection[str]) -> Cause:
    origin = str(caused["origin"][0])
    customers = caused.select(pl.coalesce("customer_id", "conversation_id").n_unique()).item()
    reasons = dict(
        caused.group_by("reason")
        .agg(pl.len().alias("n"))
        .sort(["n", "reason"], descending=[True, False])
        .iter_rows()
    )
    tense_first = caused.sort("dissatisfaction", descending=True, maintain_order=True)
    ids = tuple(tense_first["conversation_id"].head(_SHOWN_CONVERSATIONS))
    part = share(len(caused), known)
    return Cause(
        origin=origin,
        label=sentence(_ORIGIN_LABELS.get(origin, Text(fr=origin, en=origin))),
        contacts=len(caused),
        customers=customers,
        share=part,
        sentence=_SENTENCE.format(
            contacts=counted(len(caused), ("contact", "contacts"), ("contact", "contacts")),
            customers=counted(customers, ("client", "clients"), ("customer", "customers")),
            share=percent(part.value or 0.0),
            reasons=listed(
                [
                    _counted_reason(view.tree, key, n)
                    for key, n in list(reasons.items())[:_SHOWN_REASONS]
                ]
            ),
        ),
        reasons=reasons,
        quotes=customer_quotes(view.rows, ids, EXPRESSED, but=quoted),
        conversation_ids=ids,
    )


def _counted_reason(tree: ReasonTree, key: str, n: int) -> Text:
    label = tree[key].label
    return Text(fr=f"{label.fr} ({n})", en=f"{label.en} ({n})")
