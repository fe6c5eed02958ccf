"""One-to-ones held with the cues that the company declares, those to come, and what is written in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from boussole.adapters.demo.coached import Coached
from boussole.features.sessions import access, following, queries, services
from boussole.web.demo.cast import Act, Cast

ONE_TO_ONE, TOGETHER = "one_to_one", "collective"
NOTICE = timedelta(days=3)
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Written:
    """What a session leaves besides its cue: an agreement, whether it was kept, and the agent's own remark."""

    agreement: str = ""
    manager_does: bool = False
    kept: bool = True
    remark: str = ""


_WRITTEN = {
    "Camille Roussel": Written(
        "Écouter ensemble deux échanges où la demande est reformulée d’emblée",
        remark="Au début je trouvais que cela rallongeait. Les clients me corrigent tout de suite, j’y gagne plutôt.",
    ),
    "Mamadou Diallo": Written("Garder sous la main trois débuts de phrase pour reformuler"),
    "Sophie Guillou": Written(
        "Dire à l’équipe produit que la notice de la box oublie l’étape 3", manager_does=True
    ),
    "Linh Nguyen": Written(
        "Essayer la même chose en anglais",
        remark="En anglais j’ai mis deux semaines à trouver des phrases qui sonnent juste.",
    ),
    "Antoine Lemoine": Written("Revenir sur le cas du client du Cantal", manager_does=True),
    "Lucie Fontaine": Written(
        "Relire la fiche « avant de prendre congé »",
        remark="Quand le client a déjà écrit merci, vérifier encore me paraît de trop.",
    ),
    "Manon Lecomte": Written(
        "Noter les refus qui reviennent le plus, pour en parler en équipe", kept=False
    ),
    "Sofiane Belkacem": Written("Reprendre deux débuts d’échange tendus", kept=False),
}


def lived(people: Cast) -> list[Act]:
    """What was held, planned or called off, by day: each is done when its day comes, with what is known then."""
    first, until = people.company.first_monday, people.until
    coached = [
        (one.held_on(first), partial(_hold, people, one, one.held_on(first)))
        for one in people.company.coached
    ]
    others = [
        (until - timedelta(days=8), partial(_call_off, people, until - timedelta(days=5))),
        (until - timedelta(days=5), partial(_miss, people, until - timedelta(days=2))),
        (until - timedelta(days=3), partial(_talk, people, until - timedelta(days=3))),
    ]
    return sorted([*coached, *others], key=lambda one: one[0])


def _hold(people: Cast, one: Coached, on: date) -> None:
    """A one-to-one in which a cue is agreed, closed on the day it was held."""
    manager, person = people.manager_of(one.person), people[one.person]
    session = services.plan(
        by=manager, kind=ONE_TO_ONE, planned_on=on, participants=[person], today=on - NOTICE
    )
    services.agree_cue(session, person, one.cue, by=manager, weeks=one.weeks)
    said = _WRITTEN[one.person]
    who = manager if said.manager_does else person
    made = services.agree(session, said.agreement, by=manager, person=who, due_on=on + FORTNIGHT)
    services.close(session, by=manager, held_on=on, today=on)
    if said.kept:
        services.mark_agreement(made, by=who, done=True)
    if said.remark:
        services.remark(session, said.remark, by=person)


def _talk(people: Cast, on: date) -> None:
    """A one-to-one without a cue: a difficult week, and what the manager takes on."""
    karim, nadia = people["Karim Haddad"], people["Nadia Ferhat"]
    session = services.plan(
        by=nadia, kind=ONE_TO_ONE, planned_on=on, participants=[karim], today=on - NOTICE
    )
    services.agree(
        session,
        "Transmettre à la facturation les trois lignes que personne ne comprend",
        by=nadia,
        person=nadia,
        due_on=on + FORTNIGHT,
    )
    services.close(session, by=nadia, held_on=on, today=on)
    services.write_note(
        session,
        "Beaucoup d’échanges tendus sur la nouvelle facture. Karim a tenu son calme ; la cause est ailleurs, je la porte.",
        by=nadia,
    )
    services.write_note(session, "Merci d’avoir commencé par ce qui avait marché.", by=karim)


def _call_off(people: Cast, on: date) -> None:
    off = _planned(people, ["Maëlle Gauthier"], on)
    services.cancel(off, by=people["Nadia Ferhat"])


def _miss(people: Cast, on: date) -> None:
    """A one-to-one whose day has passed: it is to be held, moved or called off."""
    delphine, agnes = people["Delphine Vandamme"], people["Agnès Wattelet"]
    late = _planned(people, ["Agnès Wattelet"], on)
    services.agree_cue(late, agnes, "hand_over_at_first_request", by=delphine)
    services.write_note(
        late,
        "À reporter : Agnès remplaçait à l’accueil. Les situations restent utiles.",
        by=delphine,
    )


def plan_next(people: Cast) -> None:
    """What is to come, within two weeks: two one-to-ones and a session together."""
    until = people.until
    _planned(people, ["Thomas Perrin"], until + timedelta(days=10))
    _planned(people, ["Quentin Delattre"], until + timedelta(days=11))
    together = ["Enzo Marchetti", "Camille Roussel", "Linh Nguyen"]
    _planned(people, together, until + timedelta(days=12))


def _planned(people: Cast, names: list[str], on: date) -> Any:
    """Planned three days before, or on the last day lived when that is still to come."""
    today = min(on - NOTICE, people.until)
    kind = ONE_TO_ONE if len(names) == 1 else TOGETHER
    manager, invited = people.manager_of(names[0]), [people[name] for name in names]
    return services.plan(by=manager, kind=kind, planned_on=on, participants=invited, today=today)


def follow(people: Cast) -> None:
    """Count the cues as the worker does; the first ones were read by both since, the others wait to be."""
    following.follow_all(people.until + timedelta(days=1))
    for name in ("Camille Roussel", "Mamadou Diallo"):
        person, manager = people[name], people.manager_of(name)
        for session in access.attended(person).filter(state=services.State.CLOSED):
            for reader in (person, manager):
                services.looked_at(reader, queries.cues_of(reader, session))
