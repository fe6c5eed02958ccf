"""Files made to break readers cost no more than their size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from boussole.adapters.sources import Options, open_source
from boussole.adapters.sources.export import as_json
from boussole.adapters.sources.mail.html_text import text_of
from boussole.core.conversations import Conversation

SECONDS = 20
"""Far above what each takes, far under what a quadratic reader takes."""


def nested(depth: int) -> bytes:
    parts = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return ("From: a@b.fr\nSubject: x\n" + "".join(parts) + "\n\nBonjour").encode()


@pytest.mark.parametrize(
    "raw",
    [
        nested(3_000), b"From: " + b"(" * 60_000 + b"\nSubject: x\n\nBonjour", b"From: a@b.fr\nSubject: " + b"=?x?q?" * 50_000 + b"\n\nBonjour",
        b"References: " + b"<a@b> " * 100_000 + b"\nSubject: x\n\nBonjour", b"From: " + b"a," * 100_000 + b"\nSubject: x\n\nBonjour",
        b"Subject: " + b"Re: " * 100_000 + b"\n\nBonjour", b"Date: " + b"1 " * 100_000 + b"\nSubject: x\n\nBonjour",
    ],
    ids=range(7),
)  # fmt: skip
def test_hostile_mails_are_read_in_time(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(raw)
    began = time.process_time()
    assert len(list(open_source(tmp_path / "a.eml", "mail"))) == 1
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("depth", [50, 200, 300, 900, 5_000])
@pytest.mark.parametrize(
    "shape", ['{"id": "a", "turns": [{"role": "agent", "text": "x"}], "deep": %s}', "%s", "[%s"]
)
def test_deep_values_are_kept_or_told(depth: int, shape: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(shape % ("[" * depth + "]" * depth))
    (found, *_) = open_source(path, "boussole_jsonl", options=Options())
    if isinstance(found, Conversation):
        assert len(as_json(found)) > depth


def test_tags_never_closed_are_dropped_in_time() -> None:
    began = time.process_time()
    assert text_of("a" + "<a " * 100_000) == "a"
    assert time.process_time() - began < SECONDS


def test_many_numbers_in_one_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": %s, "turns": [{"role": "agent", "text": "x"}]}' % ("9" * 10_000))
    (found,) = open_source(path, "boussole_jsonl")
    assert not isinstance(found, Conversation)
