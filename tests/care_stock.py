"""Care for tests: hard weeks read into facts, counted weeks, debriefs and requests, written through services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from boussole.core.care import monday_of
from boussole.core.conversations import Conversation, Party
from boussole.features.care import debriefs, offering, publishing, services
from boussole.features.care.models import Debrief
from boussole.features.metrics import services as metrics
from boussole.features.organisation.models import Person
from tests.cast import Cast
from tests.stock import TALK, noun, store
from tests.wellbeing_stock import agents

# A customer who is strongly dissatisfied and announces a legal step, as the shipped models read it.
HARD = (
    ("customer", "C’est scandaleux, vous vous moquez de moi, je suis furieux, c’est du vol !"),
    ("agent", "Bonjour, je regarde tout de suite ce qui s’est passé."),
    ("customer", "C’est inadmissible, une honte. Je vais saisir la justice et porter plainte."),
    ("agent", "Je vous rappelle dans l’heure avec une réponse."),
)
CALM = (("customer", "Bonjour, où trouver ma facture de mars ?"), TALK[3])


def last_monday() -> date:
    """The Monday of the last whole week that is old enough to be counted."""
    return monday_of(timezone.localdate() - publishing.WAITS) - timedelta(weeks=1)


def _of_week(
    name: str, monday: date, hard: int, calm: int, *, team: str, channel: str
) -> list[Conversation]:
    """Calm then hard conversations of one person, spread over the days from Monday morning."""
    found = []
    for number in range(hard + calm):
        at = datetime.combine(monday, time(8), UTC) + timedelta(
            days=number % 5, hours=2 * (number // 5)
        )
        found.append(
            noun(
                f"{name}-{monday}-{number}",
                HARD if number >= calm else CALM,
                at=at,
                agent=name,
                team=team,
                channel=channel,
                customer=Party(id=f"c-{name}-{monday}-{number}", name="Jeanne"),
            )
        )
    return found


def weeks_of(
    people: Mapping[str, Sequence[int]], *, team: str = "team-lyon", calm: int = 1
) -> None:
    """Write so many hard conversations a week for each name, the last number for the last whole week; build the facts."""
    last = last_monday()
    nouns = [
        one
        for name, each in people.items()
        for back, hard in enumerate(reversed(each))
        for one in _of_week(
            name, last - timedelta(weeks=back), hard, calm, team=team, channel="phone"
        )
    ]
    store(*nouns)
    metrics.rebuild_stale()


def awa_after_a_heavy_week(cast: Cast) -> dict[str, Any]:
    """Awa has six quiet weeks, then five hard conversations in one; she is offered to talk."""
    weeks_of({"agent-awa": [1, 0, 1, 0, 1, 0, 5]})
    offering.offer_all(timezone.localdate())
    return {}


def people_of_lyon(cast: Cast, count: int = 4) -> list[Person]:
    """Awa, Bruno and so many more."""
    return [cast.awa, cast.bruno, *agents(cast.lyon, count, "care")]


def lyon_counted(cast: Cast) -> dict[str, Any]:
    """Lyon's six people, of whom two had a heavy week that is counted; Nantes is large enough not to hide them."""
    people = people_of_lyon(cast)
    agents(cast.nantes, 4, "care-nantes")
    hard = {0: [0, 0, 6], 1: [0, 0, 5]}
    weeks_of({one.name: hard.get(place, [1, 0, 1]) for place, one in enumerate(people)})
    publishing.publish_due(timezone.localdate())
    return {"pk": cast.lyon.pk}


def company_counted(cast: Cast) -> dict[str, Any]:
    """The same, for a page whose address has no value."""
    lyon_counted(cast)
    return {}


def debrief_of_awa(cast: Cast) -> dict[str, Any]:
    """Awa asks Claire to talk today."""
    today = timezone.localdate()
    made = debriefs.ask(cast.awa, cast.claire, today, today=today, wish="L’appel de mardi.")
    return {"pk": made.pk}


def debrief_to_agree(cast: Cast) -> dict[str, Any]:
    """Claire proposes another day, so that Awa may agree; Claire may not."""
    found = debrief_of_awa(cast)
    today = timezone.localdate()
    debriefs.move(Debrief.objects.get(**found), today, by=cast.claire, today=today)
    return found


def note_of_awa(cast: Cast) -> dict[str, Any]:
    """Awa's note in their debrief."""
    found = debrief_of_awa(cast)
    note = debriefs.write_note(Debrief.objects.get(**found), "Penser à la pause.", by=cast.awa)
    return {**found, "note": note.pk}


def note_and_key(cast: Cast) -> dict[str, Any]:
    """Their debrief with a note in it, for the debrief's own address."""
    return {"pk": note_of_awa(cast)["pk"]}


def breather_of_awa(cast: Cast) -> dict[str, Any]:
    """Awa asks to catch her breath."""
    asked = services.ask_breather(cast.awa, "Une heure sans téléphone.", timezone.localdate())
    return {"pk": asked.pk}
