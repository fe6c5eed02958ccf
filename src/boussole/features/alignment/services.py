"""The named actions of alignment: each is one transaction and leaves one audit row."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import privacy
from boussole.core.playbook import Playbook
from boussole.features.alignment import actions, queries, results
from boussole.features.alignment.drawing import Drawn, draw_situations
from boussole.features.alignment.errors import (
    AlreadySubmittedError,
    DateRefusedError,
    IncompleteError,
    NotEnoughSituationsError,
    PassageNotFoundError,
    SessionClosedError,
)
from boussole.features.alignment.models import (
    Answer,
    Item,
    JudgedRule,
    Participant,
    Session,
    SoftwareReading,
)
from boussole.features.alignment.queries import Invitable
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Team
from boussole.features.playbook.queries import playbook_in_force

LEAST_SITUATIONS, MOST_SITUATIONS, USUAL_SITUATIONS = 6, 12, 10
MOST_RULES = 3
LONGEST_DAYS = 60
# How long individual answers, remarks and situations are kept after a session closed.
KEPT = timedelta(days=365)
_MOMENT = ("turn", "start", "end")


def create_session(
    *,
    by: Person,
    rules: Sequence[str],
    people: Sequence[Invitable],
    count: int,
    closes_on: date,
    seed: int | None = None,
) -> Session:
    """Draw situations for ``people`` to judge against ``rules``, keys of the playbook in force, up to a day included.

    Situations come from recent conversations of their teams. Raises ``NotEnoughSituationsError`` and
    ``DateRefusedError``.
    """
    playbook = playbook_in_force()
    closes_at = _end_of(closes_on)
    drawn_by = secrets.randbelow(1 << 31) if seed is None else seed
    teams = _teams(people)
    names = queries.team_names(teams)
    drawn = draw_situations(playbook, rules, names, count=count, seed=drawn_by)
    if len(drawn) < LEAST_SITUATIONS:
        raise NotEnoughSituationsError(
            _(
                "Les six dernières semaines n’offrent que %(found)d conversations assez courtes pour être jugées ; "
                "il en faut %(least)d. Invitez une équipe de plus, ou attendez les prochaines conversations."
            )
            % {"found": len(drawn), "least": LEAST_SITUATIONS}
        )
    with transaction.atomic():
        session = Session.objects.create(
            made_by=by, playbook_version=playbook.version, seed=drawn_by, closes_at=closes_at
        )
        session.teams.set(teams)
        _keep_rules(session, playbook, rules)
        _invite(session, people)
        _keep_items(session, drawn)
        record(by, actions.CREATED, session, rules=list(rules), situations=len(drawn))
    return session


def _end_of(day: date) -> datetime:
    """The end of a day where the company is; refused when it is past or far away."""
    today = timezone.localdate()
    if not today <= day <= today + timedelta(days=LONGEST_DAYS):
        raise DateRefusedError(
            _("Choisissez une date d’ici %(days)d jours au plus.") % {"days": LONGEST_DAYS}
        )
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings.TIME_ZONE))
    return midnight.astimezone(UTC)


def _teams(people: Sequence[Invitable]) -> list[Team]:
    return list({one.team.pk: one.team for one in people}.values())


def _keep_rules(session: Session, playbook: Playbook, rules: Sequence[str]) -> None:
    JudgedRule.objects.bulk_create(
        JudgedRule(
            session=session,
            place=place,
            rule=key,
            rule_version=playbook[key].version,
            said={
                name: getattr(playbook[key], name).model_dump()
                for name in ("name", "sentence", "meaning")
            },
        )
        for place, key in enumerate(rules)
    )


def _invite(session: Session, people: Sequence[Invitable]) -> None:
    Participant.objects.bulk_create(
        Participant(session=session, person=one.person, group=one.group) for one in people
    )


def _keep_items(session: Session, drawn: Sequence[Drawn]) -> None:
    for place, one in enumerate(drawn, start=1):
        item = Item.objects.create(
            session=session,
            conversation_id=one.conversation,
            place=place,
            lang=one.lang,
            channel=one.channel,
            subject=one.subject,
            messages=one.messages,
        )
        item.handled.set(one.handled)
        SoftwareReading.objects.bulk_create(
            SoftwareReading(
                item=item,
                **{name: read[name] for name in ("rule", "found", "nearness", *_MOMENT)},
            )
            for read in one.readings
        )


@dataclass(frozen=True)
class Said:
    """What someone says of one rule in one situation; ``words`` are those of message ``turn``, or empty for all of it."""

    says: str
    sure: bool
    turn: int | None = None
    words: str = ""
    remark: str = ""
    signed: bool = False


@transaction.atomic
def judge(participant: Participant, item: Item, said: Mapping[str, Said], *, by: Person) -> None:
    """Keep what someone says of each rule in a situation, in place of what they said before.

    Raises ``SessionClosedError``, ``AlreadySubmittedError``, and ``PassageNotFoundError`` when the words are
    not in the message.
    """
    _check_open(participant)
    names = list(item.session.participants.values_list("person__name", flat=True))
    for rule, one in said.items():
        start, end = place_of(item, one.turn, one.words)
        remark = privacy.mask(" ".join(one.remark.split()), names).text
        Answer.objects.update_or_create(
            participant=participant,
            item=item,
            rule=rule,
            defaults={
                "says": Answer.Says(one.says),
                "sure": one.sure,
                "turn": one.turn,
                "start": start,
                "end": end,
                "remark": remark,
                "signed": one.signed and bool(remark),
            },
        )
    record(by, actions.JUDGED, item.session, situation=item.place)


def place_of(item: Item, turn: int | None, words: str) -> tuple[int | None, int | None]:
    """Where words stand in the masked text of a message; nothing for a whole message, or for none."""
    wanted = " ".join(words.split())
    if turn is None or not wanted:
        return None, None
    text = next((one["text"] for one in item.messages if one["turn"] == turn), "")
    spread = _spread(text)
    at = _within(_spread(wanted), spread)
    if at is None:
        raise PassageNotFoundError(
            _("Ces mots ne se trouvent pas dans le message %(number)d : copiez-les tels quels.")
            % {"number": turn + 1}
        )
    return spread[at][1], spread[at + len(wanted) - 1][1] + 1


def _spread(text: str) -> list[tuple[str, int]]:
    """The characters of a text and their places: words are the same in capitals, or with other spaces between them."""
    kept: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if not character.isspace():
            kept.append((character.casefold().replace("’", "'"), place))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", place))
    return kept


def _within(wanted: Sequence[tuple[str, int]], text: Sequence[tuple[str, int]]) -> int | None:
    words, said = [one for one, _ in wanted], [one for one, _ in text]
    starts = range(len(said) - len(words) + 1)
    return next((at for at in starts if said[at : at + len(words)] == words), None)


@transaction.atomic
def submit(participant: Participant, *, by: Person) -> bool:
    """Hand someone's answers in: they no longer change. Return whether the session closed with them.

    Raises ``SessionClosedError``, ``AlreadySubmittedError`` and ``IncompleteError``.
    """
    session = _check_open(participant)
    wanted = queries.own_items(participant).count() * session.rules.count()
    given = participant.answers.count()
    if given < wanted:
        raise IncompleteError(
            _("Il reste des situations sans réponse : elles sont signalées dans la liste.")
        )
    participant.submitted_at = timezone.now()
    participant.save(update_fields=["submitted_at"])
    record(by, actions.SUBMITTED, session)
    last = not session.participants.filter(submitted_at=None).exists()
    if last:
        _close(session)
    return last


def _check_open(participant: Participant) -> Session:
    """The session of someone who may still answer, held until the transaction ends."""
    session = Session.objects.select_for_update().get(pk=participant.session_id)
    if queries.is_closed(session):
        raise SessionClosedError(_("La séance est close : elle ne prend plus de réponses."))
    participant.refresh_from_db()
    if participant.submitted_at is not None:
        raise AlreadySubmittedError(_("Vos réponses sont rendues : elles ne changent plus."))
    return session


@transaction.atomic
def extend(session: Session, closes_on: date, *, by: Person) -> Session:
    """Let an open session last longer. Raises ``SessionClosedError`` and ``DateRefusedError``."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if queries.is_closed(held):
        raise SessionClosedError(_("La séance est close : ouvrez-en une autre."))
    closes_at = _end_of(closes_on)
    if closes_at <= held.closes_at:
        raise DateRefusedError(_("Une séance se prolonge : choisissez une date plus tardive."))
    held.closes_at = closes_at
    held.save(update_fields=["closes_at"])
    record(by, actions.EXTENDED, held, closes_on=closes_on.isoformat())
    return held


@transaction.atomic
def cancel(session: Session, *, by: Person) -> None:
    """Erase an open session and what was answered, which nobody will have seen. Raises ``SessionClosedError``."""
    held = Session.objects.select_for_update().get(pk=session.pk)
    if queries.is_closed(held):
        raise SessionClosedError(_("La séance est close : ses résultats restent."))
    record(by, actions.CANCELLED, held)
    held.delete()


def close_due() -> int:
    """Close the sessions whose date has come; return how many."""
    due = Session.objects.filter(closed_at=None, closes_at__lte=timezone.now())
    ids = list(due.order_by("pk").values_list("pk", flat=True))
    return sum(_close_one(pk) for pk in ids)


@transaction.atomic
def _close_one(pk: int) -> bool:
    session = Session.objects.select_for_update().filter(pk=pk, closed_at=None).first()
    if session is not None:
        _close(session)
    return session is not None


def _close(session: Session) -> None:
    """Close a session: what was not handed in is erased, and each rule keeps its figures."""
    session.closed_at = timezone.now()
    session.save(update_fields=["closed_at"])
    Answer.objects.filter(item__session=session, participant__submitted_at=None).delete()
    given = queries.answers(session)
    for judged in session.rules.all():
        found = results.agreement_of(given, judged.rule, seed=session.seed)
        judged.figures = results.to_json(found)
        judged.save(update_fields=["figures"])
    people = len({one.participant_id for one in given})
    record(None, actions.CLOSED, session, answered=people)


@transaction.atomic
def forget(before: datetime | None = None) -> int:
    """Erase situations, people and answers of the sessions closed before an instant, a year ago unless said.

    Each rule keeps the figures of its agreement. Return how many sessions were concerned.
    """
    limit = before or timezone.now() - KEPT
    old = Session.objects.filter(forgotten_at=None, closed_at__lt=limit)
    ids: Collection[int] = list(old.values_list("pk", flat=True))
    if not ids:
        return 0
    Item.objects.filter(session__in=ids).delete()
    Participant.objects.filter(session__in=ids).delete()
    Session.objects.filter(pk__in=ids).update(forgotten_at=timezone.now())
    record(None, actions.FORGOTTEN, "alignment.session:", sessions=len(ids))
    return len(ids)


def record_reading(by: Person, item: Item) -> None:
    """Write that someone read a customer's words in a situation."""
    record(by, actions.OPENED, item.session, situation=item.place)
