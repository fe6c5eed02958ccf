"""Names: what the words and their surroundings give away, and the traps beside them."""

from __future__ import annotations

import pytest

from boussole.core.privacy import mask

FOUND = [
    # nobody announces them
    ("Mon mari Thierry Lemoine est assuré chez vous", "Mon mari [NAME] est assuré chez vous"),
    ("J’ai eu Pierre au téléphone", "J’ai eu [NAME] au téléphone"),
    ("Rose de votre service m’a répondu", "[NAME] de votre service m’a répondu"),
    ("le technicien, Rachid, est passé", "le technicien, [NAME], est passé"),
    ("parler à Marc, pas à un autre", "parler à [NAME], pas à un autre"),
    ("Titulaire : MARTINEZ Elena", "Titulaire : [NAME]"),
    ("le virement de Nguyen Van Thanh", "le virement de [NAME]"),
    ("the account of Szabina J Gelencsér", "the account of [NAME]"),
    ("we need to add Mstislav Dolgorukova as guardian", "we need to add [NAME] as guardian"),
    ("Aslan lives on the second floor", "[NAME] lives on the second floor"),
    # a list goes on, and who was named once is known further on
    ("les passagers Léa Marchal et Théo Marchal", "les passagers [NAME] et [NAME]"),
    ("Mon fils Kaczmarek écrit. Sans Kaczmarek, rien", "Mon fils [NAME] écrit. Sans [NAME], rien"),
    # announced, whatever the case
    ("je m’appelle karim benali", "je m’appelle [NAME]"),
    ("JE SUIS MADAME DUBOIS ET J’ATTENDS", "JE SUIS MADAME [NAME] ET J’ATTENDS"),
    ("Mme Le Goff vous confirme", "Mme [NAME] vous confirme"),
    ("Monsieur de La Rochefoucauld souhaite", "Monsieur [NAME] souhaite"),
    ("nom bouchard prenom ines", "nom [NAME] prenom [NAME]"),
    ("slt c kevin", "slt c [NAME]"),
    ("merci olivier", "merci [NAME]"),
    ("cdlt Patricia M.", "cdlt [NAME]"),
    ("bonne journée\nsylvain", "bonne journée\n[NAME]"),
    ("mon fils enzo a perdu sa carte", "mon fils [NAME] a perdu sa carte"),
    ("dites a nadege que je rappelle", "dites a [NAME] que je rappelle"),
    ("name: rahul mehta", "name: [NAME]"),
    ("patricia desrosiers", "[NAME]"),
]
TRAPS = [
    "Je voudrais une rose rouge et une pierre bleue",
    "la réponse est claire, merci",
    "le temps sera clément",
    "Le lave-linge Bosch fait du bruit",
    "Je pars à Lyon lundi et je reviens à Paris vendredi",
    "Le livre Les Misérables de Victor Hugo est corné",
    "Le Crédit Agricole a rejeté le virement",
    "l’aéroport Charles de Gaulle",
    "C’est Noël",
    "Cordialement, le service client",
    "Bonne réception,\nService Sinistres",
    "Madame la Directrice",
    "company name is hcl",
    "Vous êtes bien chez Mutuelle Océane",
    "Chase and Wells Fargo both declined the transfer",
    "I will mark it as paid, you may close the bill",
    "VOUS ETES DES VOLEURS RENDEZ MOI MON ARGENT",
    "J’ai acheté un iPhone 15 Pro Max chez Darty",
    "my XXXX account with XXXX XXXX",
    "mon jean est troué",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_name_is_masked(text: str, expected: str) -> None:
    assert mask(text).text == expected


@pytest.mark.parametrize("text", TRAPS)
def test_what_looks_like_a_name_stays(text: str) -> None:
    assert mask(text).text == text


def test_a_known_name_and_a_found_one_that_overlap_are_one() -> None:
    assert mask("cdlt Patricia M.", ["Patricia"]).text == "cdlt [NAME]"
    assert mask("mon mail : claire.dumas@sfr.fr", ["Claire Dumas"]).text == "mon mail : [EMAIL]"


def test_a_known_name_that_is_a_plain_word_needs_its_capital() -> None:
    assert mask("la réponse est claire", ["Claire Dumas"]).text == "la réponse est claire"
    assert mask("voyez avec Claire", ["Claire Dumas"]).text == "voyez avec [NAME]"
