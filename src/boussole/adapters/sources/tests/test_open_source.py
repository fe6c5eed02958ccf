"""The door of every import: formats are found, what cannot be read is told."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from boussole.adapters.sources import (
    SOURCES,
    InputNotFoundError,
    Mapping,
    Options,
    Rejection,
    SourceError,
    UnknownFormatError,
    UnknownSourceError,
    detect,
    open_source,
)
from boussole.core.conversations import Conversation
from tests.open_data import open_data

ROOT = Path(__file__).resolve().parents[5]
ONE = {"id": "a", "turns": [{"role": "customer", "text": "Bonjour"}]}


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def read(path: Path, **options: object) -> list[Conversation | Rejection]:
    return list(open_source(path, **options))  # type: ignore[arg-type]  # a table of options


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.jsonl"
    path.write_bytes(lines(ONE, {**ONE, "id": "b"}))
    return path


def test_its_own_shape_is_read_without_a_mapping(own: Path) -> None:
    source = open_source([own])
    assert source.names == ("boussole_jsonl",)
    assert [one.id for one in source if isinstance(one, Conversation)] == ["a", "b"]
    assert source.progress() == (own.stat().st_size, own.stat().st_size)


@pytest.mark.parametrize(
    "said", [{"reason_settled": True}, {"settled_origin": "it", "settled_demand": "value"}]
)
def test_no_source_says_what_people_settle(tmp_path: Path, said: dict[str, object]) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(lines({**ONE, **said}))
    (found,) = read(path)
    assert isinstance(found, Conversation)
    assert not found.reason_settled
    assert found.settled_origin is None
    assert found.settled_demand is None
    assert found.attributes == said


def test_compressed_files_are_read_as_they_are(tmp_path: Path) -> None:
    packed = tmp_path / "own.jsonl.gz"
    packed.write_bytes(gzip.compress(lines(ONE)))
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("deep/own.jsonl", lines({**ONE, "id": "z"}))
        one.writestr("deep/packed.jsonl.gz", gzip.compress(lines({**ONE, "id": "zz"})))
        one.writestr("__MACOSX/deep/own.jsonl", b"x")
        one.writestr("logo.png", b"\x89PNG\r\n")
    source = open_source([packed, archive])
    assert [one.id for one in source if isinstance(one, Conversation)] == ["a", "z", "zz"]
    assert source.progress().done <= source.progress().total
    assert [notice.code for notice in source.warnings] == ["skipped_file"]


def test_a_folder_is_read_file_by_file(own: Path) -> None:
    (own.parent / "more.csv").write_text("id,role,text\nc,client,Bonjour\n")
    assert {one.id for one in read(own.parent) if isinstance(one, Conversation)} == {"a", "b", "c"}


def test_what_nothing_recognises_is_told(tmp_path: Path) -> None:
    strange = tmp_path / "photo.jpg"
    strange.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UnknownFormatError) as told:
        open_source(strange)
    assert str(strange) in told.value.explain("fr")
    with pytest.raises(InputNotFoundError):
        open_source(tmp_path / "nowhere.csv")
    with pytest.raises(UnknownSourceError):
        open_source(strange, source="lotus")
    with pytest.raises(SourceError, match="time zone"):
        open_source(strange, source="csv_file", options=Options(timezone="Mars/Olympus"))


def test_every_source_is_told_in_both_languages() -> None:
    for name, kind in SOURCES.items():
        assert kind.name == name
        assert kind.label.fr
        assert kind.description.fr != kind.description.en
        assert callable(kind.vendor().read)


def test_detection_says_how_sure_it_is(own: Path) -> None:
    found = detect(own)
    assert (found.kind.name, found.confidence) == ("boussole_jsonl", 95)


@pytest.mark.open_data
def test_real_conversations_are_all_imported() -> None:
    mapping = Mapping.load(ROOT / "examples" / "ibm_twitter_care.yaml")
    source = open_source(open_data("ibm_twitter_care_docs/dev.jsonl.gz"), mapping=mapping)
    found = [one for one in source if isinstance(one, Conversation)]
    assert len(found) == 525
    assert sum(len(one.turns) for one in found) == 686 + 525
    assert all(one.turns[-1].role == "agent" and one.customer is None for one in found)
    # 33 durations of this file are negative or lose their days: no instant rather than a false one
    dated = [one for one in found if one.turns[-1].at]
    assert len(dated) == 525 - 33
    assert all(one.began and one.turns[-1].at > one.began for one in dated if one.turns[-1].at)
    assert not any("&amp;" in turn.text for one in found for turn in one.turns)
