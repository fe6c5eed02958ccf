"""Successes thanked for, and what their owners made of it; some proposals still wait for a person."""

from __future__ import annotations

from boussole.features.recognition import queries, services
from boussole.web.demo.cast import Cast

# A manager's first thanks of the week: the company reads one, the team another, the third is kept.
_REACHES = ("company", "team", "private")
# Whom, by whom, in which words, and who reads it.
_NAMED = (
    (
        "Mamadou Diallo",
        "Linh Nguyen",
        "Mamadou a repris mon client en anglais un vendredi à 19 h 50, et m’a laissé son compte rendu.",
        "team",
    ),
    (
        "Fatou Ndiaye",
        "Quentin Delattre",
        "Fatou a trouvé les mots pour une dame qui fermait la ligne de son mari.",
        "company",
    ),
    (
        "Maëlle Gauthier",
        "Thomas Perrin",
        "Maëlle a écrit le mémo sur la nouvelle facture que tout le monde utilise.",
        "team",
    ),
    (
        "Sophie Guillou",
        "Yann Le Goff",
        "Sophie reformule avant d’expliquer, et les échanges y gagnent en calme.",
        "private",
    ),
)


def thank(people: Cast) -> None:
    """Each manager thanks for some successes of the week, one in their own words; colleagues thank too."""
    for manager in people.managers():
        proposed = queries.to_thank(manager)
        for found, reach in zip(proposed[:-1] or proposed, _REACHES, strict=False):
            given = services.accept(found.situation, by=manager)
            if reach != "private":
                services.choose_reach(given, reach, by=given.recipient)
    for recipient, by, sentence, reach in _NAMED:
        given = services.thank(people[recipient], by=people[by], sentence=sentence)
        if reach != "private":
            services.choose_reach(given, reach, by=people[recipient])
            services.thank_too(given, by=people.manager_of(recipient))
