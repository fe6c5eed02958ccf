"""Consultations and versions for tests, made through services."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from boussole.features.commitments import services, voting
from boussole.features.commitments.models import Consultation
from boussole.features.organisation.models import Person, Team
from tests.cast import Cast
from tests.recognition_stock import agents_of_lyon

WRITING, VOTE = timedelta(days=14), timedelta(days=21)


def noon(day: date) -> datetime:
    """Noon of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def days_ago(days: int) -> datetime:
    """Noon, so many days ago."""
    return noon(timezone.localdate() - timedelta(days=days))


def opened(
    by: Person,
    team: Team | None = None,
    *,
    now: datetime | None = None,
    title: str = "Nos engagements",
) -> Consultation:
    """A consultation: two weeks of proposals, a week of vote."""
    today = (now or timezone.now()).date()
    return services.open_consultation(
        title,
        "Dire en quelques phrases ce que nous promettons à chaque client.",
        by=by,
        team=team,
        vote_opens_on=today + WRITING,
        closes_on=today + VOTE,
        now=now,
    )


def company(cast: Cast, *, days: int = 0) -> Consultation:
    """Odile consults the company; Awa and Nina propose, Bruno comments."""
    now = days_ago(days)
    made = opened(cast.odile, now=now)
    first = services.propose(
        made,
        "Nous disons ce que nous ne savons pas encore.",
        "« Je n’ai pas la réponse ; je vous rappelle demain avant midi. »",
        by=cast.awa,
        now=now,
    )
    services.propose(
        made,
        "Nous expliquons avant de refuser.",
        "La raison vient avant le non, en une phrase.",
        by=cast.nina,
        now=now,
    )
    services.comment(first, "Et nous rappelons vraiment.", by=cast.bruno, now=now)
    return made


def voting_now(cast: Cast) -> Consultation:
    """The company's consultation, its vote open."""
    made = company(cast, days=16)
    voting.advance()
    made.refresh_from_db()
    return made


def team_of_five(cast: Cast) -> Consultation:
    """Claire consults Lyon, six people with her."""
    agents_of_lyon(cast, 3)
    return opened(cast.claire, cast.lyon)


def closed(cast: Cast) -> Consultation:
    """The company's consultation, closed: six voted, one commitment was adopted by five of them."""
    made = company(cast, days=30)
    voting.advance(days_ago(12))
    first, second = made.proposals.order_by("pk")
    voters = (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina)
    for person in voters:
        voting.vote(made, [first.pk], by=person)
    voting.vote(made, [second.pk], by=cast.odile)
    voting.advance()
    made.refresh_from_db()
    return made


def writing_page(cast: Cast) -> dict[str, Any]:
    """The company's consultation, for a page's address."""
    return {"pk": company(cast).pk}


def voting_page(cast: Cast) -> dict[str, Any]:
    """The same, its vote open."""
    return {"pk": voting_now(cast).pk}


def proposal_of_awa(cast: Cast) -> dict[str, Any]:
    """What Awa proposes to the company."""
    return {"pk": company(cast).proposals.get(by=cast.awa).pk}


def comment_of_bruno(cast: Cast) -> dict[str, Any]:
    """What Bruno says of it."""
    proposal = company(cast).proposals.get(by=cast.awa)
    return {"pk": proposal.comments.get(by=cast.bruno).pk}


def line_in_force(cast: Cast) -> dict[str, Any]:
    """The company's first commitment."""
    version = closed(cast).version
    if version is None:
        raise LookupError("the closed consultation of the stock adopts a version")
    return {"pk": version.lines.get().pk}
