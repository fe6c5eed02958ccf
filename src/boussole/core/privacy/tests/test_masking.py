"""Personal data gives way to typed tokens, always the same way, and the way back is kept."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.privacy import KINDS, mask, mask_column
from boussole.core.privacy.masking import FEW

EXAMPLES = [
    ("Mon mail est julie.martin@exemple.fr", "Mon mail est [EMAIL]"),
    ("ecrivez a jean(at)exemple.com", "ecrivez a [EMAIL]"),
    ("ecrivez a accueil chez cabinet-roux point fr", "ecrivez a [EMAIL]"),
    ("Appelez-moi au 06 12 34 56 78", "Appelez-moi au [PHONE]"),
    ("tel 0612345678 merci", "tel [PHONE] merci"),
    ("+33 (0)6 12 34 56 78", "[PHONE]"),
    ("call +44 20 7946 0958", "call [PHONE]"),
    ("call (415) 555-2671", "call [PHONE]"),
    ("FR76 3000 6000 0112 3456 7890 189", "[IBAN]"),
    ("iban GB82WEST12345698765432", "iban [IBAN]"),
    ("carte 4111 1111 1111 1111", "carte [CARD]"),
    ("appelez le 26.12.34.56.78", "appelez le [PHONE]"),
    ("mon numéro de sécu 1 85 05 78 006 084 91", "mon numéro de sécu [NIR]"),
    ("my ssn is 536-90-4399", "my ssn is [SSN]"),
    ("SIRET 732 829 320 00074", "SIRET [SIRET]"),
    ("née le 12/05/1980 à Lyon", "née le [BIRTHDATE] à Lyon"),
    ("date of birth: May 3, 1980", "date of birth: [BIRTHDATE]"),
    ("né(e) le : 15/08/1988", "né(e) le : [BIRTHDATE]"),
    ("je suis née en mai 1962", "je suis née en [BIRTHDATE]"),
    ("ma date de naissance c’est le 02 / 11 / 1955", "ma date de naissance c’est le [BIRTHDATE]"),
    ("née le quinze mars mille neuf cent quatre-vingt", "née le [BIRTHDATE]"),
    ("code de sécurité 123", "code de sécurité [PASSWORD]"),
    ("mot de passe : Azerty12", "mot de passe : [PASSWORD]"),
    ("connexion depuis 192.168.1.24", "connexion depuis [IP]"),
    ("J’habite au 12 bis rue des Lilas, 75011 Paris", "J’habite au [ADDRESS]"),
    ("ship it to 221 Baker Street, London", "ship it to [ADDRESS]"),
    ("suivi LA123456789FR", "suivi [REFERENCE]"),
    ("commande n° 4587412", "commande n° [REFERENCE]"),
    ("dossier FR-2024-00123", "dossier [REFERENCE]"),
    ("order #A123456", "order #[REFERENCE]"),
    ("Bonjour Madame Lefèvre, merci", "Bonjour Madame [NAME], merci"),
    ("Bonjour Julie,", "Bonjour [NAME],"),
    ("Cordialement,\nJulie Martin", "Cordialement,\n[NAME]"),
    ("Kind regards,\nJohn Smith", "Kind regards,\n[NAME]"),
    ("Je m’appelle Karim Benali.", "Je m’appelle [NAME]."),
    ("my name is John Smith", "my name is [NAME]"),
    ("Thanks Sophie!", "Thanks [NAME]!"),
]
NOTHING = [
    "Bonjour, comment faire ?",
    "J’attends depuis 3 semaines et 45 minutes",
    "La facture de 2024 est de 45,90 €",
    "le 12/03/2024 à 18h30",
    "1 234,56 €",
    "Merci beaucoup",
    "Hello, I need help",
    "forfait 100 Go à 19,99 €",
    "Bonjour Madame, Monsieur,",
    "ça coûte 1500 euros",
    "Windows 10 22H2",
    "abonnée en 2022",
    "je suis du 12 au 15 mai à Paris",
    "voir https://archives.example/20200404042659/page",
    "ma version est la 8.5.53.827",
    "",
]
ANY = st.one_of(
    st.text(max_size=60),
    st.text("0123456789 .-+()/@abfr#:n°\nAZ[]", max_size=50),
    st.lists(
        st.sampled_from([text for text, _ in EXAMPLES] + ["\n", "Martin", "12", "[NAME]", ","]),
        max_size=4,
    ).map(" ".join),
)
NAMES = st.lists(
    st.sampled_from(["Julie Martin", "Rose", "Zoé", "O’Neil", "Name", "Jean-Paul de la Tour", ""]),
    max_size=3,
)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_personal_data_is_masked(text: str, expected: str) -> None:
    assert mask(text).text == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c’est martin qui écrit", "c’est [NAME] qui écrit"),
        ("JULIE MARTIN vous rappelle", "[NAME] vous rappelle"),
        ("Martinique", "Martinique"),
        ("zoe a appelé", "[NAME] a appelé"),
        ("une rose rouge", "une rose rouge"),
        ("Rose a appelé", "[NAME] a appelé"),
    ],
)
def test_names_of_the_record_are_masked_as_whole_words(text: str, expected: str) -> None:
    assert mask(text, ["Julie Martin", "Zoé", "Rose"]).text == expected


def test_a_passage_finds_its_way_back_and_forth() -> None:
    original = "Mon mail julie@exemple.fr ne marche pas"
    masked = mask(original)
    start = masked.text.index("ne marche pas")
    there = masked.original_span(start, start + len("ne marche pas"))
    assert original[slice(*there)] == "ne marche pas"
    assert masked.masked_span(*there) == (start, start + len("ne marche pas"))
    inside = masked.text.index("MAIL")
    assert original[slice(*masked.original_span(inside, inside + 2))] == "julie@exemple.fr"


@settings(max_examples=50, deadline=None)
@given(ANY, NAMES)
def test_masking_twice_changes_nothing_more(text: str, names: list[str]) -> None:
    once = mask(text, names).text
    assert mask(once, names).text == once


@settings(max_examples=50, deadline=None)
@given(ANY, NAMES)
def test_replacements_say_exactly_what_changed(text: str, names: list[str]) -> None:
    masked = mask(text, names)
    rebuilt, done = [], 0
    for replaced in masked.replacements:
        assert replaced.kind in KINDS
        assert masked.text[replaced.masked_start : replaced.masked_end] == f"[{replaced.kind}]"
        assert masked.original_span(replaced.masked_start, replaced.masked_end) == (
            replaced.start,
            replaced.end,
        )
        rebuilt += [text[done : replaced.start], f"[{replaced.kind}]"]
        done = replaced.end
    assert "".join([*rebuilt, text[done:]]) == masked.text


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.none() | ANY, st.none() | NAMES), max_size=6))
def test_a_column_gives_the_same_as_one_by_one(
    rows: list[tuple[str | None, list[str] | None]],
) -> None:
    texts = pl.Series("text", [text for text, _ in rows], dtype=pl.String)
    names = pl.Series([own for _, own in rows], dtype=pl.List(pl.String))
    one_by_one = [mask(text, own or ()).text if text is not None else None for text, own in rows]
    assert mask_column(texts, names).to_list() == one_by_one
    # Enough rows to be read as a column, whatever the few would be.
    many = mask_column(pl.concat([texts] * FEW), pl.concat([names] * FEW)).to_list()
    assert many == one_by_one * FEW


@pytest.mark.parametrize(
    "text",
    ["1 " * 20_000, "a@" * 20_000, "Bonjour Julie " * 3_000, "12 rue " * 6_000, "A1-" * 15_000],
)
def test_a_long_mail_is_masked_in_reasonable_time(text: str) -> None:
    assert isinstance(mask(text, ["Julie Martin"]).text, str)
