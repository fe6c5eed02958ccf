"""Where mail that comes back waits; reading it from a real IMAP server is a journey's."""

from __future__ import annotations

import mailbox
import socket
from pathlib import Path

import pytest

from boussole.adapters.mail import BoxError, ImapBox, parse_box, waiting

MOST = 1_000


def test_a_path_is_a_maildir() -> None:
    assert parse_box("/srv/mail/returned") == Path("/srv/mail/returned")


@pytest.mark.parametrize(
    ("place", "port", "folder", "security"),
    [
        ("imaps://me%40example.com:s%3Aecret@mail.example.com", 993, "INBOX", "tls"),
        ("imaps://me%40example.com:s%3Aecret@mail.example.com:1993/Re%20tours", 1993, "Re tours", "tls"),
        ("imap://me%40example.com:s%3Aecret@mail.example.com/", 143, "INBOX", "starttls"),
        ("imap://me%40example.com:s%3Aecret@mail.example.com/a/b?tls=0", 143, "a/b", "none"),
    ],
)  # fmt: skip
def test_an_address_is_a_folder_of_a_server(
    place: str, port: int, folder: str, security: str
) -> None:
    box = parse_box(place)
    assert isinstance(box, ImapBox)
    assert (box.host, box.user, box.password) == ("mail.example.com", "me@example.com", "s:ecret")
    assert (box.port, box.folder, box.security) == (port, folder, security)
    assert "s:ecret" not in repr(box)


@pytest.mark.parametrize(
    "place",
    [
        "pop3://me:secret@mail.example.com",
        "imaps://mail.example.com",
        "imaps://me@mail.example.com",
        "imaps://me:secret@mail.example.com/Re%C3%A7us",
        "imaps://me:secret@mail.example.com/a%0D%0Ab",
        "imaps://me:secret@mail.example.com:port/",
    ],
)
def test_what_is_neither_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match=r"write|ASCII|[Pp]ort"):
        parse_box(place)


def test_a_mail_stays_when_its_reader_failed(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "returned")
    for number in range(2):
        box.add(f"Subject: {number}\n\nBonjour".encode())
    with pytest.raises(RuntimeError, match="half way"):
        _read_one_then_fail(tmp_path / "returned")
    assert len(box) == 1


def _read_one_then_fail(path: Path) -> None:
    for place, _raw in enumerate(waiting(path, MOST)):
        if place == 1:
            raise RuntimeError("half way")


def test_a_folder_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    assert list(waiting(tmp_path / "nowhere", MOST)) == []


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_a_server_that_does_not_answer_is_said_without_the_password(scheme: str) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        box = parse_box(f"{scheme}://me:s3cret@127.0.0.1:{port}")
        with pytest.raises(BoxError) as problem:
            list(waiting(box, MOST))
    assert "127.0.0.1" in str(problem.value)
    assert "s3cret" not in str(problem.value)
