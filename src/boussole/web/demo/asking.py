"""The survey after a contact, as it was lived day after day: whom it asked, what they answered, and who was called back.

Nobody real is written to: the addresses are invented, and the letters go wherever this deployment puts its mail. The demo's
command has it put in files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from boussole.adapters.demo.asked import CALLED_BACK, FORGOTTEN, SURVEY_FROM, SURVEY_PERCENT, Reply
from boussole.adapters.demo.clock import PARIS
from boussole.adapters.demo.people import RELATION
from boussole.features.surveys import (
    access,
    comments,
    following,
    planning,
    questions,
    recording,
    sending,
    services,
)
from boussole.features.surveys.models import Invitation, Survey
from boussole.web.demo.cast import Cast

MAKER = "Nadia Ferhat"
MORNING = time(10)
SUNDAY = 7
# A low answer is called back a day or two later, but for one that was forgotten for a week; one customer in three is told.
SOON, LATE = (timedelta(hours=20), timedelta(hours=44)), timedelta(days=7)
FORGOTTEN_ONE, TOLD_EVERY = (RELATION, 1), 3
# Those of the last days are left for whoever tries the demo as a manager.
LEFT = timedelta(days=6)


@dataclass
class _Mail:
    """Which letters customers have received, and what they will still do with them, by when."""

    known: set[int] = field(default_factory=set)
    coming: list[tuple[datetime, int, Reply]] = field(default_factory=list)


def ask_customers(people: Cast) -> None:
    """Start the survey, then live its days up to the last one."""
    first = people.company.first_monday + timedelta(weeks=SURVEY_FROM - 1)
    survey, mail = _started(people, first), _Mail()
    for day in _days(first, people.until):
        now = datetime.combine(day, MORNING, PARIS).astimezone(UTC)
        _receive(mail, now)
        _call_back(people, now)
        planning.plan(now)
        sending.send_due(now)
        following.tell_customers(now)
        following.mark_late(day)
        _await(people, survey, mail)


def _days(first: date, until: date) -> Iterator[date]:
    yield from (first + timedelta(days=one) for one in range((until - first).days + 1))


def _started(people: Cast, on: date) -> Survey:
    survey = services.create_survey(
        people[MAKER],
        questions.usual(("csat_5", "free")),
        name="Après un contact",
        share_percent=SURVEY_PERCENT,
        seed=f"alize-{people.company.seed}",
    )
    opens = datetime.combine(on, time(8), PARIS).astimezone(UTC)
    return services.start_survey(survey, by=people[MAKER], now=opens)


def _await(people: Cast, survey: Survey, mail: _Mail) -> None:
    """Whoever received a letter does something with it, later, or nothing."""
    sent = survey.invitations.filter(state=Invitation.State.SENT).exclude(pk__in=mail.known)
    for one in sent.select_related("conversation"):
        mail.known.add(one.pk)
        about = one.conversation
        if about is None or about.answers.filter(kind="csat", asked_as="").exists():
            continue
        reply = people.company.reply(about.external_id)
        if reply is not None and one.sent_at is not None:
            mail.coming.append((one.sent_at + reply.after, one.pk, reply))


def _receive(mail: _Mail, now: datetime) -> None:
    """What customers did since the day before, in its order."""
    due = sorted((one for one in mail.coming if one[0] <= now), key=lambda one: one[:2])
    mail.coming = [one for one in mail.coming if one[0] > now]
    for at, pk, reply in due:
        invitation = Invitation.objects.select_related("survey", "version").get(pk=pk)
        if not recording.is_open(invitation, at):
            continue
        if reply.stops:
            recording.opt_out(invitation, at, "link")
        else:
            _answer(invitation, reply, at)


def _answer(invitation: Invitation, reply: Reply, at: datetime) -> None:
    rating, words = questions.of(invitation)
    recording.rate(invitation, rating, reply.mark, at)
    recording.comment(invitation, words, reply.words, at + timedelta(minutes=1))
    invitation.refresh_from_db()
    recording.finish(invitation, at + timedelta(minutes=2))
    for pk in invitation.answers.exclude(text="").values_list("pk", flat=True):
        comments.read_comment(pk)


def _call_back(people: Cast, now: datetime) -> None:
    """Managers close what is a day or two old; nobody calls on a Sunday."""
    if now.isoweekday() == SUNDAY:
        return
    for manager in people.managers():
        team = people.team_of(manager)
        known = access.follow_ups(manager).order_by("opened_at", "pk").select_related("invitation")
        for at, one in enumerate(known):
            forgotten = (team, at) == FORGOTTEN_ONE
            wait = LATE if forgotten else SOON[at % len(SOON)]
            left = one.opened_at.date() > people.until - LEFT
            if one.closed_at or left or now - one.opened_at < wait:
                continue
            said = FORGOTTEN if forgotten else CALLED_BACK[team][at % len(CALLED_BACK[team])]
            tells = at % TOLD_EVERY == 0 and one.invitation.language == "fr"
            following.close(one, said.done, by=manager, now=now, told=said.told if tells else "")
