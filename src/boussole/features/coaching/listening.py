"""Drawing the conversations to listen to: a few a week, by chance, once the week is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from boussole.core.playbook.listening import PER_TEAM, Drawable, draw
from boussole.features.coaching import actions
from boussole.features.coaching.models import Listening
from boussole.features.conversations import extracts
from boussole.features.organisation.audit import record

# A draw is for the weeks people still talk about.
MOST_WEEKS = 4


def draw_complete_weeks(today: date) -> int:
    """Draw for each of the last complete weeks that has no draw yet; return how many conversations."""
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(MOST_WEEKS, 0, -1)]
    known = set(Listening.objects.filter(week__in=weeks).values_list("week", flat=True))
    return sum(draw_for_week(week) for week in weeks if week not in known)


@transaction.atomic
def draw_for_week(week: date, per_team: int = PER_TEAM) -> int:
    """Draw for the week that begins on Monday ``week``; a conversation drawn before stays."""
    start = datetime.combine(week, time.min, UTC)
    found = extracts.with_team_and_agent(start, start + timedelta(days=7))
    drawn = draw((Drawable(team, pk, agent) for pk, team, agent in found), week, per_team)
    if not drawn:
        return 0
    rows = [
        Listening(week=week, team_id=one.team, agent_id=one.agent, conversation_id=one.conversation)
        for one in drawn
    ]
    Listening.objects.bulk_create(rows, ignore_conflicts=True)
    record(None, actions.LISTENING_DRAWN, f"week:{week.isoformat()}", count=len(rows))
    return len(rows)
