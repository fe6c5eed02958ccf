"""The named actions of managers, and what is forgotten; answering is in ``answering``, waves are in ``waves``."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Team
from boussole.features.wellbeing import actions
from boussole.features.wellbeing.answering import add_reply
from boussole.features.wellbeing.errors import PromisedError
from boussole.features.wellbeing.models import Comment, NoReminder, Place, Promise, Wave

COMMENTS_KEPT = timedelta(days=365)
FIGURES_KEPT = timedelta(days=1095)


@transaction.atomic
def reply(comment: Comment, text: str, *, by: Person) -> None:
    """Reply to a comment whose author one does not know. The row names the wave, not the comment."""
    add_reply(comment, text, by=by)
    record(by, actions.REPLIED, f"wellbeing.wave:{comment.wave_id}")


@transaction.atomic
def choose_reminders(person: Person, *, wanted: bool) -> None:
    """Be reminded of open waves, or not; the invitation is written to everyone asked."""
    if wanted:
        NoReminder.objects.filter(person=person).delete()
    else:
        NoReminder.objects.get_or_create(person=person)
    record(person, actions.REMINDERS_CHOSEN, person, wanted=wanted)


@transaction.atomic
def promise(team: Team, *, theme: str, text: str, today: date, by: Person) -> Promise:
    """Promise one action to a team, which will rate it. Raises ``PromisedError``."""
    if Promise.objects.filter(team=team, asked_in=None).exists():
        raise PromisedError(_("Une promesse attend déjà l’avis de l’équipe."))
    made = Promise.objects.create(team=team, theme=theme, text=text.strip(), made_on=today, by=by)
    record(by, actions.PROMISED, made, team=team.pk)
    return made


@transaction.atomic
def take_back(made: Promise, *, by: Person) -> None:
    """Take back a promise that the team has not been asked about. Raises ``PromisedError``."""
    if made.asked_in_id is not None:
        raise PromisedError(_("L’équipe a déjà été invitée à se prononcer sur cette promesse."))
    record(by, actions.PROMISE_TAKEN_BACK, made, team=made.team_id)
    made.delete()


@transaction.atomic
def forget(today: date) -> int:
    """Erase who answered once no publication can be subtracted any more, comments after a year, figures after three."""
    count = 0
    for wave in Wave.objects.filter(settled=True, places__isnull=False).distinct():
        if wave.closes_on + timedelta(days=wave.memory_days) < today:
            count += Place.objects.filter(wave=wave).delete()[0]
    count += Comment.objects.filter(wave__closes_on__lt=today - COMMENTS_KEPT).delete()[0]
    count += Wave.objects.filter(settled=True, closes_on__lt=today - FIGURES_KEPT).delete()[0]
    count += Promise.objects.filter(made_on__lt=today - FIGURES_KEPT).delete()[0]
    if count:
        record(None, actions.FORGOTTEN, "wellbeing.wave:old", count=count)
    return count
