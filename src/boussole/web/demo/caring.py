"""Who looks after whom: counted weeks, two relays, a debrief that was held, one that waits, and a request to catch one's breath."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from boussole.features.care import debriefs, offering, publishing, services
from boussole.web.demo.cast import Cast

RELAYS = ("Mamadou Diallo", "Fatou Ndiaye")
FORTNIGHT = timedelta(days=14)


def care(people: Cast) -> None:
    """What happened with difficult conversations up to today; offers come last, so that they still wait."""
    today = timezone.localdate()
    for name in RELAYS:
        services.volunteer(people[name], today - 3 * FORTNIGHT)
    _held(people)
    _asked(people)
    services.ask_breather(
        people["Thomas Perrin"],
        "Deux heures hors du téléphone cet après-midi, pour finir mes rappels.",
        today,
    )
    publishing.publish_due(today)
    offering.offer_all(today)


def _held(people: Cast) -> None:
    """A fortnight ago, Karim talked with a relay; they kept one sentence."""
    karim, mamadou = people["Karim Haddad"], people["Mamadou Diallo"]
    before = people.until - FORTNIGHT
    made = debriefs.ask(
        karim, mamadou, before, today=before, wish="Le client de la facture à 412 euros."
    )
    debriefs.agree(made, by=mamadou)
    debriefs.hold(made, today=before)
    debriefs.write_note(
        made, "Poser le casque cinq minutes après un appel comme celui-là.", by=karim
    )


def _asked(people: Cast) -> None:
    """Maëlle would like to talk with her manager, who has not answered yet."""
    today = timezone.localdate()
    debriefs.ask(
        people["Maëlle Gauthier"],
        people["Nadia Ferhat"],
        today + timedelta(days=1),
        today=today,
        wish="Une dame qui venait de perdre son mari.",
    )
