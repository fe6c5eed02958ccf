"""The named actions on recognitions: each is one transaction and leaves one audit row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core.text import Text
from boussole.features.coaching import services as coaching
from boussole.features.coaching.access import situations
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Role
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import actions
from boussole.features.recognition.discreet import discreet
from boussole.features.recognition.errors import (
    AlreadySharedError,
    AlreadyThankedError,
    OwnSuccessError,
)
from boussole.features.recognition.models import (
    DigestChoice,
    DigestSent,
    Reach,
    Recognition,
    ThanksToo,
)

# A recognition lives until the person withdraws it, or so long.
KEPT = timedelta(days=730)
DIGESTS_KEPT = timedelta(weeks=8)


@dataclass(frozen=True)
class About:
    """The message a recognition is about; ``passage`` is masked."""

    conversation: int
    turn: int
    passage: str


@transaction.atomic
def thank(
    recipient: Person, *, by: Person, sentence: str = "", rule: str = "", about: About | None = None
) -> Recognition:
    """Name a success of someone's: by a rule of the playbook, in a sentence, or both. Raises ``OwnSuccessError``."""
    _not_oneself(recipient, by)
    given = Recognition.objects.create(
        recipient=recipient,
        by=by,
        team_id=_team(recipient, by),
        origin=Recognition.Origin.MANAGER
        if by.role == Role.MANAGER
        else Recognition.Origin.COLLEAGUE,
        conversation_id=about.conversation if about else None,
        turn=about.turn if about else None,
        passage=about.passage if about else "",
        rule=rule,
        rule_name=_rule_name(rule),
        sentence=discreet(sentence.strip(), (recipient.name, by.name)),
    )
    record(by, actions.GIVEN, given, recipient=recipient.pk, rule=rule)
    return given


@transaction.atomic
def accept(situation: int, *, by: Person, sentence: str = "") -> Recognition:
    """Turn a success proposed to ``by`` into a recognition, with its passage; the situation is then seen.

    ``sentence`` says in one's own words what was done.

    Raises ``AlreadyThankedError`` or ``OwnSuccessError``, and ``LookupError`` for what is nobody's success to them.
    """
    found = situations(by).filter(pk=situation, success=True, upstream=False).first()
    if found is None or found.agent is None:
        raise LookupError(f"situation {situation} is no success that can be thanked for")
    _not_oneself(found.agent, by)
    given, new = Recognition.objects.get_or_create(
        origin=Recognition.Origin.PROPOSAL,
        conversation_id=found.conversation_id,
        rule=found.rule,
        turn=found.turn,
        defaults={
            "recipient": found.agent,
            "by": by,
            "team_id": found.team_id,
            "passage": found.passage,
            "rule_name": _rule_name(found.rule),
            "sentence": discreet(sentence.strip(), (found.agent.name, by.name)),
        },
    )
    if not new:
        raise AlreadyThankedError(_("Cette réussite a déjà été saluée."))
    if found.status == coaching.Status.PROPOSED:
        coaching.mark_seen(found, by=by)
    record(by, actions.GIVEN, given, recipient=given.recipient_id, rule=given.rule)
    return given


@transaction.atomic
def take_back(recognition: Recognition, *, by: Person) -> None:
    """Take back what one just said, as long as it is not shared. Raises ``AlreadySharedError``."""
    if recognition.reach != Reach.PRIVATE or recognition.withdrawn_at:
        raise AlreadySharedError(
            _("La personne en a déjà fait la sienne : elle seule peut la retirer.")
        )
    record(by, actions.TAKEN_BACK, recognition, recipient=recognition.recipient_id)
    recognition.delete()


@transaction.atomic
def choose_reach(recognition: Recognition, reach: str, *, by: Person) -> Recognition:
    """Choose who reads one's own success; ``by`` is the person it is for."""
    if recognition.recipient_id != by.pk:
        raise LookupError("only the person a recognition is for chooses its reach")
    recognition.reach = Reach(reach).value
    recognition.shared_at = None if reach == Reach.PRIVATE else timezone.now()
    recognition.save(update_fields=["reach", "shared_at"])
    record(by, actions.REACH_CHOSEN, recognition, reach=recognition.reach)
    return recognition


@transaction.atomic
def withdraw(recognition: Recognition, *, by: Person) -> None:
    """Withdraw one's own success for good: its words, its passage and the thanks it had are erased."""
    if recognition.recipient_id != by.pk:
        raise LookupError("only the person a recognition is for withdraws it")
    recognition.thanks.all().delete()
    recognition.passage = recognition.sentence = ""
    recognition.reach, recognition.shared_at = Reach.PRIVATE, None
    recognition.withdrawn_at = timezone.now()
    recognition.save(update_fields=["passage", "sentence", "reach", "shared_at", "withdrawn_at"])
    record(by, actions.WITHDRAWN, recognition)


@transaction.atomic
def erase_passages(conversations: Iterable[int], *, by: Person | None) -> int:
    """Erase what was copied from some conversations, for whoever erases a customer; return how many copies."""
    copies = Recognition.objects.filter(conversation__in=list(conversations)).exclude(passage="")
    erased = copies.update(passage="")
    if erased:
        record(by, actions.PASSAGES_ERASED, "recognition:passages", count=erased)
    return erased


@transaction.atomic
def thank_too(recognition: Recognition, *, by: Person) -> None:
    """Thank too, for what was shared; saying it twice changes nothing."""
    _not_oneself(recognition.recipient, by)
    _thanks, new = ThanksToo.objects.get_or_create(recognition=recognition, person=by)
    if new:
        record(by, actions.THANKED_TOO, recognition)


@transaction.atomic
def no_longer_thank(recognition: Recognition, *, by: Person) -> None:
    """Take one's thanks back."""
    deleted, _rows = ThanksToo.objects.filter(recognition=recognition, person=by).delete()
    if deleted:
        record(by, actions.NO_LONGER_THANKED, recognition)


@transaction.atomic
def choose_digest(person: Person, *, wanted: bool) -> None:
    """Receive the week's mail, or not."""
    if wanted:
        DigestChoice.objects.filter(person=person).delete()
    else:
        DigestChoice.objects.get_or_create(person=person)
    record(person, actions.DIGEST_CHOSEN, person, wanted=wanted)


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase the recognitions that are older than two years, and the marks of mails of long ago."""
    old = Recognition.objects.filter(given_at__lt=now - KEPT)
    count = old.count()
    old.delete()
    DigestSent.objects.filter(week__lt=(now - DIGESTS_KEPT).date()).delete()
    if count:
        record(None, actions.FORGOTTEN, "recognition:old", count=count)
    return count


def _not_oneself(recipient: Person, by: Person) -> None:
    if recipient.pk == by.pk:
        raise OwnSuccessError(_("On ne se remercie pas soi-même : proposez-le à un collègue."))


def _team(recipient: Person, by: Person) -> int | None:
    """The team the two have in common, else the recipient's."""
    theirs = [
        team.pk
        for team, members in organisation.members_of_visible_teams(recipient)
        if recipient.pk in members
    ]
    common = {team.pk for team, _members in organisation.members_of_visible_teams(by)}
    return next((pk for pk in theirs if pk in common), theirs[0] if theirs else None)


def _rule_name(key: str) -> dict[str, str]:
    if not key:
        return {}
    found = next((rule.name for rule in playbook_in_force().rules if rule.key == key), None)
    name = found or Text(fr=key, en=key)
    return {"fr": name.fr, "en": name.en}
