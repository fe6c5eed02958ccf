"""Tables, however they are written, become conversations."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.adapters.sources import (
    Limits,
    Mapping,
    MappingError,
    Options,
    Rejection,
    detect,
    guess_columns,
    open_source,
)
from boussole.adapters.sources.csv_file.dialect import guess_delimiter
from boussole.adapters.sources.csv_file.guess import guess_date_format, guess_mapping
from boussole.core.conversations import Conversation

HEADER = "N° dossier;Date;Type auteur;Auteur;Message;Canal;Équipe;Région"
ROWS = [
    'A1;12/03/2025 14:05;Client;Léa;"Bonjour,\nje n’ai pas reçu mon « colis » ; merci";Téléphone;Nord;Est',
    "A1;12/03/2025 14:09;Conseiller;Anne;Je regarde;Téléphone;Nord;Est",
    "A2;13/03/2025 09:00;client;Bob;Où est ma facture ?;chat;Sud;Ouest",
]
PARIS = Options(timezone="Europe/Paris")


def table(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def split(found: list[Conversation | Rejection]) -> tuple[list[Conversation], list[Rejection]]:
    return (
        [one for one in found if isinstance(one, Conversation)],
        [one for one in found if isinstance(one, Rejection)],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_french_table_is_read_without_a_mapping(encoding: str, tmp_path: Path) -> None:
    path = table(tmp_path / "export.csv", HEADER, *ROWS, encoding=encoding)
    assert detect(path).kind.name == "csv_file"
    source = open_source(path, options=PARIS)
    (first, second), rejected = split(list(source))
    assert not rejected
    assert (first.id, first.channel, first.team) == ("A1", "phone", "Nord")
    assert [(turn.role, turn.author) for turn in first.turns] == [
        ("customer", "Léa"),
        ("agent", "Anne"),
    ]
    assert first.turns[0].text == "Bonjour,\nje n’ai pas reçu mon « colis » ; merci"
    assert first.turns[0].at == datetime(2025, 3, 12, 13, 5, tzinfo=UTC)
    assert (first.attributes, second.id) == ({"Région": "Est"}, "A2")
    told = {notice.code for notice in source.warnings}
    assert told == {"guessed_mapping"} | ({"encoding"} if encoding[:5] != "utf-8" else set())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["id", "role", "text"], *(["1", "client", "a, b; c | d\tet\nla suite"] for _ in range(5))]
    )
    assert guess_delimiter(out.getvalue()) == delimiter


@pytest.mark.parametrize("seed", range(3))
def test_rows_in_any_order_give_the_same_conversations(seed: int, tmp_path: Path) -> None:
    header = "conversation_id,role,at,text"
    rows = [
        f"c{number % 40},{'client' if number % 2 else 'agent'},2025-03-12T{number // 60:02}:{number % 60:02}:00Z,m{number}"
        for number in range(400)
    ]
    grouped = sorted(rows, key=lambda row: row.split(",")[0])
    mixed = list(rows)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # a shuffle for a test
    first = list(open_source(table(tmp_path / "a.csv", header, *grouped)))
    second = list(open_source(table(tmp_path / "b.csv", header, *mixed)))
    assert sorted(map(str, first)) == sorted(map(str, second))
    assert len(first) == 40


def test_bad_rows_are_told_by_their_line(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv", "id,role,text", "1,client,un", "2,client", "3,client,trois,de trop", ",client,rien",
        "4,martien,quatre", '5,client,"cinq', 'suite"', "6,client,six",
    )  # fmt: skip
    found, rejected = split(list(open_source(path)))
    assert [one.id for one in found] == ["1", "5", "6"]
    assert sorted((one.line, one.reason) for one in rejected) == [
        (3, "ragged_row"), (4, "ragged_row"), (5, "missing_id"), (6, "unknown_role"),
    ]  # fmt: skip


def test_a_quote_never_closed_loses_little(tmp_path: Path) -> None:
    long = ["x" * 90] * 100
    path = table(
        tmp_path / "a.csv",
        "id,role,text",
        "1,client,un",
        '2,client,"deux',
        *long,
        'fin"',
        "3,client,trois",
    )
    options = Options(limits=Limits(text_chars=1_000))
    found, rejected = split(list(open_source(path, options=options)))
    assert [one.id for one in found] == ["1", "3"]
    assert [(one.line, one.reason) for one in rejected] == [(3, "unclosed_quote")]
    assert rejected[0].message.en == "A quote is opened and never closed; lines 3-104 are lost."


def test_a_huge_cell_is_passed_over(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        "id,role,text",
        "1,client,un",
        f"2,client,{'x' * 50_000}",
        "3,client,trois",
    )
    options = Options(limits=Limits(record_bytes=10_000, text_chars=5_000))
    found, rejected = split(list(open_source(path, options=options)))
    assert [one.id for one in found] == ["1", "3"]
    assert [(one.line, one.reason) for one in rejected] == [(3, "record_too_large")]


def test_stray_bytes_and_nul_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        "id,role,text\n1,client,été à l’hôtel\n".encode() + b"2,client,\xff\xfe\n3,client,a\x00b\n"
    )
    found, rejected = split(list(open_source(path, "csv_file")))
    assert [(one.id, one.turns[0].text) for one in found] == [("1", "été à l’hôtel"), ("3", "ab")]
    assert [(one.line, one.reason) for one in rejected] == [(3, "wrong_encoding")]


def test_columns_are_named_by_flags_or_by_file(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv", "k|w|m|s|t", "1|in|Bonjour|4|vip,colis", "1|out|Voilà|4|vip,colis"
    )
    columns = {"id": "k", "role": "w", "text": "m", "csat": "s", "tags": "t"}
    roles = {"customer": ["in"], "agent": ["out"]}
    written = tmp_path / "map.yaml"
    written.write_text(
        "id: k\nturns: {role: w, text: m}\ntags: t\nanswers: [{kind: csat, scale: 5, value: s}]\n"
        "roles: {customer: [in], agent: [out]}\ndelimiter: '|'\n"
    )
    for mapping in (Mapping.from_columns(columns, roles=roles), Mapping.load(written)):
        (found,), rejected = split(list(open_source(path, mapping=mapping)))
        assert not rejected
        assert [turn.role for turn in found.turns] == ["customer", "agent"]
        assert (found.tags, found.answers[0].value) == (("vip", "colis"), 4)
        assert found.attributes == {"s": "4"}


def test_what_cannot_be_guessed_is_asked_for(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "alpha,beta,gamma", "1,2,3", "1,2,3")
    guess = guess_columns(path)
    assert (guess.mapping, guess.missing, guess.confidence) == (None, ("id", "role", "text"), 0.0)
    with pytest.raises(MappingError, match="--column"):
        list(open_source(path))
    with pytest.raises(MappingError, match="not a field of a conversation"):
        Mapping.from_columns({"colour": "alpha"})
    with pytest.raises(MappingError, match=r"turns\.text"):
        Mapping.from_columns({"id": "alpha", "role": "beta"})
    mapping = Mapping.from_columns({"id": "nowhere", "role": "beta", "text": "gamma"})
    with pytest.raises(MappingError, match="nowhere"):
        list(open_source(path, mapping=mapping))


HEADERS = [
    (["Ticket ID", "Sender Type", "Message", "Created At", "Channel", "Assignee"],
     {"id": "Ticket ID", "role": "Sender Type", "text": "Message", "at": "Created At", "channel": "Channel", "agent.name": "Assignee"}),
    (["id_conversation", "expediteur", "role", "texte", "horodatage", "motif"],
     {"id": "id_conversation", "author": "expediteur", "role": "role", "text": "texte", "at": "horodatage", "reason": "motif"}),
    (["conversationId", "author", "direction", "body", "sentAt", "customerEmail"],
     {"id": "conversationId", "author": "author", "role": "direction", "text": "body", "at": "sentAt", "customer.email": "customerEmail"}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_headers_in_both_languages(header: list[str], expected: dict[str, str]) -> None:
    guess = guess_mapping(header, [])
    assert {one.field: one.column for one in guess.columns} == expected
    assert guess.mapping is not None
    assert 0.3 < guess.confidence <= 1


def test_the_cells_decide_between_columns() -> None:
    header = ["id", "date", "message", "role", "satisfaction"]
    row = ["1", "pas une date", "Bonjour à tous, voici ma question", "client", "beaucoup"]
    fields = {one.field: one.confidence for one in guess_mapping(header, [row]).columns}
    assert fields["text"] == pytest.approx(0.96)
    assert "csat" not in fields
    assert "at" not in fields


@pytest.mark.parametrize(
    ("values", "pattern"),
    [
        (["12/03/2025 14:05", "13/03/2025 09:00"], "%d/%m/%Y %H:%M"),
        (["03/13/2025 14:05:10", "03/02/2025 09:00:00"], "%m/%d/%Y %H:%M:%S"),
        (["01/02/2025"], "%d/%m/%Y"),
        (["1.2.25 08:30"], "%d.%m.%y %H:%M"),
        (["12/03/2025 à 14:05"], "%d/%m/%Y à %H:%M"),
        (["2025-03-12T14:05:00Z"], None),
        (["12/03/2025", "hier"], None),
        ([], None),
    ],
)
def test_day_and_month_are_told_apart(values: list[str], pattern: str | None) -> None:
    assert guess_date_format(values) == pattern


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20)


@given(texts=st.lists(cells, min_size=1, max_size=6), delimiter=st.sampled_from(",;\t|"))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_passes_through_a_table(texts: list[str], delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerow(["id", "role", "text"])
        writer.writerows(["1", "client", text] for text in texts)
    mapping = Mapping.parse(
        {"id": "id", "turns": {"role": "role", "text": "text"}, "delimiter": delimiter}
    )
    (found,) = open_source(path, "csv_file", mapping, options=Options(encoding="utf-8"))
    assert isinstance(found, Conversation)
    assert [turn.text for turn in found.turns] == texts
