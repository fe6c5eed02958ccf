"""The whole road of a survey by real mail: sent by SMTP, read by IMAP, answered, followed up, told, stopped."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from boussole.adapters.mail import BoxError, parse_box, waiting
from boussole.core.conversations import Party
from boussole.features.surveys import services, tasks
from boussole.features.surveys.models import Address, Decision, FollowUp, Invitation, Survey
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.mail_servers import PASSWORD, MailServers, mail_servers, missing

LEA, LOST, RETURNS = "lea@example.com", "plus-personne@example.com", "retours@example.com"

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]


@pytest.fixture(scope="module")
def post() -> Iterator[MailServers]:
    """The servers, with a box for the customer and one for what comes back."""
    with mail_servers([LEA, RETURNS]) as servers:
        yield servers


@pytest.fixture
def deployed(settings: Settings, live_server: LiveServer, post: MailServers) -> None:
    """A deployment that writes through SMTP, and reads by IMAP what comes back."""
    settings.PUBLIC_URL, settings.COMPANY = live_server.url, "Lumen"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.smtp
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "", ""
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, False
    settings.DEFAULT_FROM_EMAIL = RETURNS
    settings.RETURNED_MAIL = place_of_returns(post)


def place_of_returns(post: MailServers, password: str = PASSWORD) -> str:
    """The box of what comes back, as ``BOUSSOLE_RETURNED_MAIL`` says it."""
    user = urllib.parse.quote(RETURNS, safe="")
    return f"imap://{user}:{password}@127.0.0.1:{post.imap}/INBOX?tls=0"


@pytest.fixture
def resolved(cast: Cast, deployed: None) -> Survey:
    """Two contacts that Awa resolved three hours ago; one of the addresses exists no more."""
    now = timezone.now()
    services.change_house_rules(
        by=cast.claire, quiet_from="00:00", quiet_until="00:00", quiet_days=[]
    )
    survey = surveys_stock.survey(cast)
    Survey.objects.update(started_at=now - timedelta(days=1))
    for number, email in enumerate((LEA, LOST)):
        customer = Party(id=email, name="Léa Martin", email=email)
        solved = now - timedelta(hours=3)
        stock.store(surveys_stock.contact(number, customer=customer, solved_at=solved))
    return survey


def work() -> None:
    """What the worker does every ten minutes."""
    tasks.ask.call_local()


def links(letter: EmailMessage) -> list[str]:
    """Every address that a letter holds, in its text, its page and its headers."""
    bodies = [letter.get_body((kind,)) for kind in ("plain", "html")]
    read = " ".join(body.get_content() for body in bodies if body) + str(letter["List-Unsubscribe"])
    return sorted(set(re.findall(r"https?://[^\s\"<>]+", read)))


def test_a_customer_answers_a_real_letter_and_is_told_what_was_done(
    resolved: Survey, cast: Cast, post: MailServers, visit: Visit
) -> None:
    work()
    (letter,) = post.wait_for(LEA, 1)
    asked = Invitation.objects.get(email=LEA)
    _scanned(letter, asked)
    _answered_low(letter, visit)
    follow_up = _followed_up(cast, visit, asked)
    _told(post, follow_up)
    _stopped_in_one_click(letter)
    _came_back(post, cast)


def _scanned(letter: EmailMessage, asked: Invitation) -> None:
    """Something opens every link before the reader does: nothing is answered, nothing is stopped."""
    found = links(letter)
    assert len(found) == 1 + 5 + 1, "the survey, its five answers, and the way out"
    for link in found:
        with urllib.request.urlopen(link) as page:  # noqa: S310 - links of our own server
            assert page.status == 200
    asked.refresh_from_db()
    assert (asked.state, asked.answers.count()) == (Invitation.State.SENT, 0)
    assert not Address.objects.filter(why=Address.Why.OPTED_OUT).exists()


def _answered_low(letter: EmailMessage, visit: Visit) -> None:
    (link,) = [one for one in links(letter) if one.endswith("?value=1")]
    page = visit(None, link, narrow=True)
    assert page.get_by_role("radio", name="1").is_checked()
    page.get_by_role("button").click()
    page.get_by_role("textbox").fill("Ma facture est fausse pour la troisième fois.")
    page.get_by_role("button").click()
    assert page.get_by_role("heading").inner_text() == "Merci de votre réponse"


def _followed_up(cast: Cast, visit: Visit, asked: Invitation) -> FollowUp:
    """The manager finds the answer with its due date, and says what was done."""
    found = FollowUp.objects.get(invitation=asked)
    assert found.owner == cast.claire
    page = visit(cast.claire, "/surveys/follow-ups/")
    row = page.get_by_role("listitem").filter(has_text="troisième fois")
    assert str(found.due_on.year) in row.inner_text()
    row.get_by_role("link").click()
    page.get_by_label("Ce qui a été fait").fill("Facture refaite, avoir de 12 €.")
    page.get_by_label("Ce que vous dites au client").fill("Votre facture est refaite.")
    page.get_by_role("button", name="Clore le suivi").click()
    page.get_by_text("Le suivi est clos.").wait_for()
    found.refresh_from_db()
    assert (found.closed_by, found.late) == (cast.claire, False)
    return found


def _told(post: MailServers, follow_up: FollowUp) -> None:
    _asked, told = post.wait_for(LEA, 2)
    body = told.get_body(("plain",))
    assert body
    assert "Votre facture est refaite." in body.get_content()
    assert "avoir de 12" not in body.get_content(), "what the team noted is the team’s"
    assert told["From"] == RETURNS
    follow_up.refresh_from_db()
    assert follow_up.told_at


def _stopped_in_one_click(letter: EmailMessage) -> None:
    """What a mail reader does for its "unsubscribe" button (RFC 8058)."""
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    request = urllib.request.Request(  # noqa: S310 - a link of our own server
        str(letter["List-Unsubscribe"]).strip("<> \r\n"), data=b"List-Unsubscribe=One-Click"
    )
    with urllib.request.urlopen(request) as page:  # noqa: S310 - as above
        assert page.status == 200
    assert Address.objects.filter(why=Address.Why.OPTED_OUT).count() == 1


def _came_back(post: MailServers, cast: Cast) -> None:
    """The letter to an address that exists no more: the server's own report stops it, and is not left lying."""
    lost = Invitation.objects.get(email=LOST)
    assert lost.state == Invitation.State.SENT, "the server took the letter before it failed"
    (report,) = post.wait_for(RETURNS, 1)
    assert report.get_content_type() == "multipart/report"
    work()
    lost.refresh_from_db()
    assert lost.state == Invitation.State.STOPPED
    assert Address.objects.get(why=Address.Why.BOUNCED).detail.startswith("5.")
    assert post.letters(RETURNS) == []
    other = surveys_stock.survey(cast, name="Autre")
    Survey.objects.filter(pk=other.pk).update(started_at=timezone.now() - timedelta(days=1))
    work()
    gates = Decision.objects.filter(survey=other).values_list("identity", "gate")
    assert dict(gates) == {LEA: "opt_out", LOST: "address"}


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_a_box_is_read_and_emptied_over_tls(
    post: MailServers, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(post.certificate))
    port = post.imap if scheme == "imap" else post.imaps
    with post.opened("boite@example.com") as reader:
        for words in ("un", "deux", "x" * 3_000):
            reader.append("INBOX", "", None, f"Subject: Essai\r\n\r\n{words}\r\n".encode())
    box = parse_box(f"{scheme}://boite%40example.com:{PASSWORD}@localhost:{port}")
    assert [raw.split()[-1] for raw in waiting(box, 1_000)] == [b"un", b"deux"]
    assert post.letters("boite@example.com") == []


def test_a_server_that_nobody_vouches_for_is_not_told_the_password(post: MailServers) -> None:
    box = parse_box(f"imaps://boite%40example.com:{PASSWORD}@localhost:{post.imaps}")
    with pytest.raises(BoxError, match="certificate"):
        list(waiting(box, 1_000))


@pytest.mark.parametrize("wrong", ["password", "folder"])
def test_a_box_that_refuses_says_so_and_letters_leave_all_the_same(
    resolved: Survey, post: MailServers, settings: Settings, wrong: str
) -> None:
    place = place_of_returns(post, "faux" if wrong == "password" else PASSWORD)
    settings.RETURNED_MAIL = place.replace("INBOX", "Nulle part" if wrong == "folder" else "INBOX")
    with pytest.raises(BoxError) as problem:
        list(waiting(parse_box(settings.RETURNED_MAIL), 1_000))
    assert PASSWORD not in str(problem.value)
    work()
    assert Invitation.objects.filter(survey=resolved, state=Invitation.State.SENT).count() == 2
