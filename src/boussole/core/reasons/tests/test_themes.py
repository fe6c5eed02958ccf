"""Themes: what is said often is found, what is said once is not, and always alike."""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.reasons.stop_words import STOP_WORDS
from boussole.core.reasons.themes import EXAMPLES, Theme, themes
from tests.open_data import open_data

GIFT_CARDS = [
    f"Bonjour, ma carte cadeau {said}, [NAME]"
    for said in (
        "ne passe pas en caisse",
        "est vide alors que je ne l’ai jamais utilisée",
        "a expiré trop tôt",
        "n’est pas arrivée dans ma boîte",
        "affiche zéro euro",
        "est perdue",
    )
]
SPONSORED = [
    f"Hello, the referral bonus for my {who} {said}"
    for who, said in (
        ("sister", "never came"),
        ("friend", "is still missing"),
        ("cousin", "was refused"),
        ("neighbour", "came to someone else"),
        ("colleague", "disappeared"),
        ("mother", "is late"),
        ("brother", "did not show up"),
    )
]
ALONE = [
    "Avez-vous un parking près de la boutique ?",
    "Do you ship to Norway?",
    "Qui dirige votre fondation ?",
    "merci",
    "",
    "[NAME] [EMAIL]",
    "Les lunettes prêtées au salon sont rayées",
    "My parrot ate the manual",
]


def test_what_is_said_often_is_a_theme_in_either_language() -> None:
    found = themes([*ALONE, *GIFT_CARDS, *SPONSORED])
    assert [theme.size for theme in found] == [len(SPONSORED), len(GIFT_CARDS)]
    english, french = found
    assert "referral bonus" in english.terms
    assert "carte cadeau" in french.terms
    first = len(ALONE)
    assert set(french.members) == set(range(first, first + len(GIFT_CARDS)))
    assert len(french.examples) == EXAMPLES
    assert set(french.examples) < set(french.members)


def test_nothing_is_said_of_what_stands_for_personal_data() -> None:
    (found,) = themes([*GIFT_CARDS, *ALONE])
    assert all("name" not in term for term in found.terms)


@pytest.mark.parametrize("texts", [[], ["", ""], ALONE, ["bonjour merci"] * 20, ["oui", "non"]])
def test_where_nothing_comes_back_there_is_no_theme(texts: list[str]) -> None:
    assert themes(texts) == []


def noise(number: int) -> list[str]:
    """Messages that have nothing to do with each other."""
    letters = random.Random(number)  # noqa: S311 - made-up words
    return [
        " ".join("".join(letters.choices("bcdfgklmnprst", k=7)) for _ in range(4))
        for _ in range(number)
    ]


def grown(recent: int, earlier: int, others: int) -> Theme:
    """The gift cards said ``earlier`` then ``recent`` times, among as many other messages in each period."""
    said = [f"ma carte cadeau {words}" for words in noise(earlier + recent)]
    late = [False] * earlier + [True] * recent
    found = themes([*said, *noise(2 * others)], [*late, *(n % 2 == 0 for n in range(2 * others))])
    assert (found[0].earlier, found[0].recent) == (earlier, recent)
    return found[0]


def test_a_theme_grows_when_chance_alone_would_not_do_it() -> None:
    assert grown(40, 8, others=60).growth == "grows"
    assert grown(8, 40, others=60).growth == "recedes"
    assert grown(14, 10, others=60).growth == "steady"


def test_a_busier_month_makes_no_theme_grow() -> None:
    said = [f"ma carte cadeau {words}" for words in noise(40)]
    late = [number % 4 > 0 for number in range(40)]
    (found,) = themes([*said, *noise(80)], [*late, *(n % 4 > 0 for n in range(80))])
    assert (found.earlier, found.recent) == (10, 30)
    assert found.growth == "steady"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*GIFT_CARDS, *SPONSORED, *ALONE]) | st.text(max_size=40), max_size=40)
)
def test_the_same_texts_give_the_same_themes_and_each_message_one_at_most(texts: list[str]) -> None:
    found = themes(texts, least=3)
    assert found == themes(texts, least=3)
    rows = [row for theme in found for row in theme.members]
    assert len(rows) == len(set(rows))
    assert all(0 <= row < len(texts) for row in rows)
    assert [theme.size for theme in found] == sorted((t.size for t in found), reverse=True)
    assert all(theme.size >= 3 for theme in found)
    assert all(theme.earlier + theme.recent == theme.size for theme in found)


def test_stop_words_are_folded() -> None:
    assert all(word.isascii() and word == word.lower() for word in STOP_WORDS)


@pytest.mark.open_data
def test_themes_are_the_intents_of_public_questions() -> None:
    """Ten intents of seventy-seven, in unequal numbers, among others said three times each."""
    with gzip.open(open_data("banking77/train.csv.gz"), "rb") as file:
        lines = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
        by_intent = defaultdict(list)
        for line in lines:
            by_intent[line["category"]].append(line["text"])
    chance = random.Random(7)  # noqa: S311 - a sample
    intents = chance.sample(sorted(by_intent), 10)
    said = [(t, i) for i in intents for t in chance.sample(by_intent[i], chance.randint(20, 34))]
    said += [(t, "") for i in sorted(by_intent) if i not in intents for t in by_intent[i][:3]]
    chance.shuffle(said)
    purity = []
    for theme in themes([text for text, _ in said]):
        intent, times = Counter(said[row][1] for row in theme.members).most_common(1)[0]
        purity.append(times / theme.size if intent else 0.0)
    assert len(purity) >= 8
    assert sum(purity) / len(purity) > 0.6
