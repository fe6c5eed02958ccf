"""Answering a wave, and coming back with the receipt code: nothing written here says who, or when.

The page is behind the sign-in, since only those asked may answer and only once; the same transaction marks the place and
writes the answer, and keeps nothing that joins them. There is no audit row. All the answers of a team are written anew in a
random order each time, so that neither keys nor places in the table follow the order in which people answered.
"""

from __future__ import annotations

import random
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boussole.core.pulse import digest, new_receipt
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.wellbeing.errors import NotAnsweringError, UnknownReceiptError
from boussole.features.wellbeing.models import Answer, Comment, Place, Promise, Reply, Wave

ANSWER, COMMENT = "answer", "comment"
_random = random.SystemRandom()
Row = TypeVar("Row", Answer, Comment)


@dataclass(frozen=True)
class Held:
    """What is kept under a receipt code; ``answer`` only while its wave is open."""

    wave: Wave
    answer: Answer | None
    comment: Comment | None


def asked(place: Place) -> tuple[list[str], Promise | None]:
    """The questions someone is asked, and the promise that their team rates."""
    promise = Promise.objects.filter(asked_in=place.wave_id, team=place.team_id).first()
    return [*place.wave.questions, *([promise.question] if promise else [])], promise


def reader(team: int | None, *, company: bool) -> str:
    """Who will read a comment written now: the team's manager, or the leadership when it has none, or when the author prefers."""
    if company or team is None:
        return Comment.Reader.COMPANY
    managers = Membership.objects.filter(
        team=team,
        kind=Membership.Kind.MANAGER,
        person__role=Role.MANAGER,
        person__is_active=True,
    )
    return Comment.Reader.MANAGER if managers.exists() else Comment.Reader.LEADERS


@transaction.atomic
def answer(
    place: Place,
    values: Mapping[str, int],
    *,
    comment: str = "",
    company: bool = False,
    today: date,
) -> str:
    """Answer once and return the receipt code, which is kept nowhere; with ``company`` the comment is read without its team.

    Raises ``NotAnsweringError``.
    """
    wave = _open(place.wave_id, today)
    if not Place.objects.filter(pk=place.pk, answered=False).update(answered=True):
        raise NotAnsweringError(_("Vous avez déjà répondu à cette vague."))
    keys, _promise = asked(place)
    code = new_receipt(secrets.token_bytes(32))
    said = Answer(
        wave=wave,
        team_id=place.team_id,
        receipt=digest(code, ANSWER),
        values={key: values[key] for key in keys},
    )
    _write_anew(wave.answers.filter(team=place.team_id), said)
    _write_comment(wave, place.team_id, code, comment, company=company)
    return code


def held(code: str, person: Person) -> Held:
    """What is kept under a code; while the wave is open, for someone asked in that team. Raises ``UnknownReceiptError``."""
    said = Answer.objects.select_related("wave").filter(receipt=digest(code, ANSWER)).first()
    wrote = Comment.objects.select_related("wave").filter(receipt=digest(code, COMMENT)).first()
    found = said or wrote
    if found is None or not (found.wave.settled or _asked_there(person, found)):
        raise UnknownReceiptError(
            _(
                "Rien n’est gardé sous ce code. Une réponse est effacée à la clôture de sa vague, une fois comptée."
            )
        )
    return Held(found.wave, said, wrote)


def _asked_there(person: Person, row: Answer | Comment) -> bool:
    return Place.objects.filter(person=person, wave=row.wave_id, team=row.team_id).exists()


@transaction.atomic
def change(
    code: str,
    values: Mapping[str, int],
    *,
    comment: str,
    company: bool = False,
    person: Person,
    today: date,
) -> None:
    """Answer otherwise while the wave is open. Raises ``UnknownReceiptError`` or ``NotAnsweringError``."""
    found = held(code, person)
    wave = _open(found.wave.pk, today)
    if found.answer is None:
        raise NotAnsweringError(_("Cette vague est close."))
    found.answer.values = {key: values[key] for key in found.answer.values}
    others = wave.answers.filter(team=found.answer.team_id)
    _write_anew(others, found.answer)
    wave.comments.filter(receipt=digest(code, COMMENT)).delete()
    _write_comment(wave, found.answer.team_id, code, comment, company=company)


@transaction.atomic
def withdraw(code: str, *, person: Person) -> None:
    """Take everything back. Before the close it never counted, and the person may answer again.

    After the close only the comment and its talk are left to erase; the frozen figures stay. Raises ``UnknownReceiptError``.
    """
    found = held(code, person)
    wave = Wave.objects.select_for_update().get(pk=found.wave.pk)
    if found.answer is not None and not wave.settled:
        place = Place.objects.filter(wave=wave, team=found.answer.team_id, person=person)
        if not place.filter(answered=True).update(answered=False):
            raise UnknownReceiptError(_("Ce code n’est pas celui d’une réponse de votre part."))
        found.answer.delete()
    if found.comment is not None:
        found.comment.delete()


@transaction.atomic
def reply_as_author(code: str, text: str, *, person: Person) -> None:
    """Go on with the talk under one's comment, without a name. Raises ``UnknownReceiptError``."""
    found = held(code, person)
    if found.comment is None or not found.wave.settled:
        raise UnknownReceiptError(_("Aucun commentaire publié n’est gardé sous ce code."))
    add_reply(found.comment, text, by=None)


def add_reply(comment: Comment, text: str, *, by: Person | None) -> None:
    """Write the next message under a comment; without ``by`` it is its author's."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    Reply.objects.create(
        comment=locked,
        position=locked.replies.count(),
        by=by,
        from_author=by is None,
        text=text.strip(),
    )


def _open(wave: int, today: date) -> Wave:
    locked = Wave.objects.select_for_update().get(pk=wave)
    if locked.settled or today >= locked.closes_on:
        raise NotAnsweringError(_("Cette vague est close."))
    return locked


def _write_comment(wave: Wave, team: int | None, code: str, text: str, *, company: bool) -> None:
    if text.strip():
        new = Comment(
            wave=wave,
            team_id=team,
            reader=reader(team, company=company),
            receipt=digest(code, COMMENT),
            text=text.strip(),
        )
        _write_anew(wave.comments.filter(team=team), new)


def _write_anew(rows: QuerySet[Row], new: Row) -> None:
    """Write a team's rows again with ``new`` among them (or in the place of its receipt), in a random order."""
    kept: list[Row] = list(rows.exclude(receipt=new.receipt))
    kept.append(new)
    rows.delete()
    _random.shuffle(kept)
    for row in kept:
        row.id = uuid.uuid4()
    rows.bulk_create(kept)
