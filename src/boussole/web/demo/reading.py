"""The playbook read and questioned, and situations put off, set aside and dissected by both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from boussole.features.coaching import access, notes, own_readings, queries, services, sharing
from boussole.features.coaching.dissection.anchors import Anchor
from boussole.features.coaching.own_readings import Answers
from boussole.features.conversations import opening
from boussole.features.organisation.models import Person
from boussole.features.playbook import acknowledging, questions
from boussole.features.playbook.queries import version_in_force
from boussole.web.demo.cast import Cast

# Those who have not read the version in force yet.
_NOT_READ = {"Delphine Vandamme", "Karim Haddad", "Enzo Marchetti", "Hugo Ferreira", "Manon Lecomte", "Sofiane Belkacem", "Gilles Vernay", "Thuy Tran", "Idriss Camara", "Benoît Deschamps"}  # fmt: skip
_SHARING = ("Inès Bouaziz", "Camille Roussel", "Mamadou Diallo", "Fatou Ndiaye", "Agnès Wattelet")


def read_the_playbook(people: Cast) -> None:
    """Most people have read it; one asked and was answered, another waits."""
    version = version_in_force()
    if version is None:
        raise LookupError("the demo's playbook is published before anyone reads it")
    for person in (*people.managers(), *people.agents(), *people.agents(back_office=True)):
        if person.name not in _NOT_READ:
            acknowledging.acknowledge(version, by=person)
    asked = questions.ask(
        "intrusive_offer",
        "Quand le client demande lui-même un forfait moins cher au milieu d’une réclamation, est-ce déjà trop tôt ?",
        by=people["Agnès Wattelet"],
    )
    questions.answer(
        asked,
        "Non : s’il la demande, c’est une réponse. La règle vise l’offre que personne n’attendait. Je propose d’ajouter cet exemple.",
        by=people["Delphine Vandamme"],
        changes_rule=True,
    )
    questions.ask(
        "late_escalation",
        "Le soir, il n’y a plus de responsable à qui passer l’échange. Que dit-on au client, et jusqu’à quand ?",
        by=people["Fatou Ndiaye"],
    )


def go_through_situations(people: Cast) -> None:
    """The latest week of Lille, as its manager went through it: one dissected, one put off, one set aside."""
    for name in _SHARING:
        sharing.agree(people[name])
    delphine = people["Delphine Vandamme"]
    latest = queries.of_week(delphine, queries.weeks(delphine)[0])
    difficult = [one for one in latest if not one.success and not one.upstream and one.agent]
    dissected = next((one for one in difficult if _is_late_in_french(delphine, one)), difficult[0])
    _dissect(delphine, dissected.pk)
    put_off, set_aside = [one for one in difficult if one != dissected][:2]
    services.snooze(put_off, people.until + timedelta(days=8), by=delphine)
    services.dismiss(set_aside, by=delphine, reason="talked")


def _is_late_in_french(person: Person, situation: Any) -> bool:
    found = opening.opened(person, situation.conversation_id)
    late = situation.rule == "late_escalation"
    return late and found is not None and found.thread.row["lang"] == "fr"


def _dissect(manager: Person, pk: int) -> None:
    """Both read one situation apart and hand their reading in; each leaves a note."""
    situation = access.situations(manager).select_related("agent").get(pk=pk)
    agent = situation.agent
    found = opening.opened(manager, situation.conversation_id)
    if agent is None or found is None:
        raise LookupError(f"situation {pk} is not one that two people can read")
    hashes, turn = found.thread.hashes, situation.turn
    passage = Anchor(turn, hashes[turn], situation.start, situation.end)
    notes.write(situation, passage, "C’est ici que le client dit ce qu’il attend. La suite répond à autre chose.", by=manager)  # fmt: skip
    replies = [one.index for one in found.thread.turns if one.role == "agent" and one.index > turn]
    answer = replies[0] if replies else turn
    notes.write(situation, Anchor(answer, hashes[answer]), "J’attendais une réponse du niveau 2 et je n’osais pas le dire.", by=agent)  # fmt: skip
    own_readings.submit(
        situation,
        Answers(
            "Le client s’épuise à répéter sa demande, et l’échange continue comme si elle n’avait pas été dite.",
            "À sa première demande d’un responsable : c’est là que la proposition de relais manquait.",
            "Annoncer tout de suite à qui je passe l’échange, et quand la personne répondra.",
        ),
        by=manager,
    )
    own_readings.submit(
        situation,
        Answers(
            "J’ai voulu régler cela moi-même, pour ne pas faire attendre de nouveau le client.",
            "Quand j’ai répondu par la procédure au lieu de dire que je n’avais pas la main.",
            "Dire ce que je ne peux pas faire, puis proposer le relais sans attendre qu’on me le redemande.",
        ),
        by=agent,
    )
    services.mark_seen(situation, by=manager)
