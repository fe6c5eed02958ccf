"""Which language a turn is in: French or English.

Small words are counted first, over columns; a turn without any takes its conversation's language;
a conversation without any is given to py3langid, limited to the two languages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "fr"
ENOUGH_LETTERS = 12

# Words of one language that are not words of the other, folded. Greetings count: many turns hold nothing else.
_FRENCH = (
    "je j tu il elle nous vous ils le la les l un une des du de d et est c ce cette ces que qu qui mon ma mes "
    "votre vos notre nos ai avez avons suis sont pas ne n pour avec dans sur mais ou aussi tres merci bonjour "
    "bonsoir salut oui svp tjs tjrs pk jai cest jen ca meme toujours jamais rien depuis encore comment pourquoi "
    "quand quel quelle bien fait faire au aux par si leur y etait ete vs slt bjr cordialement cdt madame monsieur voila "
    "quoi koi donc alors deja apres avant sans chez moi toi plusieurs super compte facture colis commande"
)
_ENGLISH = (
    "i the a an is are was were to of and in for you your my me it its this that with have has had do does did "
    "not but what when how why can could would will please thanks thank hi hello hey yes no im ive dont cant "
    "doesnt isnt wont be been we they them there here just get got from at by as if or so all any some still "
    "about again now out up want need u ur pls thx ok okay sorry help issue account order"
)
_SHARED = "a me as on y d l j n c super ok okay"
_ACCENTED = "[éèêàùçôîûâëïœÉÈÊÀÇ]"


def _words(words: str) -> str:
    return rf"(?-u:\b)(?:{'|'.join(sorted(set(words.split()) - set(_SHARED.split())))})(?-u:\b)"


def _lean() -> pl.Expr:
    """How far a turn leans to French (positive) or English (negative), by small words counted."""
    folded, text = pl.col("folded"), pl.col("text_masked")
    elided = folded.str.count_matches(r"(?-u:\b)(?:j|l|d|n|qu|c|m|s)'[a-z]")
    french = folded.str.count_matches(_words(_FRENCH)) + elided
    accents = text.str.contains(_ACCENTED).cast(pl.Int64)
    english = folded.str.count_matches(_words(_ENGLISH))
    return french.cast(pl.Int64) + accents - english.cast(pl.Int64)


def detect(turns: pl.DataFrame) -> pl.Series:
    """Return ``fr`` or ``en`` for each row of ``conversation_id, text_masked, folded, lang``.

    A language that was given is kept when Boussole speaks it.
    """
    given = pl.col("lang").str.to_lowercase().str.slice(0, 2)
    leaning = turns.select(
        "conversation_id",
        pl.when(given.is_in(["fr", "en"])).then(given).alias("given"),
        _lean().alias("own"),
    ).with_columns(pl.col("own").sum().over("conversation_id").alias("whole"))
    lang = leaning.select(
        pl.coalesce("given", _side("own"), _side("whole")).alias("lang"),
    )["lang"]
    return _doubts_settled(turns, lang) if lang.null_count() else lang


def _side(column: str) -> pl.Expr:
    lean = pl.col(column)
    return pl.when(lean > 0).then(pl.lit("fr")).when(lean < 0).then(pl.lit("en"))


def _doubts_settled(turns: pl.DataFrame, lang: pl.Series) -> pl.Series:
    """Ask the identifier once for each conversation in which no small word was found."""
    doubtful = set(turns["conversation_id"].filter(lang.is_null()))
    said = (
        turns.filter(pl.col("conversation_id").is_in(doubtful))
        .group_by("conversation_id", maintain_order=True)
        .agg(pl.col("text_masked").str.join(" "))
    )
    guesses = {key: _identified(text) for key, text in said.iter_rows()}
    guessed = turns["conversation_id"].replace_strict(guesses, default=DEFAULT)
    return lang.fill_null(guessed)


def _identified(text: str) -> str:
    if sum(map(str.isalpha, text[:1000])) < ENOUGH_LETTERS:
        return DEFAULT
    return str(_identifier().classify(text[:1000])[0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["fr", "en"])
    return identifier
