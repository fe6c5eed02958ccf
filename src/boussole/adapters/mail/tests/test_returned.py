"""Mail that comes back, as servers write it: only what is for good, only of a letter that is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.adapters.mail import Returned, read_returned

LETTER = "<1.abc~signature@boussole.example.com>"


def report(
    *,
    status: str = "5.1.1",
    action: str = "failed",
    original: str = "text/rfc822-headers",
    letter: str = LETTER,
) -> bytes:
    """A delivery report after the example of RFC 3464, section E.1."""
    body = "" if original == "text/rfc822-headers" else "\n\nBonjour"
    return f"""\
From: Mail Delivery Subsystem <MAILER-DAEMON@example.com>
To: boussole@example.com
Subject: Returned mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B

The following addresses had delivery problems.

--B
content-type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; lea@example.com
Action: {action}
Status: {status} (bad destination mailbox)
Diagnostic-Code: smtp; 550 no such user

--B
content-type: {original}

From: boussole@example.com
Message-ID: {letter}
Subject: Votre avis{body}

--B--
""".encode()


COMPLAINT = f"""\
From: <abusedesk@example.com>
To: <boussole@example.com>
Subject: FW: Votre avis
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: message/rfc822

From: <boussole@example.com>
Message-ID: {LETTER}
Subject: Votre avis

Bonjour
--B--
""".encode()


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
def test_a_letter_that_did_not_arrive_is_named(original: str) -> None:
    assert read_returned(report(original=original)) == Returned("bounced", LETTER, "5.1.1")


def test_a_complaint_is_told_apart() -> None:
    assert read_returned(COMPLAINT) == Returned("complained", LETTER)


@pytest.mark.parametrize(
    "trouble",
    [{"status": "4.2.2"}, {"action": "delayed"}, {"action": "delivered", "status": "2.0.0"}],
)
def test_a_passing_trouble_is_nothing(trouble: dict[str, str]) -> None:
    assert read_returned(report(**trouble)) is None


def test_a_report_that_names_no_letter_is_nothing() -> None:
    assert read_returned(report(letter="")) is None
    assert read_returned(b"Subject: Bonjour\n\nMerci de votre message.") is None


@pytest.mark.parametrize("header", ["References", "In-Reply-To"])
def test_a_report_without_the_original_names_the_letter_it_answers(header: str) -> None:
    bare = f"{header}: {LETTER}\n".encode() + report(letter="")
    assert read_returned(bare) == Returned("bounced", LETTER, "5.1.1")
    assert read_returned(f"{header}: {LETTER}\n\nMerci.".encode()) is None


@given(st.binary(max_size=400))
def test_whatever_comes_is_read_without_failing(raw: bytes) -> None:
    cut = report()
    for mail in (raw, cut[: len(raw)], cut + raw, raw + cut):
        found = read_returned(mail)
        assert found is None or found.kind in {"bounced", "complained"}
