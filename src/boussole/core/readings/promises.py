"""Promises: what an agent said would be done by when, and what became of it.

A promise is an agent's message that commits. It is *broken* when the customer comes back to complain, or
to ask again, once its time has passed; *kept* when an agent then says it is done, or the customer is
satisfied; otherwise nothing tells. A delay that is not said is a day.
"""

from __future__ import annotations

import polars as pl

from boussole.core.folding import fold_column
from boussole.core.readings.thresholds import PRESENT

DAY = 24.0
_HOURS: dict[str, float] = {
    "minute": 1 / 60,
    "hour": 1.0,
    "day": DAY,
    "week": 7 * DAY,
    "month": 30 * DAY,
}
_UNITS: dict[str, str] = {
    "minute": r"min(?:ute)?s?|mn",
    "hour": r"h(?:eures?|ours?|rs?)?",
    "day": r"j(?:ours?)?(?: ouvres?)?|(?:working |business )?days?",
    "week": r"semaines?|weeks?",
    "month": r"mois|months?",
}
_NUMBERS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
    "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "dix": 10, "ten": 10, "quinze": 15,
    "quarante-huit": 48, "48": 48,
}  # fmt: skip
_WITHIN = rf"(?:sous|d'ici|dans|within|in|under)[^.!?\d]{{0,12}}?(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})[ ]?"
_AT_ONCE = (
    r"\b(?:tout de suite|immediatement|a l'instant|maintenant|des a present|de ce pas|right now|right away|straight away|"
    r"immediately|at once|just now)\b"
)
_TODAY = r"\b(?:aujourd'hui|ce soir|cet apres-midi|dans la journee|today|tonight|this (?:afternoon|evening))\b"
_DONE = (
    r"\b(?:c'est (?:fait|bon|regle|envoye|valide|parti)|comme (?:promis|convenu|annonce)|voici|je reviens vers vous|est (?:regle|resolu|rembourse)"
    r"|(?:is|it's|its|been|all) (?:done|sorted|fixed|sent|refunded|resolved)|as (?:promised|agreed)|here (?:is|are)|getting back to you)"
)


def promises(turns: pl.DataFrame) -> pl.DataFrame:
    """Return one row per promise: ``conversation_id``, ``turn`` and ``outcome`` (kept, broken, or null).

    ``turns`` has the columns of ``schemas.TURNS``.
    """
    public = turns.filter(pl.col("public"))
    made = public.filter((pl.col("role") == "agent") & (pl.col("commitment") >= PRESENT))
    if made.is_empty():
        return pl.DataFrame(
            schema={"conversation_id": pl.String, "turn": pl.Int32, "outcome": pl.String}
        )
    due = made.select("conversation_id", "turn", made_at="at", hours=_hours(made["text_masked"]))
    later = due.join(_answers(public), on="conversation_id", how="left").filter(
        pl.col("later") > pl.col("turn")
    )
    passed = (pl.col("later_at") - pl.col("made_at")).dt.total_seconds() >= pl.col("hours") * 3600
    judged = later.with_columns(
        told=pl.when(pl.col("unhappy") & passed.fill_null(value=False))
        .then(pl.lit("broken"))
        .when(pl.col("done") | pl.col("happy"))
        .then(pl.lit("kept"))
    )
    outcome = (
        judged.sort("later")
        .group_by("conversation_id", "turn")
        .agg(outcome=pl.col("told").drop_nulls().first())
    )
    return due.select("conversation_id", "turn").join(
        outcome, on=["conversation_id", "turn"], how="left", maintain_order="left"
    )


def promises_counted(turns: pl.DataFrame) -> pl.DataFrame:
    """Count the promises of each conversation that were kept, and those that were broken."""
    return (
        promises(turns)
        .group_by("conversation_id", maintain_order=True)
        .agg(
            promises_kept=(pl.col("outcome") == "kept").sum().cast(pl.Int32),
            promises_broken=(pl.col("outcome") == "broken").sum().cast(pl.Int32),
        )
    )


def _answers(public: pl.DataFrame) -> pl.DataFrame:
    """Say of each message what it tells of a promise made before it."""
    folded = fold_column(public["text_masked"])
    customer, agent = public["role"] == "customer", public["role"] == "agent"
    unhappy = (public["dissatisfaction"] >= 1) | (public["repeat_contact"] >= PRESENT)
    happy = (public["praise"] >= PRESENT) & (public["dissatisfaction"] < 1)
    return public.select(
        "conversation_id",
        later="turn",
        later_at="at",
        unhappy=customer & unhappy,
        happy=customer & happy,
        done=agent & folded.str.contains(_DONE),
    )


def _hours(texts: pl.Series) -> pl.Series:
    """Read the delay a promise gives, in hours; a day when it gives none."""
    folded = fold_column(texts).alias("folded").to_frame()
    spoken = [
        pl.col("folded")
        .str.extract(rf"{_WITHIN}(?:{pattern})\b", 1)
        .replace_strict(
            _NUMBERS,
            default=pl.col("folded")
            .str.extract(rf"{_WITHIN}(?:{pattern})\b", 1)
            .cast(pl.Float64, strict=False),
            return_dtype=pl.Float64,
        )
        * _HOURS[unit]
        for unit, pattern in _UNITS.items()
    ]
    return folded.select(
        pl.coalesce(
            *spoken,
            pl.when(pl.col("folded").str.contains(_AT_ONCE)).then(pl.lit(0.0)),
            pl.when(pl.col("folded").str.contains(_TODAY)).then(pl.lit(DAY / 2)),
            pl.lit(DAY),
        ).alias("hours")
    )["hours"]
