"""Surveys for tests: made, started, sent and answered through the services that people use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from boussole.core.conversations import Conversation, Party
from boussole.features.surveys import (
    links,
    planning,
    questions,
    recording,
    services,
)
from boussole.features.surveys.models import FollowUp, Invitation, Survey
from tests import stock
from tests.cast import Cast

# A Tuesday at noon, when one writes to people; contacts are resolved the evening before.
STARTED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SOLVED = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
PUBLIC_URL = "https://boussole.example.com"


def contact(number: int = 1, **fields: Any) -> Conversation:
    """A contact of a customer of their own, resolved on Monday evening by Awa."""
    customer = Party(id=f"client-{number}", name="Léa Martin", email=f"lea{number}@example.com")
    given = {
        "customer": customer, "solved_at": SOLVED, "status": "solved", "channel": "email",
        "team": "team-lyon", "language": "fr",
    }  # fmt: skip
    return stock.noun(f"contact-{number}", **{**given, **fields})


def survey(cast: Cast, *, start: bool = True, **fields: Any) -> Survey:
    """Claire's survey: satisfaction, then free words, after each resolved contact."""
    given = {"name": "Après un contact", "trigger": Survey.Trigger.RESOLVED, **fields}
    asked = given.pop("asked", questions.usual(("csat_5", "free")))
    made = services.create_survey(cast.claire, asked, **given)
    if start:
        Survey.objects.filter(pk=made.pk).update(state=Survey.State.ACTIVE, started_at=STARTED)
        made.refresh_from_db()
    return made


def invited(cast: Cast, now: datetime = NOON, **fields: Any) -> Invitation:
    """One customer of Awa's, asked and written to."""
    made = survey(cast, **fields)
    stock.store(contact())
    planning.plan_survey(made, now)
    one = made.invitations.select_related("survey", "version").get()
    Invitation.objects.filter(pk=one.pk).update(
        state=Invitation.State.SENT, sent_at=now, expires_at=now + timedelta(days=3650)
    )
    one.refresh_from_db()
    return one


def answered(cast: Cast, value: int = 2, words: str = "") -> Invitation:
    """A customer who answered, with a rating and perhaps with words."""
    one = invited(cast)
    rating, free = questions.of(one)
    recording.rate(one, rating, value, NOON)
    if words:
        recording.comment(one, free, words, NOON)
    recording.finish(one, NOON)
    one.refresh_from_db()
    return one


def survey_of_claire(cast: Cast) -> dict[str, Any]:
    """A survey, for a page's address."""
    return {"pk": survey(cast).pk}


def answered_survey(cast: Cast) -> dict[str, Any]:
    """A survey with something to show, for a page's address."""
    return {"pk": answered(cast, words="C’est la troisième fois que j’écris.").survey_id}


def screen_of_a_survey(cast: Cast) -> dict[str, Any]:
    """One screen of a preview, for a page's address."""
    return {"pk": survey(cast).pk, "language": "fr", "place": 1}


def asked_conversation(cast: Cast) -> dict[str, Any]:
    """A conversation of Lyon whose customer answered, for a page's address."""
    return {"pk": answered(cast, words="C’est la troisième fois.").conversation_id}


def follow_up_of_lyon(cast: Cast) -> dict[str, Any]:
    """A customer of Lyon to call back, for a page's address."""
    return {"pk": FollowUp.objects.get(invitation=answered(cast)).pk}


def answer_link(cast: Cast) -> dict[str, Any]:
    """The link of a customer who was just written to, for a page's address."""
    return {"token": links.answer_token(invited(cast, now=NOON))}


def second_question(cast: Cast) -> dict[str, Any]:
    """The link of their second question."""
    return {**answer_link(cast), "place": 2}


def stop_link(cast: Cast) -> dict[str, Any]:
    """The link by which they ask for no more surveys."""
    return {"token": links.stop_token(invited(cast))}
