"""Mailboxes become conversations: threads, roles, dates, faults."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boussole.adapters.sources import Limits, Options, Rejection, detect, open_source
from boussole.core.conversations import Conversation, Party
from tests.open_data import open_data

CARE = "aide@exemple.fr"


def mail(
    number: int,
    sender: str,
    to: str = CARE,
    subject: str = "Colis",
    body: str = "Bonjour",
    **headers: str,
) -> bytes:
    fields = {
        "From": sender, "To": to, "Subject": subject, "Message-ID": f"<{number}@x>",
        "Date": f"Wed, 12 Mar 2025 10:{number:02}:00 +0100", "Content-Type": "text/plain; charset=utf-8",
    } | {name.replace("_", "-"): value for name, value in headers.items()}  # fmt: skip
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{head}\n{body}\n".encode()


def box(path: Path, *mails: bytes) -> Path:
    path.write_bytes(
        b"".join(b"From x@y Wed Mar 12 10:00:00 2025\n" + one + b"\n" for one in mails)
    )
    return path


def conversations(path: Path, **options: object) -> list[Conversation]:
    found = list(open_source(path, options=Options(**options)))  # type: ignore[arg-type]  # a table of options
    assert not [one for one in found if isinstance(one, Rejection)]
    return [one for one in found if isinstance(one, Conversation)]


LEA = "Léa Martin <lea@perso.fr>"
ANNE = "Anne Roux <anne.roux@exemple.fr>"


def test_a_thread_is_one_conversation_in_order(tmp_path: Path) -> None:
    path = box(
        tmp_path / "box.mbox",
        mail(
            3,
            LEA,
            subject="RE: Colis",
            References="<1@x> <2@x>",
            body="Merci\n\nLe 12/03/2025 à 10:02, Anne a écrit :\n> Je regarde",
        ),
        mail(1, LEA),
        mail(2, ANNE, "lea@perso.fr", "Re: Colis", "Je regarde\n-- \nAnne", In_Reply_To="<1@x>"),
        mail(9, "bob@ailleurs.fr", subject="Facture"),
    )
    first, second = conversations(path)
    assert (first.id, first.subject, first.channel) == ("1@x", "Colis", "email")
    assert [(turn.role, turn.text) for turn in first.turns] == [
        ("customer", "Bonjour"), ("agent", "Je regarde"), ("customer", "Merci"),
    ]  # fmt: skip
    assert first.turns[1].attributes["signature"] == "--\nAnne"
    assert "> Je regarde" in str(first.turns[2].attributes["quoted"])
    assert first.began == datetime(2025, 3, 12, 9, 1, tzinfo=UTC)
    assert first.customer == Party(id="lea@perso.fr", name="Léa Martin", email="lea@perso.fr")
    assert first.agent == Party(
        id="anne.roux@exemple.fr", name="Anne Roux", email="anne.roux@exemple.fr"
    )
    assert second.subject == "Facture"


def test_the_service_is_guessed_and_told(tmp_path: Path) -> None:
    path = box(
        tmp_path / "box.mbox",
        mail(1, LEA),
        mail(2, "b@free.fr"),
        mail(3, ANNE, "b@free.fr", References="<2@x>"),
    )
    source = open_source(path)
    assert [one.turns[-1].role for one in source if isinstance(one, Conversation)] == [
        "customer",
        "agent",
    ]
    (told,) = source.warnings
    assert told.message.en.startswith(
        "Addresses of the service guessed: @exemple.fr, aide@exemple.fr."
    )


def test_the_service_can_be_named(tmp_path: Path) -> None:
    path = box(tmp_path / "box.mbox", mail(1, LEA))
    assert conversations(path, agents=("perso.fr",))[0].turns[0].role == "agent"
    assert conversations(path, agents=("lea@perso.fr",))[0].turns[0].role == "agent"
    assert conversations(path, agents=("@autre.fr",))[0].turns[0].role == "customer"


def test_threads_join_whatever_the_order_of_the_mails(tmp_path: Path) -> None:
    mails = [
        mail(1, LEA), mail(2, ANNE, "lea@perso.fr", In_Reply_To="<1@x>"),
        mail(3, LEA, In_Reply_To="<2@x>"), mail(4, ANNE, "lea@perso.fr", In_Reply_To="<3@x>"),
    ]  # fmt: skip
    for number, order in enumerate([(0, 1, 2, 3), (3, 2, 1, 0), (0, 3, 1, 2)]):
        path = box(tmp_path / f"{number}.mbox", *(mails[one] for one in order))
        (found,) = conversations(path)
        assert [turn.attributes["message_id"] for turn in found.turns] == [
            "1@x",
            "2@x",
            "3@x",
            "4@x",
        ]


def test_a_reply_that_names_nothing_finds_its_subject(tmp_path: Path) -> None:
    path = box(
        tmp_path / "box.mbox",
        mail(1, LEA), mail(2, ANNE, "lea@perso.fr", "Re: Colis", In_Reply_To="<1@x>"),
        mail(3, LEA, "anne.roux@exemple.fr", "RE: Colis"),
        mail(4, "bob@ailleurs.fr", subject="Re: Colis"),
        mail(5, LEA, "anne.roux@exemple.fr", "RE: Colis", Date="Wed, 12 Nov 2025 10:00:00 +0100"),
    )  # fmt: skip
    assert sorted(len(one.turns) for one in conversations(path)) == [1, 1, 3]


def test_who_speaks(tmp_path: Path) -> None:
    path = box(
        tmp_path / "box.mbox",
        mail(1, LEA), mail(2, "MAILER-DAEMON@exemple.fr", "lea@perso.fr", References="<1@x>"),
        mail(3, CARE, "lea@perso.fr", References="<1@x>", Auto_Submitted="auto-replied"),
        mail(4, ANNE, "paul@exemple.fr", References="<1@x>"), mail(5, ANNE, "lea@perso.fr", References="<1@x>"),
    )  # fmt: skip
    (found,) = conversations(path, agents=("exemple.fr",))
    assert [(turn.role, turn.public) for turn in found.turns] == [
        ("customer", True), ("system", True), ("system", True), ("agent", False), ("agent", True),
    ]  # fmt: skip


def test_the_same_mail_in_two_folders_counts_once(tmp_path: Path) -> None:
    box(tmp_path / "inbox.mbox", mail(1, LEA))
    (tmp_path / "sent.eml").write_bytes(mail(1, LEA))
    source = open_source(tmp_path)
    assert sum(len(one.turns) for one in source if isinstance(one, Conversation)) == 1
    assert "duplicate_same" in [told.code for told in source.warnings]


def test_a_forward_says_what_it_forwards(tmp_path: Path) -> None:
    body = "---------- Message transféré ---------\nDe : Bob\n\nMon four est en panne."
    path = box(tmp_path / "box.mbox", mail(1, ANNE, subject="TR: Panne", body=body))
    (found,) = conversations(path, agents=("exemple.fr",))
    assert found.turns[0].text.endswith("Mon four est en panne.")
    assert found.subject == "Panne"


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Wed, 12 Mar 2025 10:00:00 +0100", datetime(2025, 3, 12, 9, tzinfo=UTC)),
        ("12 Mar 2025 10:00:00", datetime(2025, 3, 12, 10, tzinfo=UTC)),
        ("Wed, 12 Mar 2025 10:00:00 -0000", datetime(2025, 3, 12, 10, tzinfo=UTC)),
        ("hier", datetime(2025, 3, 12, 8, tzinfo=UTC)),
        ("Thu, 1 Jan 1970 00:00:00 +0000", datetime(2025, 3, 12, 8, tzinfo=UTC)),
    ],
)
def test_a_date_that_cannot_be_is_read_from_the_server(
    date: str, at: datetime, tmp_path: Path
) -> None:
    received = "from a by b; Wed, 12 Mar 2025 08:00:00 +0000"
    path = box(tmp_path / "box.mbox", mail(1, LEA, Date=date, Received=received))
    assert conversations(path)[0].turns[0].at == at


def test_odd_encodings_are_read(tmp_path: Path) -> None:
    head = (
        b"From: =?iso-8859-1?Q?L=E9a?= <lea@perso.fr>\nSubject: R\xe9clamation\nMessage-ID: <1@x>\n"
    )
    (tmp_path / "a.eml").write_bytes(
        head + b"Content-Type: text/plain; charset=klingon\n\nD\xe9\xe7ue \x96 vraiment"
    )
    (found,) = conversations(tmp_path)
    assert (found.subject, found.turns[0].text) == ("Réclamation", "Déçue – vraiment")
    assert found.turns[0].author == "Léa"


def test_an_html_mail_is_read_as_text(tmp_path: Path) -> None:
    body = "<p>Bonjour</p><blockquote>Avant</blockquote>"
    path = box(
        tmp_path / "box.mbox", mail(1, LEA, body=body, Content_Type="text/html; charset=utf-8")
    )
    assert conversations(path)[0].turns[0].text == "Bonjour"


def test_from_in_a_sentence_does_not_cut_a_mailbox(tmp_path: Path) -> None:
    path = box(
        tmp_path / "box.mbox",
        mail(1, LEA, body="a\n\nFrom what I saw\n\n>From Paul"),
        mail(2, "b@c.fr"),
    )
    first, _ = conversations(path)
    assert first.turns[0].text == "a\n\nFrom what I saw\n\nFrom Paul"


def test_a_compressed_mailbox_and_a_very_large_mail(tmp_path: Path) -> None:
    large = mail(1, LEA, body="Bonjour\n" + "x" * 50_000)
    packed = tmp_path / "box.mbox.gz"
    packed.write_bytes(gzip.compress(box(tmp_path / "box", large, mail(2, "b@c.fr")).read_bytes()))
    limits = Limits(record_bytes=20_000, text_chars=30_000)
    found = list(open_source(packed, options=Options(limits=limits)))
    assert len([one for one in found if isinstance(one, Conversation)]) == 2
    rejected = list(open_source(packed, options=Options(limits=Limits(text_chars=1_000))))
    assert [one.reason for one in rejected if isinstance(one, Rejection)] == ["text_too_long"]


def test_what_is_no_mail_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"hello\n\nworld")
    (tmp_path / "b.eml").write_bytes(mail(1, LEA, subject="", body=""))
    found = list(open_source(tmp_path))
    assert [one.reason for one in found if isinstance(one, Rejection)] == [
        "not_a_mail",
        "empty_mail",
    ]


@pytest.mark.open_data
def test_every_odd_mail_gives_a_conversation_or_a_reason() -> None:
    """103 mails made to break readers, and those of two libraries: none raises, three quarters keep a text."""
    paths = [path for path in sorted(open_data("mail").rglob("*")) if path.is_file()]
    texts = 0
    for path in paths:
        found = list(open_source(path, "mail"))
        assert found
        assert all(
            one.reason in {"not_a_mail", "empty_mail"}
            for one in found
            if isinstance(one, Rejection)
        )
        texts += any(
            turn.text for one in found if isinstance(one, Conversation) for turn in one.turns
        )
    mails = [path for path in paths if path.suffix in {".eml", ".rlug"}]
    assert (len(paths), len(mails)) == (240, 117)
    assert texts >= 95


@pytest.mark.open_data
@pytest.mark.parametrize(
    "name", ["eml_mime_torture/raw_email.eml", "mbox/mbox.rlug", "talon_eml_html/gmail.eml"]
)
def test_mail_is_recognised(name: str) -> None:
    assert detect(open_data(f"mail/{name}")).kind.name == "mail"
