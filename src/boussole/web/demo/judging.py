"""Two alignment sessions: one closed, in which one rule is clear and another is not, and one still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from boussole.adapters.demo.chance import stream
from boussole.features.alignment import queries, services
from boussole.features.organisation.models import Person
from boussole.web.demo.cast import Cast

SITUATIONS = 12
CLEAR, UNCLEAR = "late_escalation", "rushed_closing"
OPEN_FOR = timedelta(days=9)
# The open session waits for these: the sign-ins that the demo prints among them.
_STILL_ASKED = {"Nadia Ferhat", "Inès Bouaziz", "Karim Haddad"}
# Whether a conversation that ends quickly was closed too fast: they do not read the rule alike.
_LENIENT = {"Quentin Delattre", "Manon Lecomte", "Hugo Ferreira"}
_REMARKS = {
    "Quentin Delattre": "Le client dit merci : pour moi, c’était réglé.",
    "Agnès Wattelet": "Rien ne montre que la demande est close, on devrait vérifier.",
    "Delphine Vandamme": "La règle ne dit pas ce qu’est « trop vite » par mail.",
}


def judge(people: Cast) -> None:
    """Lille has judged and reads its results; Lyon is still judging."""
    delphine, nadia = people["Delphine Vandamme"], people["Nadia Ferhat"]
    closed = _opened(people, delphine, (CLEAR, UNCLEAR), seed=people.company.seed)
    _answer(closed, _asked(closed), (CLEAR, UNCLEAR))
    opened = _opened(people, nadia, ("recovery",), seed=people.company.seed + 1)
    done = [one for one in _asked(opened) if one.person.name not in _STILL_ASKED]
    _answer(opened, done, ("recovery",))


def _opened(people: Cast, by: Person, rules: tuple[str, ...], *, seed: int) -> Any:
    """Whoever answers contacts judges; the back office does not meet these situations."""
    behind = people.agents(back_office=True)
    return services.create_session(
        by=by,
        rules=rules,
        people=[one for one in queries.invitable(by) if one.person not in behind],
        count=SITUATIONS,
        closes_on=timezone.localdate() + OPEN_FOR,
        seed=seed,
    )


def _asked(session: Any) -> list[Any]:
    return list(session.participants.select_related("person").order_by("pk"))


def _answer(session: Any, participants: Iterable[Any], rules: tuple[str, ...]) -> None:
    """Each judges what they are shown and hands it in; the last of all closes the session."""
    for participant in participants:
        name = participant.person.name
        for item in queries.own_items(participant).prefetch_related("readings"):
            chance = stream("reads", session.seed, name, item.place)
            said = {rule: _says(item, rule, name, chance) for rule in rules}
            services.judge(participant, item, said, by=participant.person)
        services.submit(participant, by=participant.person)


def _says(item: Any, rule: str, name: str, chance: Random) -> services.Said:
    """People read a conversation much as it is; on the unclear rule, the edge is where each puts it."""
    read = next(one for one in item.readings.all() if one.rule == rule)
    edge = read.nearness == "borderline"
    if rule != UNCLEAR:
        alike = chance.random() > 0.06  # noqa: PLR2004 - a slip now and then
        return services.Said("met" if read.found == alike else "not_met", sure=not edge)
    likely = {"sure": 0.8, "borderline": 0.5, "without": 0.15}[read.nearness]
    likely += -0.25 if name in _LENIENT else 0.2
    met = chance.random() < likely
    absent = not met and read.nearness == "without" and chance.random() < 0.2  # noqa: PLR2004 - one in five
    says = "met" if met else "not_applicable" if absent else "not_met"
    remark = _REMARKS.get(name, "") if item.place % 4 == 1 else ""
    return services.Said(says, sure=not edge, remark=remark)
