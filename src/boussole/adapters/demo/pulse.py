"""What the agents answer to the pulse, wave after wave, and what some write: a pure plan, drawn from the seed.

Everyone has a level of their own, and so has every question. The one thing in which a team differs is planted: in Lille
the means to do good work are lacking from ``MEANS_FROM`` on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from statistics import NormalDist

from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.clock import WEEKS
from boussole.adapters.demo.people import BILLING, RELATION, TECHNICAL, Person
from boussole.adapters.demo.stories import MEANS_FROM, STAR

# A wave opens on the Monday of these weeks. The last one opens the day after the twelve weeks end: it is the one under way.
WAVES: tuple[int, ...] = (2, 4, 6, 8, 10, WEEKS + 1)
# Levels on the scale from 1 to 5, and how far answers spread around them.
USUAL, LACKING, SPREAD = 4.2, 1.3, 0.7
PEOPLE_DIFFER, QUESTIONS_DIFFER, DAYS_DIFFER = 0.4, 0.1, 0.6
MOST_ABSENT = 2
# How many of a team have answered the wave under way.
SO_FAR = 7
MEANS = frozenset({"means_tools", "means_information", "means_latitude"})
# What every team finds harder: knowing where to start when everything is urgent, and catching one's breath.
HARDER: Mapping[str, float] = {
    "frame_expected": -0.35,
    "frame_priorities": -0.2,
    "load_pace": -0.35,
    "load_breathe": -0.45,
}
PROMISE_RATED = 3.9


@dataclass(frozen=True, slots=True)
class Written:
    """A comment to a wave, and the talk that follows once it is published: the manager's turn first, then the author's."""

    wave: int
    team: str
    text: str
    talk: tuple[str, ...] = ()
    planted: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """What a manager promises a team on a Tuesday, on the theme that the pulse then shows first.

    ``planted`` answers what a story planted, and is left out of the control copy.
    """

    team: str
    week: int
    theme: str
    text: str
    planted: bool = False

    def made_on(self, first_monday: date) -> date:
        """The day of the promise."""
        return first_monday + timedelta(weeks=self.week - 1, days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answers: a level from 1 to 5 for each question, and sometimes a comment."""

    person: Person
    values: Mapping[str, int]
    written: Written | None = None


WRITTEN: tuple[Written, ...] = (
    Written(
        wave=2,
        team=TECHNICAL,
        text="Les consignes sur les échanges de box changent selon la personne à qui on demande.",
    ),
    Written(
        wave=2,
        team=BILLING,
        text="Bonne ambiance, on s’entraide. Le planning arrive juste un peu tard.",
    ),
    Written(
        wave=4,
        team=RELATION,
        text="Le point du vendredi où l’on raconte un échange réussi fait du bien, à garder.",
    ),
    Written(
        wave=6,
        team=RELATION,
        text=(
            "Depuis la mise à jour, la fiche client ne montre plus les contacts d’avant. On fait tout répéter aux gens, "
            "et ils nous le disent."
        ),
        talk=(
            "Merci de l’avoir écrit. Sur quels échanges est-ce le plus gênant : les déménagements, les résiliations, autre chose ?",
            "Les déménagements surtout : le dossier passe entre trois personnes et aucune ne voit ce que l’autre a promis.",
            "C’est noté. Je le porte à l’informatique avec ces cas-là, et je vous dis vendredi ce qu’ils répondent.",
        ),
        planted=True,
    ),
    Written(
        wave=6,
        team=RELATION,
        text=(
            "Je n’ai plus la main sur rien : avant je pouvais proposer un geste, maintenant il faut passer la demande et "
            "attendre. Le client sent qu’on ne décide pas."
        ),
        planted=True,
    ),
    Written(
        wave=6,
        team=RELATION,
        text="L’information existe mais elle est dans quatre outils. Pendant l’échange, je n’ai pas le temps de la retrouver.",
        planted=True,
    ),
    Written(
        wave=8,
        team=BILLING,
        text="Semaine très lourde avec la nouvelle facture. Le mémo de Maëlle nous a sauvés.",
    ),
    Written(
        wave=8,
        team=RELATION,
        text="On transfère trop tard parce qu’on espère toujours trouver la réponse dans l’outil. Ce n’est pas de la mauvaise volonté.",
        planted=True,
    ),
    Written(
        wave=10,
        team=TECHNICAL,
        text="La correction de la box est annoncée, on l’attend. Merci d’avoir fait remonter.",
    ),
    Written(
        wave=10,
        team=RELATION,
        text=(
            "Le point du vendredi sur l’historique aide à tenir, même quand il n’y a rien de nouveau. Mais on en est toujours à "
            "ouvrir quatre écrans par client."
        ),
        talk=(
            "L’informatique n’a pas répondu à temps, je l’ai dit à la direction. D’ici là, qu’est-ce qui vous ferait gagner le plus ?",
        ),
        planted=True,
    ),
    Written(
        wave=10,
        team=BILLING,
        text="Plus calme depuis deux semaines. On aimerait garder le renfort du lundi matin.",
    ),
)

PROMISED: tuple[Promised, ...] = (
    Promised(
        team=TECHNICAL,
        week=3,
        theme="frame",
        text="Une page, relue chaque lundi, qui dit quelle consigne vaut pour les échanges de box.",
    ),
    Promised(
        team=RELATION,
        week=7,
        theme="means",
        text="Obtenir que l’historique des contacts revienne dans la fiche client, et vous dire chaque vendredi où cela en est.",
        planted=True,
    ),
    Promised(
        team=BILLING,
        week=11,
        theme="load",
        text="Cinq minutes de pause après un échange éprouvant, sans avoir à demander.",
    ),
)


def answered(
    seed: int,
    wave: int,
    questions: Mapping[str, Sequence[str]],
    people: Iterable[Person],
    *,
    stories: bool,
) -> Iterator[Said]:
    """What each of those who answer the wave opened in week ``wave`` says, team by team.

    ``questions`` are those of each team: the same for all, and the promise that one of them rates.
    """
    teams: dict[str, list[Person]] = {}
    for person in people:
        if person.job == "agent" and person.team:
            teams.setdefault(person.team, []).append(person)
    for team, members in teams.items():
        there = _there(seed, wave, team, members)
        values = {
            key: _values(seed, wave, key, team, there, stories=stories) for key in questions[team]
        }
        words = _written(wave, team, stories=stories)
        for person, written in zip_longest(there, words):
            yield Said(person, {key: one[person] for key, one in values.items()}, written)


def _there(seed: int, wave: int, team: str, members: Sequence[Person]) -> list[Person]:
    """Who answers, in a random order: nearly everyone, and so far a part of them in the wave under way."""
    chance = stream(seed, "pulse", "there", wave, team)
    if wave == WAVES[-1]:
        # Whoever tries the demo as its first agent has still to answer.
        return chance.sample([one for one in members if one.name != STAR], SO_FAR)
    return chance.sample(members, len(members) - chance.randint(0, MOST_ABSENT))


def _written(wave: int, team: str, *, stories: bool) -> list[Written]:
    found = (one for one in WRITTEN if (one.wave, one.team) == (wave, team))
    return [one for one in found if stories or not one.planted]


def _values(
    seed: int, wave: int, question: str, team: str, there: Sequence[Person], *, stories: bool
) -> dict[Person, int]:
    """One question, answered by a team: whoever is happier in general, and that day, answers higher.

    The answers stand at even steps of their distribution, from a first one that is drawn: a dozen of independent draws would
    make teams differ by chance more than by what is planted.
    """
    level = NormalDist(_level(seed, wave, question, team, stories=stories), SPREAD)
    mood = {one: _mood(seed, wave, question, one) for one in there}
    first = stream(seed, "pulse", "first", wave, question, team).random()
    ranked = sorted(there, key=mood.__getitem__)
    return {
        one: max(1, min(5, round(level.inv_cdf((place + first) / len(ranked)))))
        for place, one in enumerate(ranked)
    }


def _mood(seed: int, wave: int, question: str, person: Person) -> float:
    own = stream(seed, "pulse", "person", person.id).gauss(0, PEOPLE_DIFFER)
    return own + stream(seed, "pulse", "day", wave, question, person.id).gauss(0, DAYS_DIFFER)


def _level(seed: int, wave: int, question: str, team: str, *, stories: bool) -> float:
    if question.startswith("promise:"):
        return PROMISE_RATED
    level = USUAL + HARDER.get(question, 0.0)
    level += stream(seed, "pulse", "question", question).gauss(0, QUESTIONS_DIFFER)
    planted = stories and team == RELATION and question in MEANS and wave >= MEANS_FROM
    return level - LACKING if planted else level
