"""Every bad input of a table: the record is rejected with its place and reason, the rest is imported."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boussole.adapters.sources import REASONS, Limits, Options, Rejection, open_source
from boussole.core.conversations import Conversation

GOOD = b'{"id": "good", "turns": [{"role": "customer", "text": "D\xc3\xa9sol\xc3\xa9e"}]}'
SMALL = Limits(record_bytes=4_000, text_chars=1_000, turns=5, expansion_floor=1_000)
OPTIONS = Options(limits=SMALL, latest=datetime(2026, 1, 1, tzinfo=UTC))


def conversation(**changes: object) -> bytes:
    record = {"id": "bad", "turns": [{"role": "customer", "text": "Bonjour"}]} | changes
    return json.dumps(record).encode()


def turn(**changes: object) -> dict[str, object]:
    return {"role": "customer", "text": "Bonjour"} | changes


BAD_LINES = [
    (b'{"id": "bad", "turns": [}', "invalid_json", None),
    (b'{"id": "bad", "turns": [{"role": "customer", "te', "truncated", None),
    (b'{"id": "bad", "n": NaN, "turns": []}', "invalid_json", None),
    (b"[" * 3_000, "invalid_json", None),
    (b'"just a text"', "not_an_object", None),
    (b'{"id": "bad", "turns": [{"role": "customer", "text": "\xe9t\xe9"}]}', "wrong_encoding", None),
    (b'{"turns": [{"role": "customer", "text": "Bonjour"}]}', "missing_id", "id"),
    (conversation(id=""), "missing_id", "id"),
    (conversation(id=None), "missing_id", "id"),
    (conversation(turns=[]), "no_turns", "turns"),
    (conversation(turns="Bonjour"), "no_turns", "turns"),
    (b'{"id": "bad"}', "no_turns", "turns"),
    (conversation(turns=[turn(), {"role": "agent"}]), "missing_field", "turns.1.text"),
    (conversation(turns=[turn(role="martian")]), "unknown_role", "turns.0.role"),
    (conversation(turns=[turn(at="2025-03-12T10:00:00")]), "naive_datetime", "turns.0.at"),
    (conversation(turns=[turn(at="1970-01-01T00:00:00Z")]), "impossible_datetime", "turns.0.at"),
    (conversation(turns=[turn(), turn(at="2042-01-01T00:00:00Z")]), "impossible_datetime", "turns.1.at"),
    (conversation(started_at="2042-01-01T00:00:00Z"), "impossible_datetime", "started_at"),
    (conversation(turns=[turn(at="2025-02-31T00:00:00Z")]), "unreadable_datetime", "turns.0.at"),
    (conversation(turns=[turn(at="hier")]), "unreadable_datetime", "turns.0.at"),
    (conversation(turns=[turn(text="x" * 1_001)]), "text_too_long", "turns.0.text"),
    (conversation(turns=[turn()] * 6), "too_many_turns", "turns"),
    (conversation(turns=[turn(text="x" * 5_000)]), "record_too_large", None),
    (conversation(answers=[{"kind": "csat", "scale": 1, "value": 1}]), "invalid_field", "answers.0.scale"),
    (conversation(answers=[{"kind": "csat", "scale": 5, "value": "très"}]), "invalid_field", "answers.0.value"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason", "field"), BAD_LINES)
def test_a_bad_line_is_told_and_the_rest_imported(
    line: bytes, reason: str, field: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "own.jsonl"
    ending = b"" if reason == "truncated" else b"\n" + GOOD.replace(b"good", b"after") + b"\n"
    path.write_bytes(GOOD + b"\n\n" + line + ending)
    found = list(open_source(path, options=OPTIONS))
    (rejected,) = [one for one in found if isinstance(one, Rejection)]
    assert (rejected.reason, rejected.field, rejected.line) == (reason, field, 3)
    assert rejected.path == str(path)
    assert rejected.message.fr != rejected.message.en
    assert "{" not in rejected.message.fr + rejected.mend.en
    imported = [one.id for one in found if isinstance(one, Conversation)]
    assert imported == (["good"] if reason == "truncated" else ["good", "after"])


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (b"[%s, %s]", []),
        (b"[\n%s,\n%s", ["truncated"]),
        (b'[\n%s,\n{"id": "b", "turns": [}, \n\n%s]', ["invalid_json"]),
        (b'[\n%s,\n{"id": "b" "turns": []}, \n\n%s]', ["invalid_json"]),
        (b"[%s, 12, %s]", ["not_an_object"]),
        (b'[\n%s,\n{"id": "b", "turns": [{"text"', ["truncated"]),
        (b"%s\n{\n", ["invalid_json"]),
        (b'[%s, {"id": "x", "turns": [{"role": "customer", "text": "' + b'{\\"' * 5_000 + b'"}]}, %s]', ["record_too_large"]),
    ],
)  # fmt: skip
def test_a_json_array_is_read_value_by_value(
    text: bytes, reasons: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "own.json"
    copies = tuple(GOOD.replace(b"good", name) for name in (b"first", b"second"))
    path.write_bytes(text.replace(b"%s", copies[0], 1).replace(b"%s", copies[1]))
    found = list(open_source(path, "boussole_jsonl", options=OPTIONS))
    assert [one.reason for one in found if isinstance(one, Rejection)] == reasons
    imported = [one.id for one in found if isinstance(one, Conversation)]
    assert imported == ["first", "second"][: text.count(b"%s")]


def test_values_that_have_one_right_reading_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(
        b'{"id": 9007199254740993, "channel": "Courriel", "status": "ferm\xc3\xa9", "turns": [{"role": "agent", '
        b'"text": "a\\u0000b\\ud800", "at": "2025-03-12 10:00", "mood": "calm"}], "customer": {"id": 7, "vip": true}, '
        b'"region": "Nord", "attributes": {"kept": 1}}\n'
    )
    source = open_source(path, options=Options(timezone="Europe/Paris"))
    (found,) = source
    assert isinstance(found, Conversation)
    assert (found.id, found.channel, found.status) == ("9007199254740993", "email", "closed")
    assert found.turns[0].text == "ab\ufffd"
    assert found.turns[0].at == datetime(2025, 3, 12, 9, tzinfo=UTC)
    assert found.turns[0].attributes == {"mood": "calm"}
    assert found.attributes == {"kept": 1, "region": "Nord", "customer.vip": True}
    assert [notice.code for notice in source.warnings] == ["nul_removed"]


def test_an_unknown_channel_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(conversation(channel="pigeon"))
    source = open_source(path)
    (found,) = source
    assert isinstance(found, Conversation)
    assert (found.channel, found.attributes) == (None, {"channel": "pigeon"})
    assert (
        source.warnings[0].message.fr
        == "Le canal «\u202fpigeon\u202f» n’est pas connu\u00a0: gardé parmi les attributs."
    )


def test_repeated_identifiers(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(b"\n".join([conversation(), conversation(), conversation(subject="Colis")]))
    source = open_source(path)
    assert [one.subject for one in source if isinstance(one, Conversation)] == [None, "Colis"]
    assert {notice.code: notice.count for notice in source.warnings} == {
        "duplicate_same": 1,
        "duplicate_newer": 1,
    }


def test_a_legacy_encoding_is_found_and_told(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    text = conversation(turns=[turn(text="Réglé à l’amiable")]).decode()
    path.write_bytes(json.dumps(json.loads(text), ensure_ascii=False).encode("cp1252"))
    source = open_source(path)
    (found,) = source
    assert isinstance(found, Conversation)
    assert found.turns[0].text == "Réglé à l’amiable"
    assert [(one.code, one.message.en) for one in source.warnings] == [
        ("encoding", "Encoding detected: cp1252.")
    ]


def test_a_bomb_is_stopped_and_the_next_file_read(tmp_path: Path) -> None:
    bomb, packed, good = tmp_path / "a.jsonl.gz", tmp_path / "b.zip", tmp_path / "c.jsonl"
    bomb.write_bytes(gzip.compress(GOOD + b"\n" + b" " * 5_000_000))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.jsonl", GOOD.replace(b"good", b"zipped") + b"\n" + b" " * 5_000_000)
    good.write_bytes(GOOD.replace(b"good", b"plain"))
    limits = Limits(expansion_floor=1_000_000)
    found = list(
        open_source([bomb, packed, good], "boussole_jsonl", options=Options(limits=limits))
    )
    rejected = [(one.reason, Path(one.path).name) for one in found if isinstance(one, Rejection)]
    assert rejected == [("unsafe_archive", "a.jsonl.gz"), ("unsafe_archive", "x.jsonl")]
    assert "plain" in [one.id for one in found if isinstance(one, Conversation)]


def test_a_damaged_archive_gives_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl.gz"
    lines = [json.dumps({"id": str(n), "turns": [turn(text=str(n * 7919))]}) for n in range(20_000)]
    packed = gzip.compress("\n".join(lines).encode())
    path.write_bytes(packed[: len(packed) // 2])
    found = list(open_source(path))
    assert len(found) > 5_000
    assert isinstance(found[-1], Rejection)
    assert found[-1].reason == "damaged_archive"


def test_excerpts_show_no_word_that_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(conversation(turns=[turn(role="martian", text="Zéphyrine, 06 12 34 56 78")]))
    (rejected,) = open_source(path)
    assert isinstance(rejected, Rejection)
    assert rejected.excerpt.startswith('{"id": "•••", "turns": [{"role":')
    assert not any(part in rejected.excerpt for part in ("phyrine", "06", "78"))


def test_every_reason_is_told_in_both_languages() -> None:
    for reason in REASONS.values():
        for text in (reason.message, reason.mend):
            assert text.fr != text.en
            assert text.fr.endswith(".")
            assert "'" not in text.fr
