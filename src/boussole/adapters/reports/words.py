"""The fixed words of a brief on paper or in the terminal, in one place for both."""

from __future__ import annotations

from boussole.core.text import Text

TITLE = Text(fr="Le brief du lundi", en="Monday’s brief")
CHANGES = Text(fr="Ce qui a changé", en="What changed")
NO_CHANGE = Text(
    fr="Rien ne sort de la variation habituelle.", en="Nothing is beyond its usual variation."
)
NO_BASELINE = Text(
    fr="Il faut au moins six semaines comparables pour dire qu’un changement est réel.",
    en="At least six comparable weeks are needed to say that a change is real.",
)
PATTERNS = Text(fr="Dans les équipes", en="In the teams")
FRICTIONS = Text(fr="Où les clients peinent", en="Where customers struggle")
NO_FRICTION = Text(
    fr="Aucun motif ne réunit assez de clients en difficulté pour être cité.",
    en="No reason gathers enough struggling customers to be named.",
)
SITUATIONS = Text(fr="Situations à débriefer", en="Situations to debrief")
NO_SITUATION = Text(
    fr="Aucune situation ne ressort sur la période.", en="No situation stands out over the period."
)
UPSTREAM = Text(
    fr="Causées en amont, hors de portée du conseiller",
    en="Caused upstream, out of the agent’s hands",
)
THANKS = Text(fr="À remercier", en="To thank")
NO_THANKS = Text(
    fr="Aucune réussite n’a été repérée ; elles existent sans doute, écoutez au hasard.",
    en="No success was found; there surely are some, listen at random.",
)
CAUSES = Text(fr="À transmettre en amont", en="To hand upstream")
NO_CAUSE = Text(
    fr="Aucune origine connue ne crée plus de deux contacts.",
    en="No known origin creates more than two contacts.",
)
INDICATORS = Text(fr="Indicateurs", en="Indicators")
COVERAGE = Text(fr="Ce qui a été lu", en="What was read")
WHY = Text(fr="Pourquoi", en="Why")
CUE = Text(fr="Pour le prochain contact", en="For the next contact")
SUCCESS = Text(fr="réussite", en="success")
CONVERSATION = Text(fr="conversation", en="conversation")
TURN = Text(fr="message", en="turn")
INTERVAL = Text(fr="intervalle à 95 %", en="95% interval")
FOOTER = Text(
    fr="Lecture automatique du texte seul : chaque étiquette montre son passage et se conteste. Aucune "
    "étiquette ne décide rien sur une personne.",
    en="Read automatically from text alone: every label shows its passage and can be contested. No label "
    "decides anything about a person.",
)
WRITTEN = Text(fr="Écrit dans {folder}.", en="Written to {folder}.")
