"""What was read, and what could not be said for want of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from boussole.core.brief.compare import share
from boussole.core.brief.models import Coverage, Indicator, Uncertain
from boussole.core.text import Text
from boussole.core.wording import counted, listed, percent

_LANGUAGES = {
    "fr": Text(fr="français", en="French"),
    "en": Text(fr="anglais", en="English"),
}
_READ = Text(
    fr="{period} et {customers} sur la période, {all} au total ({languages}).",
    en="{period} and {customers} over the period, {all} in all ({languages}).",
)
_REJECTED = Text(
    fr="{rejected} à l’import\u00a0: voir le fichier des rejets.",
    en="{rejected} at import: see the rejects file.",
)
_REASON = Text(
    fr="Le motif est connu pour {share} des conversations\u00a0; les autres restent « inconnu », comptées à part.",
    en="The contact reason is known for {share} of conversations; the others stay “unknown”, counted apart.",
)
_NO_ANSWERS = Text(
    fr="Aucune réponse d’enquête dans les données\u00a0: ni CSAT, ni CES, ni NPS.",
    en="No survey answer in the data: no CSAT, CES or NPS.",
)
_NO_STATUS = Text(
    fr="La source ne dit pas quand une demande est résolue\u00a0: délais de résolution non calculés, et résolution déduite "
    "seulement des remerciements.",
    en="The source does not say when a request is solved: no resolution times, and resolution is inferred "
    "from thanks alone.",
)
_NO_CUSTOMERS = Text(
    fr="La source n’identifie pas les clients\u00a0: les contacts répétés ne peuvent pas être reliés.",
    en="The source does not identify customers: repeated contacts cannot be linked.",
)
_SHORT = Text(
    fr="Les échanges sont courts ({turns} en médiane)\u00a0: la plupart des situations du playbook demandent une "
    "suite de réponses.",
    en="Exchanges are short ({turns} at the median): most situations of the playbook take a run of answers.",
)
_INSUFFICIENT = Text(
    fr="Pas assez de données (moins de dix) pour\u00a0: {metrics}.",
    en="Not enough data (fewer than ten) for: {metrics}.",
)
# Fewer turns than this are a question and its answer, not an exchange.
_EXCHANGE = 4
_CONVERSATIONS = (("conversation", "conversations"), ("conversation", "conversations"))


def find_coverage(contacts: pl.DataFrame, total: int, answers: int, rejected: int) -> Coverage:
    """Describe ``contacts`` of the period among ``total`` conversations."""
    languages = dict(
        contacts.group_by("lang")
        .agg(pl.len().alias("n"))
        .sort(["n", "lang"], descending=[True, False])
        .iter_rows()
    )
    customers = contacts.select(pl.coalesce("customer_id", "conversation_id").n_unique()).item()
    known = share(contacts.filter(pl.col("reason").is_not_null()).height, len(contacts))
    read = _READ.format(
        period=counted(len(contacts), *_CONVERSATIONS),
        customers=counted(customers, ("client", "clients"), ("customer", "customers")),
        all=counted(total, *_CONVERSATIONS),
        languages=listed([_language(code, n, len(contacts)) for code, n in languages.items()]),
    )
    return Coverage(
        conversations=total,
        in_period=len(contacts),
        customers=customers,
        rejected=rejected,
        languages=languages,
        reason_known=known,
        notes=(read, *_notes(contacts, known, answers, rejected)),
    )


def with_insufficient(coverage: Coverage, indicators: Sequence[Indicator]) -> Coverage:
    """Add which indicators have too few rows to be shown."""
    few = [one.label for one in indicators if one.state == "insufficient"]
    if not few:
        return coverage
    note = _INSUFFICIENT.format(metrics=listed(few))
    return coverage.model_copy(update={"notes": (*coverage.notes, note)})


def _notes(contacts: pl.DataFrame, known: Uncertain, answers: int, rejected: int) -> Iterator[Text]:
    if rejected:
        said = counted(
            rejected,
            ("enregistrement rejeté", "enregistrements rejetés"),
            ("record was rejected", "records were rejected"),
        )
        yield _REJECTED.format(rejected=said)
    if known.value is not None:
        yield _REASON.format(share=percent(known.value))
    median = contacts.select(pl.col("turns").median()).item()
    if median is not None and median < _EXCHANGE:
        said = counted(int(median), ("message", "messages"), ("turn", "turns"))
        yield _SHORT.format(turns=said)
    if not answers:
        yield _NO_ANSWERS
    if contacts["status"].is_null().all():
        yield _NO_STATUS
    if contacts["customer_id"].is_null().all():
        yield _NO_CUSTOMERS


def _language(code: str, n: int, total: int) -> Text:
    part = percent(n / total)
    name = _LANGUAGES.get(code, Text(fr=code, en=code))
    return Text(fr=f"{name.fr} {part.fr}", en=f"{name.en} {part.en}")
