"""The closed loop: an owner, a due date, what was done, and the customer told."""

from __future__ import annotations

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from boussole.features.conversations import models as conversations
from boussole.features.organisation.models import AuditEntry
from boussole.features.surveys import addresses, following
from boussole.features.surveys.errors import FollowUpClosedError
from boussole.features.surveys.models import Address, FollowUp
from tests import surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON

DAY = timedelta(days=1)
TOLD = "Votre facture est corrigée."


def opened(cast: Cast) -> FollowUp:
    return FollowUp.objects.get(invitation=surveys_stock.answered(cast))


def known(follow_up: FollowUp) -> list[str]:
    kept = conversations.Answer.objects.filter(conversation=follow_up.invitation.conversation_id)
    return list(kept.values_list("follow_up", flat=True))


def test_a_low_answer_has_an_owner_and_a_day(cast: Cast) -> None:
    found = opened(cast)
    assert (found.owner, found.due_on, found.late) == (cast.claire, date(2026, 3, 6), False)
    assert known(found) == ["open"]


def test_no_one_is_due_on_a_sunday(cast: Cast) -> None:
    found = following.open_follow_up(surveys_stock.invited(cast), NOON + 2 * DAY)
    assert found.due_on == date(2026, 3, 9)


def test_closed_in_time_the_customer_is_told_once(cast: Cast) -> None:
    found = opened(cast)
    following.close(found, "Avoir émis", by=cast.claire, now=NOON + DAY, told=TOLD)
    assert known(found) == ["in_time"]
    assert following.tell_customers(NOON + DAY) == 1
    assert following.tell_customers(NOON + 2 * DAY) == 0
    (letter,) = mail.outbox
    assert (letter.to, TOLD in letter.body) == (["lea1@example.com"], True)
    assert "3 mars 2026" in letter.body
    with pytest.raises(FollowUpClosedError):
        following.close(found, "Encore", by=cast.claire, now=NOON)


def test_nothing_is_sent_when_there_is_nothing_to_say(cast: Cast) -> None:
    following.close(opened(cast), "Appelée", by=cast.claire, now=NOON)
    assert following.tell_customers(NOON) == 0


def test_late_is_noted_the_day_after_and_stays_late(cast: Cast) -> None:
    found = opened(cast)
    assert following.mark_late(found.due_on) == 0
    assert following.mark_late(found.due_on + DAY) == 1
    assert known(found) == ["late"]
    found.refresh_from_db()
    following.close(found, "Appelée", by=cast.claire, now=NOON + 6 * DAY)
    assert known(found) == ["late"]


def test_a_letter_that_could_not_leave_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: object) -> int:
        raise SMTPServerDisconnected("away")

    following.close(opened(cast), "Appelée", by=cast.claire, now=NOON, told=TOLD)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", away)
        assert following.tell_customers(NOON) == 0
    assert following.tell_customers(NOON) == 1


def test_an_address_that_nothing_reaches_is_not_written_to(cast: Cast) -> None:
    found = opened(cast)
    following.close(found, "Appelée", by=cast.claire, now=NOON, told=TOLD)
    addresses.stop(found.invitation.email, Address.Why.BOUNCED, NOON)
    assert following.tell_customers(NOON) == 0
    assert following.tell_customers(NOON) == 0


def test_whoever_wants_no_more_surveys_is_still_told_what_was_done(cast: Cast) -> None:
    found = opened(cast)
    following.close(found, "Appelée", by=cast.claire, now=NOON, told=TOLD)
    addresses.stop(found.invitation.email, Address.Why.OPTED_OUT, NOON)
    assert following.tell_customers(NOON) == 1


def test_the_trail_holds_no_words_and_no_address(cast: Cast) -> None:
    following.close(opened(cast), "Avoir émis", by=cast.claire, now=NOON, told=TOLD)
    following.tell_customers(NOON)
    written = " ".join(str(one.details) + one.object_id for one in AuditEntry.objects.all())
    for private in ("Avoir", "facture", "lea1", "Léa"):
        assert private not in written


def test_the_share_closed_in_time_is_said_above_those_to_call_back(
    cast: Cast, client: Client
) -> None:
    surveys_stock.answered(cast)
    client.force_login(cast.claire)
    FollowUp.objects.update(opened_at=timezone.now() - timedelta(days=91))
    assert "suivies à temps" not in client.get("/surveys/follow-ups/").content.decode()
    FollowUp.objects.update(opened_at=timezone.now() - timedelta(days=89), late=True)
    page = client.get("/surveys/follow-ups/").content.decode()
    assert "Réponses basses suivies à temps, depuis 90 jours\u00a0: trop peu" in page
