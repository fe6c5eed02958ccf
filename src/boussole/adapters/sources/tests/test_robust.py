"""Whatever is done to a file, reading it ends, with conversations, rejections or a reason to stop."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.adapters.sources import SOURCES, Mapping, Options, Rejection, SourceError, open_source
from boussole.core.conversations import Conversation

ONE = {"id": "a", "channel": "chat", "customer": {"id": 1}, "turns": [
    {"role": "customer", "text": "Où est mon colis ?", "at": "2025-03-12T10:00:00Z"}, {"role": "agent", "text": "« Là »"}],
    "answers": [{"kind": "csat", "scale": 5, "value": 4}]}  # fmt: skip
TICKET = {"id": 1, "requester_id": 2, "via": {"channel": "web"}, "satisfaction_rating": {"score": "good"}, "metric_set": {"reopens": 0},
          "custom_fields": [{"id": 1, "value": True}], "tags": ["a"], "created_at": "2025-03-12T10:00:00Z",
          "comments": [{"author_id": 2, "body": "Bonjour", "created_at": "2025-03-12T10:00:00Z", "via": {"channel": "email"}}],
          "survey_responses": [{"answers": [{"type": "rating_scale", "rating": 4}]}], "metric_events": []}  # fmt: skip
MAIL = (
    "From a@b Wed Mar 12 10:00:00 2025\nFrom: =?utf-8?q?L=C3=A9a?= <lea@x.fr>\nTo: aide@y.fr\nSubject: Colis\n"
    "Date: Wed, 12 Mar 2025 10:00:00 +0100\nMessage-ID: <1@x>\nReferences: <0@x>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n'
    "Bonjour \nà tous\n\nLe 12/03/2025 à 10:00, Anne a écrit :\n> Oui\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n\n"
) * 2
MAPPING = Mapping.parse(
    {
        "id": "id", "channel": "channel", "customer": {"id": "customer.id"}, "tags": "tags", "unescape_html": True,
        "turns": {"list": "turns", "role": "role", "text": "text", "at": "at", "author": "author", "public": "public"},
        "append": [{"role": {"value": "agent"}, "text": "channel", "at": {"path": "customer", "plus": "id"}}],
        "answers": [{"kind": "csat", "scale": 5, "value": "answers.0.value", "comment": "tags"}],
    }
)  # fmt: skip
WHOLE: dict[str, bytes] = {
    "boussole_jsonl": "\n".join([json.dumps(ONE), json.dumps(ONE | {"id": "b"}, ensure_ascii=False)]).encode(),
    "jsonl_file": json.dumps([ONE, ONE | {"id": "b"}], ensure_ascii=False).encode(),
    "zendesk": json.dumps({"users": [{"id": 2, "name": "Léa", "role": "end-user"}], "tickets": [TICKET, TICKET | {"id": 3}]}).encode(),
    "mail": MAIL.encode(),
    "csv_file": 'id;role;text;date\n1;client;"Où ""est""\nmon colis ?";12/03/2025 10:00\n2;agent;« Là »;12/03/2025 10:05\n'.encode(),
}  # fmt: skip
PIECES = (
    b'"',
    b"{",
    b"]",
    b"\n",
    b"\x00",
    b"\xff",
    b"null",
    b"[]",
    b"-1e999",
    b"=?x?q?",
    b"From ",
    b";",
    b"<",
    b"\\u0000",
    b"\\ud800",
    b"",
)

changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
)


def test_every_source_is_tried() -> None:
    assert set(WHOLE) == set(SOURCES)


@pytest.mark.parametrize("name", WHOLE)
@given(made=changes, forced=st.booleans())
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_changed_anywhere_is_read_to_its_end(
    name: str, made: list[tuple[float, int, bytes]], forced: bool, tmp_path: Path
) -> None:
    data = WHOLE[name]
    for where, taken, put in made:
        at = int(where * len(data))
        data = data[:at] + put + data[at + taken :]
    path = tmp_path / "changed"
    path.write_bytes(data)
    mapping = MAPPING if name == "jsonl_file" else None
    found: list[Conversation | Rejection] = []
    with suppress(SourceError):  # stopping with a reason is a right outcome too
        found = list(
            open_source(path, name if forced else None, mapping, options=Options(timezone="UTC"))
        )
    for one in found:
        assert isinstance(one, (Conversation, Rejection))
        if isinstance(one, Conversation):
            Conversation.model_validate_json(one.model_dump_json())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=3,
)


@pytest.mark.parametrize(
    ("name", "whole"), [("boussole_jsonl", ONE), ("jsonl_file", ONE), ("zendesk", TICKET)]
)
@given(data=st.data())
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_value_of_any_kind_anywhere_is_told_or_read(
    name: str, whole: dict[str, object], data: st.DataObject, tmp_path: Path
) -> None:
    record = json.loads(json.dumps(whole))
    holder, key = data.draw(st.sampled_from(list(_places(record))))
    holder[key] = data.draw(values)
    path = tmp_path / "changed.jsonl"
    path.write_text(json.dumps(record))
    mapping = MAPPING if name == "jsonl_file" else None
    found = list(open_source(path, name, mapping))
    assert len(found) == 1
    assert isinstance(found[0], (Conversation, Rejection))


def _places(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return [(value, key) for key in value] + [
            one for inner in value.values() for one in _places(inner)
        ]
    if isinstance(value, list):
        return [(value, at) for at in range(len(value))] + [
            one for inner in value for one in _places(inner)
        ]
    return []
