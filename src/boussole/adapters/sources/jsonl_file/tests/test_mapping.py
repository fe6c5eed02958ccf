"""The mapping language: each construct, and what is said when it is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from boussole.adapters.sources import Mapping, MappingError, Options, Rejection, detect, open_source
from boussole.adapters.sources.mapped import Mapped, reader
from boussole.adapters.sources.mapping import COLUMN_FIELDS, From
from boussole.core.conversations import Answer, Conversation, Party

ROOT = Path(__file__).resolve().parents[6]
RECORD: dict[str, Any] = {
    "ref": {"number": 12}, "source": "Courriel", "when": "2025-03-12T10:00:00Z", "took": "1 02:03:04",
    "who": {"id": 7, "mail": "lea@perso.fr"}, "by": ["Anne", "Paul"], "labels": ["vip", "colis"], "note": "bien",
    "messages": [
        {"kind": "in", "body": "L&#39;été &amp; moi", "t": 1741773600, "seen": "oui", "mood": 3},
        {"kind": "OUT", "body": "Voilà", "t": "2025-03-12T10:05:00Z", "seen": "interne", "from": {"name": "Anne"}},
    ],
    "closing": "Au revoir",
}  # fmt: skip
MAPPING: dict[str, Any] = {
    "id": "ref.number", "channel": "source", "started_at": "when", "team": {"value": "Nord"}, "tags": "labels",
    "customer": {"id": "who.id", "email": "who.mail"}, "agent": {"name": "by.0"},
    "reason": {"first": ["motif", "note"]},
    "turns": {"list": "messages", "role": "kind", "text": "body", "at": "t", "author": "from.name", "public": "seen"},
    "append": [{"role": {"value": "agent"}, "text": "closing", "at": {"path": "when", "plus": "took"}}, {"role": {"value": "bot"}, "text": "absent"}],
    "answers": [{"kind": "csat", "scale": 5, "value": "note", "values": {"bien": 4}}, {"kind": "nps", "scale": 11, "value": "nps"}],
    "roles": {"customer": ["in"], "agent": ["out"]}, "unescape_html": True,
}  # fmt: skip


def only(path: Path, mapping: Mapping, **options: Any) -> Conversation:
    (found,) = open_source(path, mapping=mapping, options=Options(**options))
    assert isinstance(found, Conversation)
    return found


def test_every_construct(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(RECORD))
    found = only(path, Mapping.parse(MAPPING))
    assert (found.id, found.channel, found.team, found.reason) == ("12", "email", "Nord", "bien")
    assert found.customer == Party(id="7", email="lea@perso.fr")
    assert found.agent == Party(name="Anne")
    assert found.tags == ("vip", "colis")
    assert [(turn.role, turn.text, turn.public) for turn in found.turns] == [
        ("customer", "L'été & moi", True), ("agent", "Voilà", False), ("agent", "Au revoir", True),
    ]  # fmt: skip
    assert [turn.at for turn in found.turns] == [
        datetime(2025, 3, 12, 10, 0, tzinfo=UTC), datetime(2025, 3, 12, 10, 5, tzinfo=UTC),
        datetime(2025, 3, 13, 12, 3, 4, tzinfo=UTC),
    ]  # fmt: skip
    assert found.answers == (Answer(kind="csat", scale=5, value=4),)
    assert found.turns[0].attributes == {"mood": 3}
    assert found.attributes == {
        "ref": {"number": 12},
        "who": RECORD["who"],
        "by": RECORD["by"],
        "took": "1 02:03:04",
        "note": "bien",
    }


def test_conversations_inside_one_large_object(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    others = [RECORD | {"ref": {"number": number}} for number in range(3)]
    path.write_text(json.dumps({"meta": {"a": [1]}, "data": others, "next": None}, indent=1))
    source = open_source(path, mapping=Mapping.parse(MAPPING | {"records": "data"}))
    assert [one.id for one in source if isinstance(one, Conversation)] == ["0", "1", "2"]


def test_a_time_zone_and_a_date_format(tmp_path: Path) -> None:
    record = {"id": 1, "m": [{"r": "client", "x": "a", "d": "13/03/2025 10h00"}]}
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(record))
    base = {
        "id": "id",
        "turns": {"list": "m", "role": "r", "text": "x", "at": "d"},
        "date_format": "%d/%m/%Y %Hh%M",
    }
    (rejected,) = open_source(path, mapping=Mapping.parse(base))
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "naive_datetime"
    found = only(path, Mapping.parse(base | {"timezone": "Europe/Paris"}))
    assert found.turns[0].at == datetime(2025, 3, 13, 9, tzinfo=UTC)
    assert only(path, Mapping.parse(base), timezone="UTC").turns[0].at == datetime(
        2025, 3, 13, 10, tzinfo=UTC
    )


def test_messages_are_put_in_order_unless_told_not_to(tmp_path: Path) -> None:
    record = {
        "id": 1,
        "m": [
            {"r": "client", "x": day, "d": f"2025-03-{day}T00:00:00Z"} for day in ("12", "10", "11")
        ],
    }
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(record))
    base = {"id": "id", "turns": {"list": "m", "role": "r", "text": "x", "at": "d"}}
    assert [turn.text for turn in only(path, Mapping.parse(base)).turns] == ["10", "11", "12"]
    assert [
        turn.text for turn in only(path, Mapping.parse(base | {"sort_by_time": False})).turns
    ] == ["12", "10", "11"]


def test_foreign_json_asks_for_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps({"dialogue": ["a"]}))
    assert detect(path).kind.name == "jsonl_file"
    with pytest.raises(MappingError, match="Give a mapping"):
        list(open_source(path))


def test_usual_names_are_guessed(tmp_path: Path) -> None:
    record = {
        "ticket_id": 5, "channel": "chat", "team": "Nord", "user": {"id": 9}, "labels": ["a"], "extra": {"x": 1},
        "messages": [
            {"sender_type": "visitor", "body": "Bonjour, où en est mon remboursement ?", "created_at": "2025-03-12T10:00:00Z"},
            {"sender_type": "operator", "body": "Je regarde tout de suite", "created_at": "2025-03-12T10:01:00Z"},
        ],
    }  # fmt: skip
    path = tmp_path / "export.jsonl"
    path.write_text("\n".join(json.dumps(record | {"ticket_id": number}) for number in range(3)))
    source = open_source(path)
    first, *others = [one for one in source if isinstance(one, Conversation)]
    assert len(others) == 2
    assert (first.id, first.channel, first.team, first.customer) == (
        "0",
        "chat",
        "Nord",
        Party(id="9"),
    )
    assert [turn.role for turn in first.turns] == ["customer", "agent"]
    assert first.turns[1].at == datetime(2025, 3, 12, 10, 1, tzinfo=UTC)
    assert first.attributes == {"user": {"id": 9}, "labels": ["a"], "extra": {"x": 1}}
    assert [notice.code for notice in source.warnings] == ["guessed_mapping"]
    assert source.progress() == (path.stat().st_size, path.stat().st_size)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("id: a", "turns"),
        ("id: a\nturns: {role: r}", "turns.text"),
        ("id: a\nturns: {role: r, text: t}\ncolour: c", "colour"),
        ("id: {path: a, value: b}\nturns: {role: r, text: t}", "exactly one of"),
        ("id: a\nturns: {role: r, text: t}\nroles: {martian: [x]}", "roles.martian"),
        ("id: [", "cannot be read"),
        ("- a", "mapping"),
    ],
)
def test_a_wrong_mapping_names_the_field(written: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(written)
    with pytest.raises(MappingError, match=told) as error:
        Mapping.load(path)
    assert error.value.where == str(path)


def test_a_missing_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nowhere\.yaml"):
        Mapping.load(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        ("a", 1), ("b.c", 2), ("x.y", 3), ("l.1.k", 4), ("l.9", None), ("a.b", None), ("none", None),
        (From(value="v"), "v"), (From(first=("none", "empty", "a")), 1), (From(path="b.c"), 2),
        (From(path="t", plus="none"), None), (From(path="t", plus="s"), datetime(2025, 1, 1, 0, 1, 30, tzinfo=UTC)),
        (From(path="t", plus="back"), None),
    ],
)  # fmt: skip
def test_paths(spec: str | From, value: object) -> None:
    record = {
        "a": 1,
        "b": {"c": 2},
        "x.y": 3,
        "l": [0, {"k": 4}],
        "empty": "",
        "t": "2025-01-01T00:00:00Z",
        "s": 90,
        "back": "-12:00:00",
    }
    assert reader(spec)(record) == value


def test_the_shipped_mappings_are_sound() -> None:
    paths = sorted((ROOT / "examples").glob("*.yaml"))
    assert paths
    for path in paths:
        Mapped(Mapping.load(path))


def test_every_column_field_is_documented() -> None:
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in COLUMN_FIELDS)
    assert all(f"`{name}`" in told for name in Mapping.model_fields)
