"""The named actions on sessions: each is one transaction and leaves one audit row, without any text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core.coaching.following import AFTER_WEEKS, SMALLEST_EFFECT, declare
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, actions, queries
from boussole.features.sessions.errors import (
    DateError,
    NobodyError,
    NotClosedError,
    NothingChosenError,
    NotPlannedError,
    SameCueError,
    TooManyCuesError,
)
from boussole.features.sessions.models import (
    AgreedCue,
    Agreement,
    Participant,
    Reminders,
    Session,
    SessionNote,
    Topic,
)
from boussole.features.sessions.proposing import propose

State = Session.State
# More than two things to think of while someone speaks is nothing to think of.
MOST_CUES = 2
# A session is planned, or noted after the fact, within these.
FURTHEST = timedelta(days=365)
OLDEST = timedelta(days=30)


@transaction.atomic
def plan(
    *,
    by: Person,
    kind: str,
    planned_on: date,
    participants: Iterable[Person],
    today: date,
    about: int | None = None,
) -> Session:
    """Plan a session with agents of one's teams; situations of their latest week are proposed for it.

    The situation ``about`` is on the agenda whatever is proposed. Raises ``NobodyError``, ``DateError`` and
    ``NothingChosenError``.
    """
    people = list({person.pk: person for person in participants}.values())
    _check_people(by, kind, people)
    _check_day(planned_on, today)
    session = Session.objects.create(
        kind=Session.Kind(kind).value, planned_on=planned_on, manager=by
    )
    Participant.objects.bulk_create(
        [Participant(session=session, person=person) for person in people]
    )
    week = queries.latest_week(by, people, planned_on)
    if week is not None:
        chosen, balance = propose(queries.situations_of(by, people, week))
        session.situations_week, session.proposed = week, [asdict(balance)]
        session.save(update_fields=["situations_week", "proposed"])
        Topic.objects.bulk_create([Topic(session=session, situation=one) for one in chosen])
    if about is not None:
        _put_on(session, about, by)
    record(by, actions.PLANNED, session, kind=session.kind, people=len(people))
    return session


@transaction.atomic
def move(session: Session, *, by: Person, planned_on: date, today: date) -> Session:
    """Change the day. Raises ``NotPlannedError`` and ``DateError``."""
    _planned(session)
    _check_day(planned_on, today)
    session.planned_on = planned_on
    session.save(update_fields=["planned_on"])
    record(by, actions.MOVED, session)
    return session


@transaction.atomic
def choose_topics(session: Session, situations: Sequence[int], *, by: Person) -> None:
    """Talk about these situations and no other. Raises ``NotPlannedError`` and ``NothingChosenError``."""
    _planned(session)
    wanted = set(situations)
    allowed = queries.choosable(by, session).filter(pk__in=wanted)
    found = set(allowed.values_list("pk", flat=True))
    kept = set(session.topics.values_list("situation_id", flat=True))
    if wanted - found - kept:
        raise NothingChosenError(_("Une de ces situations n’est pas celle d’un participant."))
    session.topics.exclude(situation__in=wanted).delete()
    Topic.objects.bulk_create(
        [Topic(session=session, situation_id=pk) for pk in sorted(wanted - kept)]
    )
    record(by, actions.TOPICS_CHOSEN, session, count=len(wanted))


@transaction.atomic
def add_topic(session: Session, situation: int, *, by: Person) -> None:
    """Talk about one situation more; adding it twice changes nothing.

    Raises ``NotPlannedError`` and ``NothingChosenError``.
    """
    _planned(session)
    if _put_on(session, situation, by):
        record(by, actions.TOPIC_ADDED, session)


@transaction.atomic
def remove_topic(session: Session, situation: int, *, by: Person) -> None:
    """Leave one situation out after all. Raises ``NotPlannedError``."""
    _planned(session)
    if session.topics.filter(situation=situation).delete()[0]:
        record(by, actions.TOPIC_REMOVED, session)


@transaction.atomic
def cancel(session: Session, *, by: Person) -> None:
    """Call a planned session off; nothing of it is lost. Raises ``NotPlannedError``."""
    _planned(session)
    _become(session, State.CANCELLED)
    record(by, actions.CANCELLED, session)


@transaction.atomic
def restore(session: Session, *, by: Person) -> None:
    """Plan a cancelled session again. Raises ``NotPlannedError`` for one that was held."""
    if session.state != State.CANCELLED:
        raise NotPlannedError(_("Seule une séance annulée se rétablit."))
    _become(session, State.PLANNED)
    record(by, actions.RESTORED, session)


@transaction.atomic
def write_note(session: Session, text: str, *, by: Person) -> SessionNote:
    """Write something for the others of the session."""
    note = SessionNote.objects.create(session=session, author=by, text=text.strip())
    record(by, actions.NOTE_WRITTEN, session)
    return note


@transaction.atomic
def remove_note(note: SessionNote, *, by: Person) -> None:
    """Take back a note of one's own."""
    session = note.session
    note.delete()
    record(by, actions.NOTE_REMOVED, session)


@transaction.atomic
def remark(session: Session, text: str, *, by: Person) -> Participant:
    """Say in one's own words what one thinks of a session; an empty text takes it back."""
    mine = session.participants.get(person=by)
    mine.remark = text.strip()
    mine.remarked_at = timezone.now() if mine.remark else None
    mine.save(update_fields=["remark", "remarked_at"])
    record(by, actions.REMARKED, session)
    return mine


@transaction.atomic
def agree(
    session: Session, text: str, *, by: Person, person: Person | None, due_on: date | None
) -> Agreement:
    """Note what someone will do. Raises ``NotPlannedError`` when the session was cancelled."""
    if session.state == State.CANCELLED:
        raise NotPlannedError(_("La séance est annulée : rétablissez-la d’abord."))
    made = Agreement.objects.create(
        session=session, text=text.strip(), person=person, due_on=due_on
    )
    record(by, actions.AGREED, session)
    return made


@transaction.atomic
def remove_agreement(agreement: Agreement, *, by: Person) -> None:
    """Take back an agreement of a session that is not closed. Raises ``NotPlannedError``."""
    session = agreement.session
    _planned(session)
    agreement.delete()
    record(by, actions.AGREEMENT_REMOVED, session)


@transaction.atomic
def mark_agreement(agreement: Agreement, *, by: Person, done: bool) -> None:
    """Say that what was agreed is done, or that it is not after all."""
    agreement.done_at = timezone.now() if done else None
    agreement.save(update_fields=["done_at"])
    action = actions.AGREEMENT_DONE if done else actions.AGREEMENT_REOPENED
    record(by, action, agreement.session)


@transaction.atomic
def agree_cue(
    session: Session,
    person: Person,
    key: str,
    *,
    by: Person,
    sentence: str = "",
    weeks: int = AFTER_WEEKS,
    smallest: float = SMALLEST_EFFECT,
) -> AgreedCue:
    """Agree on a cue with a participant, in the catalogue's words or their own.

    Raises ``NotPlannedError``, ``NobodyError``, ``TooManyCuesError`` and ``SameCueError``.
    """
    _planned(session)
    # One at a time, so that two people who agree at once do not make three cues.
    participant = session.participants.select_for_update().filter(person=person).first()
    if participant is None:
        raise NobodyError(_("Cette personne ne participe pas à la séance."))
    if session.cues.filter(person=person).count() >= MOST_CUES:
        raise TooManyCuesError(_("Deux repères au plus par séance et par personne."))
    if session.cues.filter(person=person, key=key).exists():
        raise SameCueError(_("Ce repère est déjà convenu."))
    if queries.followed_now(person, key, timezone.localdate()):
        raise SameCueError(_("Ce repère est déjà suivi depuis une autre séance."))
    made = AgreedCue.objects.create(
        session=session,
        person=person,
        key=key,
        sentence=" ".join(sentence.split()),
        weeks=weeks,
        smallest_effect=smallest,
    )
    record(by, actions.CUE_AGREED, session, cue=key)
    return made


@transaction.atomic
def remove_cue(cue: AgreedCue, *, by: Person) -> None:
    """Take back a cue before the session closes. Raises ``NotPlannedError``."""
    session = cue.session
    _planned(session)
    cue.delete()
    record(by, actions.CUE_REMOVED, session, cue=cue.key)


@transaction.atomic
def close(session: Session, *, by: Person, held_on: date, today: date) -> Session:
    """Say that the session was held; its cues are registered and followed from the next day on.

    What was declared does not change afterwards. Raises ``NotPlannedError`` and ``DateError``.
    """
    _planned(session)
    if held_on > today or held_on < today - OLDEST:
        raise DateError(_("Une séance se clôt dans les trente jours qui suivent sa tenue."))
    failing = set(
        session.topics.filter(situation__success=False, situation__upstream=False).values_list(
            "situation__agent", flat=True
        )
    )
    cues = list(session.cues.all())
    for cue in cues:
        _register(cue, today, bad_spell=cue.person_id in failing)
    AgreedCue.objects.bulk_update(cues, ["declaration", "start", "ends"])
    session.state, session.held_on = State.CLOSED.value, held_on
    session.closed_at = timezone.now()
    session.save(update_fields=["state", "held_on", "closed_at"])
    record(by, actions.CLOSED, session, cues=len(cues))
    return session


@transaction.atomic
def reopen(session: Session, *, by: Person, today: date) -> Session:
    """Undo a closing, the same day: once cues are followed, what was declared stands.

    Raises ``NotClosedError``.
    """
    started = session.cues.filter(start__lte=today).exists()
    if session.state != State.CLOSED or started:
        raise NotClosedError(_("Les repères sont déjà suivis : ce qui a été convenu reste."))
    session.cues.update(declaration=None, start=None, ends=None)
    session.state, session.held_on, session.closed_at = State.PLANNED.value, None, None
    session.save(update_fields=["state", "held_on", "closed_at"])
    record(by, actions.REOPENED, session)
    return session


@transaction.atomic
def change_reminders(person: Person, *, weekly: bool) -> None:
    """Receive the weekly letter or not."""
    Reminders.objects.update_or_create(person=person, defaults={"weekly": weekly})
    record(person, actions.REMINDERS_CHANGED, person, weekly=weekly)


def looked_at(person: Person, cues: Iterable[AgreedCue]) -> None:
    """Remember that someone has just read these cues, so that they are not reminded of them.

    Not an action on anyone: nobody else is shown it, and the trail does not have it.
    """
    now = timezone.now()
    mine = [cue.pk for cue in cues if cue.person_id == person.pk]
    theirs = [cue.pk for cue in cues if cue.person_id != person.pk]
    AgreedCue.objects.filter(pk__in=mine).update(agent_looked_at=now)
    AgreedCue.objects.filter(pk__in=theirs).update(manager_looked_at=now)


def _register(cue: AgreedCue, today: date, *, bad_spell: bool) -> None:
    declared = declare(
        cue.observable,
        today,
        weeks=cue.weeks,
        smallest=cue.smallest_effect,
        bad_spell=bad_spell,
    )
    cue.declaration = declared.model_dump(mode="json")
    cue.start = declared.start
    cue.ends = declared.start + timedelta(weeks=declared.after_weeks)


def _put_on(session: Session, situation: int, by: Person) -> bool:
    """Put a situation on the agenda; return whether it was not there."""
    if not queries.choosable(by, session).filter(pk=situation).exists():
        raise NothingChosenError(
            _("Cette situation n’est pas de celles dont la séance peut parler.")
        )
    _topic, new = Topic.objects.get_or_create(session=session, situation_id=situation)
    return new


def _check_people(by: Person, kind: str, people: Sequence[Person]) -> None:
    if not people:
        raise NobodyError(_("Choisissez au moins une personne."))
    if kind == Session.Kind.ONE_TO_ONE and len(people) > 1:
        raise NobodyError(_("Un entretien individuel se tient avec une seule personne."))
    if kind == Session.Kind.COLLECTIVE and len(people) == 1:
        raise NobodyError(_("Une séance collective se tient avec au moins deux personnes."))
    mine = set(access.agents_of(by).values_list("pk", flat=True))
    if any(person.pk not in mine for person in people):
        raise NobodyError(_("Vous ne managez pas toutes ces personnes."))


def _check_day(planned_on: date, today: date) -> None:
    if not today - OLDEST <= planned_on <= today + FURTHEST:
        raise DateError(_("Choisissez un jour entre le mois passé et l’année à venir."))


def _planned(session: Session) -> None:
    if session.state != State.PLANNED:
        raise NotPlannedError(_("Cette séance a été tenue ou annulée : elle ne change plus."))


def _become(session: Session, state: State) -> None:
    session.state = state.value
    session.save(update_fields=["state"])
