"""Monday's mail: who receives it, what is in it, once, in their language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from boussole.features.organisation import services as organisation
from boussole.features.recognition import digests, services
from boussole.features.recognition.models import DigestSent, Recognition
from tests.cast import Cast
from tests.recognition_stock import success_of_awa
from tests.stock import TALK, noun, propose, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
LAST_WEEK = timezone.make_aware(datetime.combine(TODAY - timedelta(days=3), time(10)))


def shared(cast: Cast, reach: str = "team", sentence: str = "Une explication claire.") -> None:
    """Claire thanks Awa, who shares it last week."""
    given = services.thank(cast.awa, by=cast.claire, sentence=sentence)
    services.choose_reach(given, reach, by=cast.awa)
    Recognition.objects.filter(pk=given.pk).update(shared_at=LAST_WEEK)


def readers() -> set[str]:
    return {one for message in mail.outbox for one in message.to}


def test_the_team_reads_what_was_shared_with_it(cast: Cast) -> None:
    shared(cast)
    assert digests.send_week(TODAY) == 2
    # Awa knows already; Nantes and the direction were not chosen.
    assert readers() == {"bruno@example.com", "claire@example.com"}
    assert "Awa Diop" in mail.outbox[0].body
    assert "Une explication claire." in mail.outbox[0].body


def test_it_is_sent_once(cast: Cast) -> None:
    shared(cast)
    digests.send_week(TODAY)
    assert digests.send_week(TODAY) == digests.send_week(TODAY + timedelta(days=2)) == 0
    assert len(mail.outbox) == 2
    assert digests.send_week(TODAY + timedelta(days=7)) == 0


def test_nothing_private_or_older_is_in_it(cast: Cast) -> None:
    services.thank(cast.awa, by=cast.claire, sentence="Une explication claire.")
    shared(cast)
    Recognition.objects.filter(reach="team").update(shared_at=LAST_WEEK - timedelta(days=8))
    assert digests.send_week(TODAY) == 0
    assert mail.outbox == []


def test_one_may_refuse_it_and_ask_for_it_again(cast: Cast) -> None:
    shared(cast)
    services.choose_digest(cast.bruno, wanted=False)
    digests.send_week(TODAY)
    assert readers() == {"claire@example.com"}
    services.choose_digest(cast.bruno, wanted=True)
    digests.send_week(TODAY)
    assert readers() == {"claire@example.com", "bruno@example.com"}


def test_each_reads_it_in_their_language(cast: Cast) -> None:
    organisation.change_profile(cast.bruno, name="Bruno", language="en", theme="system")
    shared(cast)
    digests.send_week(TODAY)
    said = {message.to[0]: message for message in mail.outbox}
    assert said["bruno@example.com"].subject == "The week’s successes"
    assert "Hello Bruno" in said["bruno@example.com"].body
    assert said["claire@example.com"].subject == "Les réussites de la semaine"


def test_a_manager_reads_whom_to_thank_until_they_did(cast: Cast) -> None:
    success = success_of_awa(cast)["pk"]
    with_proposal = digests.digest(cast.claire, TODAY)
    assert [one.recipient for one in with_proposal.to_thank] == ["Awa Diop"]
    assert digests.digest(cast.bruno, TODAY).is_empty
    assert digests.digest(cast.malik, TODAY).is_empty
    services.accept(success, by=cast.claire)
    assert digests.digest(cast.claire, TODAY).is_empty


def test_no_customer_s_data_leaves_by_mail(cast: Cast) -> None:
    talk = (
        *TALK[:3],
        ("agent", "C’est fait, madame Moulin, au 06 12 34 56 78. Tout est réglé pour vous ?"),
        (
            "customer",
            "Oui, merci beaucoup, c’est parfait. Jeanne Moulin, jeanne.moulin@example.com",
        ),
    )
    store(noun("good", talk))
    propose()
    shared(cast, sentence="Bravo pour Mme Jeanne Moulin, 06 12 34 56 78.")
    assert digests.send_week(TODAY) == 2
    written = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    for private in ("Moulin", "moulin", "06 12", "@example.com"):
        assert private not in written.replace("https://boussole.example.com", "")


def test_links_are_written_when_the_address_is_known(cast: Cast, settings: Any) -> None:
    shared(cast)
    assert "Les miennes" in digests._body(cast.bruno, TODAY, digests.digest(cast.bruno, TODAY))
    settings.PUBLIC_URL = "https://boussole.example.com"
    body = digests._body(cast.bruno, TODAY, digests.digest(cast.bruno, TODAY))
    assert "https://boussole.example.com/recognitions/" in body


def test_a_mail_that_could_not_leave_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shared(cast)

    def broken(*_args: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(digests, "send_mail", broken)
        assert digests.send_week(TODAY) == 0
    assert not DigestSent.objects.exists()
    assert "could not be sent" in caplog.text
    assert "@example.com" not in caplog.text
    assert digests.send_week(TODAY) == 2
