"""Coaching sessions for tests and page addresses: Claire and Awa meet, agree, and are followed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from boussole.core.conversations import Party
from boussole.features.metrics import services as metrics
from boussole.features.sessions import access, following, queries, services
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, propose, store


def planned_session(cast: Cast) -> dict[str, Any]:
    """A session that Claire plans with Awa, about a situation of hers, for a page's address."""
    store(noun("late", LATE_TALK), noun("good", TALK))
    propose()
    today = timezone.localdate()
    made = services.plan(
        by=cast.claire, kind="one_to_one", planned_on=today, participants=[cast.awa], today=today
    )
    return {"pk": made.pk}


def session_topic(cast: Cast) -> dict[str, Any]:
    """A situation on the agenda of a planned session, for a page's address."""
    found = planned_session(cast)
    topics = queries.topics(cast.claire, access.sessions(cast.claire).get(**found))
    return {**found, "situation": topics[0].pk}


def agreed_session(cast: Cast) -> dict[str, Any]:
    """A planned session with a cue, an agreement, a note and a remark, for a page's address."""
    made = access.sessions(cast.awa).get(**planned_session(cast))
    services.write_note(made, "À reprendre dans deux semaines.", by=cast.claire)
    services.remark(made, "La règle m’a paru difficile à appliquer.", by=cast.awa)
    services.agree(made, "Relire la fiche des relais", by=cast.claire, person=cast.awa, due_on=None)
    services.agree_cue(made, cast.awa, "hand_over_at_first_request", by=cast.claire)
    return {"pk": made.pk}


def session_cue(cast: Cast) -> dict[str, Any]:
    """A cue of a planned session, for a page's address."""
    found = agreed_session(cast)
    return {**found, "cue": access.cues(cast.awa).get().pk}


def session_agreement(cast: Cast) -> dict[str, Any]:
    """An agreement of a planned session, for a page's address."""
    found = agreed_session(cast)
    return {**found, "agreement": access.agreements(cast.awa).get().pk}


def session_note(cast: Cast) -> dict[str, Any]:
    """Claire's note of a planned session, for a page's address."""
    found = agreed_session(cast)
    return {**found, "note": access.notes(cast.awa).get().pk}


def followed_cue(cast: Cast) -> dict[str, Any]:
    """A closed session of Claire and Awa, whose cue was followed on weeks of conversations."""
    made = access.sessions(cast.awa).get(**agreed_session(cast))
    today = timezone.localdate()
    nouns = [
        noun(
            f"f{agent}-{number}",
            LATE_TALK,
            at=datetime.combine(today, MONDAY.timetz()) + timedelta(days=number - 40),
            agent=agent,
            customer=Party(id=f"f{agent}-{number}"),
        )
        for agent in ("agent-awa", "agent-bruno")
        for number in range(60)
    ]
    store(*nouns, read=False)
    metrics.rebuild_stale()
    services.close(made, by=cast.claire, held_on=today, today=today)
    following.follow_all(today + timedelta(days=15))
    return {"pk": made.pk}
