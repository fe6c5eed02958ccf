"""Two people listen in confidence; two colleagues have written to one of them, and one was answered.

A real passphrase is known to its owner alone; this one is printed in the docs for whoever tries the demo. Codes are drawn, shown to
nobody and lost: only the listening person reads these threads.
"""

from __future__ import annotations

from datetime import date

from boussole.features.confidential import confiding, listening, services
from boussole.web.demo.cast import Cast

PASSPHRASE = "boussole-demo en confiance"  # noqa: S105 - the demo's own, written in the docs
_LEADER = "Claire Montagnier"
_LISTENS = "Sophie Guillou"
_NAMED = (
    (
        _LISTENS,
        "Conseillère à Nantes depuis neuf ans, élue du personnel. On peut aussi me parler à la pause.",
    ),
    (
        "Delphine Vandamme",
        "Responsable à Lille, formée à l’écoute. Je n’encadre ni Lyon ni Nantes.",
    ),
)
_ANSWERED = (
    "Maëlle Gauthier",
    "Depuis un mois je rentre vidée et je redoute le téléphone du lundi. Je ne sais pas si c’est moi ou le travail. Je préfère ne pas en parler à mon équipe.",
    "Merci de l’avoir écrit, ce n’est pas rien. Voulez-vous me dire ce qui pèse le plus, les appels ou ce qui les entoure ? La médecine du travail peut vous recevoir sans que personne le sache ; je peux vous expliquer comment.",
)
_UNREAD = (
    "Enzo Marchetti",
    "Un collègue se fait reprendre devant tout le monde, presque chaque jour. Il en rit, moi non. À qui puis-je en parler sans lui nuire ?",
)


def confide(people: Cast, today: date) -> None:
    """Name the two, make their keys, and write the two threads."""
    leader = people[_LEADER]
    keys = {}
    for name, sentence in _NAMED:
        listener = services.name(people[name], sentence=sentence, by=leader)
        listening.make_key(listener, PASSPHRASE, today=today)
        keys[name] = listener
    chosen = keys[_LISTENS]
    author, text, reply = _ANSWERED
    code = confiding.write(chosen, text, person=people[author], today=today)
    thread = confiding.held(code).thread
    listening.reply(thread, listening.unlock(chosen, PASSPHRASE), reply, today=today)
    author, text = _UNREAD
    confiding.write(chosen, text, person=people[author], today=today)
