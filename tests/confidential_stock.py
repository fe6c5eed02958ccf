"""Listening persons, their keys and threads for tests, made through services. Bruno listens; Awa writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from boussole.features.confidential import confiding, listening, services
from boussole.features.confidential.models import Listener, Thread
from boussole.features.organisation.models import Person
from tests.cast import Cast

PASSPHRASE = "sept grenouilles sous un parapluie"
SENTENCE = "Conseiller depuis douze ans, élu du personnel."
TEXT = "Je n’arrive plus à dormir avant le lundi, zinzolin-4217."


@dataclass(frozen=True)
class Confided:
    """A thread with what only its two ends hold."""

    thread: Thread
    code: str
    private: bytes


def listener(
    cast: Cast, person: Person | None = None, *, passphrase: str | None = PASSPHRASE
) -> Listener:
    """Someone named by Odile (Bruno unless said otherwise), with a key unless ``passphrase`` is none."""
    named = services.name(person or cast.bruno, sentence=SENTENCE, by=cast.odile)
    if passphrase is not None:
        listening.make_key(named, passphrase, today=timezone.localdate())
    return Listener.objects.select_related("person").get(pk=named.pk)


def confided(
    cast: Cast,
    *,
    to: Listener | None = None,
    by: Person | None = None,
    text: str = TEXT,
    today: date | None = None,
) -> Confided:
    """A thread that someone (Awa) began with a listening person (Bruno)."""
    chosen = to or listener(cast)
    day = today or timezone.localdate()
    code = confiding.write(chosen, text, person=by or cast.awa, today=day)
    thread = confiding.held(code).thread
    return Confided(thread, code, listening.unlock(chosen, PASSPHRASE))


def someone_listens(cast: Cast) -> dict[str, Any]:
    """Bruno listens."""
    listener(cast)
    return {}


def thread_of_bruno(cast: Cast) -> dict[str, Any]:
    """A thread that waits for Bruno; Malik listens too, and it is not his."""
    listener(cast, cast.malik)
    return {"pk": confided(cast).thread.pk}


def listener_to_unname(cast: Cast) -> dict[str, Any]:
    """Bruno, by his row."""
    return {"pk": listener(cast).pk}
