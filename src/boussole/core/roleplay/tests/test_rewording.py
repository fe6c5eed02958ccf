"""Other words are said only when they keep what matters in the line."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from boussole.core.roleplay import Asked, begin, say, shipped_scenarios, vary
from boussole.core.roleplay.rewording import Unfit, figures, question, unfit

SCENARIOS = {one.key: one for one in shipped_scenarios()}
LINE = "Bonjour. 412 euros d’électricité pour deux mois, c’est presque le triple de d’habitude. Je ne comprends pas, et ce n’est pas très agréable à découvrir."
_OTHER = "Bonjour, je découvre 412 euros d’électricité pour deux mois, presque trois fois plus que d’ordinaire. Je ne comprends pas et c’est assez désagréable."
GOOD = _OTHER.replace("presque trois fois plus que d’ordinaire", "presque le triple de l’ordinaire")
ASKED = Asked("fr", "M. Garnier", "opening", 1, LINE)


@dataclass
class Parrot:
    """Says what it is told to, and keeps what it was asked."""

    says: str | None
    asked: list[Asked] = field(default_factory=list)

    def reword(self, asked: Asked) -> str | None:
        self.asked.append(asked)
        return self.says


def test_words_that_keep_everything_fit() -> None:
    assert unfit(GOOD, ASKED) is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Unfit.EMPTY),
        ("412 euros ?", Unfit.LENGTH),
        (GOOD * 3, Unfit.LENGTH),
        (GOOD.replace(". Je", ".\nJe"), Unfit.LAYOUT),
        (GOOD.replace("412", "421"), Unfit.FIGURES),
        (GOOD.replace("412 ", "quelques "), Unfit.FIGURES),
        (GOOD.replace("deux mois", "trois mois"), Unfit.FIGURES),
        (GOOD.replace("deux mois", "deux mois depuis mardi"), Unfit.FIGURES),
        (GOOD.replace("d’électricité", "d’électricité chez Enercom"), Unfit.NAMES),
        (
            "Hello, I see 412 euros of electricity and I do not understand, it is almost the triple of what I usually pay.",
            Unfit.FIGURES,
        ),
        (
            "Merci beaucoup pour les 412 euros d’électricité sur deux mois, c’est parfait, vous êtes formidables et je suis ravi.",
            Unfit.SIGNALS,
        ),
    ],
)
def test_words_that_lose_or_add_something_do_not_fit(said: str, why: Unfit) -> None:
    assert unfit(said, ASKED) is why


def test_another_language_does_not_fit() -> None:
    asked = Asked("fr", "Mme Lemaire", "listening", 1, "Dites-moi ce que vous comptez faire.")
    assert unfit("Tell me what you are going to do about it.", asked) is Unfit.LANGUAGE


def test_a_name_of_the_line_is_kept() -> None:
    asked = Asked(
        "en", "Mr Pryce", "talking", 1, "I would like Mrs Reed to look at the rest of it."
    )
    assert unfit("I would like your colleague to look at the rest of it.", asked) is Unfit.NAMES
    assert unfit("I would rather have Mrs Reed look at the rest of it.", asked) is None


def test_figures_are_known_however_they_are_written() -> None:
    assert figures("Index 17\u202f310, mardi, deux fois") == {"17310", "mardi", "deux"}
    assert figures("17310 on Tuesday, twice") == {"17310", "tuesday", "twice"}


def test_the_customer_says_the_words_that_fit_and_the_script_is_kept() -> None:
    play = begin(SCENARIOS["wrong_bill"], "fr", 1)
    assert play.opening.scripted.replace("\u202f", " ") == LINE
    parrot = Parrot(GOOD)
    varied = vary(play, parrot)
    assert varied.opening.text == GOOD
    assert varied.opening.scripted == play.opening.scripted
    assert parrot.asked == [Asked("fr", "M. Garnier", "opening", 1, play.opening.scripted)]


@pytest.mark.parametrize("said", [None, "", "Je ne sais pas.", GOOD.replace("412", "214")])
def test_the_scripted_line_is_said_otherwise(said: str | None) -> None:
    play = begin(SCENARIOS["wrong_bill"], "fr", 1)
    assert vary(play, Parrot(said)) == play


def test_what_was_typed_is_never_given_to_the_model() -> None:
    typed = "Je comprends votre inquiétude, Monsieur Garnier, et ma ligne directe est le 01 23 45 67 89."
    play = say(begin(SCENARIOS["wrong_bill"], "fr", 1), typed)
    parrot = Parrot(None)
    vary(play, parrot)
    (asked,) = parrot.asked
    assert asked.scripted == play.exchanges[-1].spoken.scripted
    assert "ligne directe" not in question(asked).content + question(asked).instructions


def test_other_words_do_not_change_what_follows() -> None:
    play = begin(SCENARIOS["wrong_bill"], "fr", 1)
    texts = "Si je comprends bien, votre facture a triplé, c’est bien cela ?"
    plain, varied = say(play, texts), say(vary(play, Parrot(GOOD)), texts)
    assert plain.exchanges == varied.exchanges
