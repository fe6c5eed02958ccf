"""What is written reads back; what a spreadsheet opens does nothing."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.adapters.sources import Rejection, RejectsFile, open_source, write_rejects
from boussole.adapters.sources.cells import neutralised
from boussole.adapters.sources.export import write_csv, write_jsonl
from boussole.core.conversations import CHANNELS, ROLES, Answer, Conversation, Party, Turn

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
words = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)
instants = st.datetimes(datetime(1990, 1, 2), datetime(2025, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
maybe_instants = st.none() | instants
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=3,
)
attributes = st.dictionaries(words, values, max_size=2)
parties = st.none() | st.builds(
    Party, id=st.none() | words, name=st.none() | texts, email=st.none() | texts
)
turns = st.builds(
    Turn, role=st.sampled_from(ROLES), text=texts, at=maybe_instants, author=st.none() | texts,
    public=st.booleans(), attributes=attributes,
)  # fmt: skip
answers = st.builds(
    Answer, kind=st.sampled_from(["csat", "nps", "ces"]), scale=st.integers(2, 11),
    value=st.floats(0, 10), at=maybe_instants, comment=st.none() | texts,
)  # fmt: skip
conversations = st.builds(
    Conversation, id=words, turns=st.lists(turns, min_size=1, max_size=3).map(tuple),
    channel=st.none() | st.sampled_from(CHANNELS), subject=st.none() | texts, started_at=maybe_instants,
    updated_at=maybe_instants, status=st.sampled_from([None, "open", "pending", "solved", "closed"]),
    first_solved_at=maybe_instants, solved_at=maybe_instants, reopened=st.none() | st.booleans(),
    customer=parties, agent=parties, team=st.none() | texts, reason=st.none() | texts,
    language=st.sampled_from([None, "fr", "en"]), tags=st.lists(texts, max_size=2).map(tuple),
    answers=st.lists(answers, max_size=2).map(tuple), attributes=attributes,
)  # fmt: skip


@given(
    given_=st.lists(conversations, max_size=3, unique_by=lambda one: one.id), packed=st.booleans()
)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_boussole_jsonl_reads_back_exactly(
    given_: list[Conversation], packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / ("all.jsonl.gz" if packed else "all.jsonl")
    assert write_jsonl(given_, path) == len(given_)
    assert list(open_source(path, "boussole_jsonl")) == given_


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_written_file_is_recognised(tmp_path: Path) -> None:
    one = Conversation(id="a", turns=(Turn(role="agent", text="Voilà"),))
    write_jsonl([one], tmp_path / "a.jsonl")
    assert list(open_source(tmp_path / "a.jsonl")) == [one]


def test_a_table_reads_back_what_it_can_hold(tmp_path: Path) -> None:
    at = datetime(2025, 3, 12, 10, tzinfo=UTC)
    one = Conversation(
        id="=1+1", channel="chat", team="Nord", tags=("vip", "colis"), customer=Party(id="c1", name="Léa"),
        turns=(Turn(role="customer", text='Où est-il ?\n"Colis"', at=at), Turn(role="agent", text="-20 %", at=at)),
        answers=(Answer(kind="csat", scale=5, value=4),),
    )  # fmt: skip
    path = tmp_path / "all.csv"
    assert write_csv([one], path) == 1
    rows = rows_of(path)
    assert [row["text"] for row in rows] == ['Où est-il ?\n"Colis"', "'-20 %"]
    assert {row["conversation_id"] for row in rows} == {"'=1+1"}
    (found,) = open_source(path)
    assert isinstance(found, Conversation)
    assert (found.team, found.tags, found.customer) == (one.team, one.tags, one.customer)
    assert (found.answers, found.turns[0].attributes) == (one.answers, {"turn": "0"})
    assert [turn.text for turn in found.turns] == ['Où est-il ?\n"Colis"', "'-20 %"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'), ("+33 6", "'+33 6"), ("-12.5", "-12.5"), ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("＝1", "'＝1"), ("Bonjour", "Bonjour"), (None, ""),
        ("a=b", "a=b"), (4.0, "4.0"),
    ],
)  # fmt: skip
def test_no_cell_starts_a_formula(value: object, cell: str) -> None:
    assert neutralised(value) == cell


@given(text=texts)
@settings(max_examples=50)
def test_a_cell_never_loses_its_text(text: str) -> None:
    assert neutralised(text).removeprefix("'") == text.removeprefix("'")


def rejections(tmp_path: Path) -> list[Rejection]:
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "=cmd()", "turns": [{"role": "x", "text": ""}]}\n{"id": 1}\n')
    return [one for one in open_source(path) if isinstance(one, Rejection)]


def test_the_rejects_file_says_where_and_how_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "rejects.jsonl"
    assert write_rejects(rejections(tmp_path), path, "en") == 2
    first, second = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert (first["line"], first["reason"], first["field"]) == (1, "unknown_role", "turns.0.role")
    assert (second["reason"], second["record_id"]) == ("no_turns", "1")
    assert (
        second["mend"] == "Check the export, or the path to the messages in the mapping (“turns”)."
    )


def test_the_rejects_file_as_a_table_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(rejections(tmp_path), path)
    rows = rows_of(path)
    assert rows[0]["record_id"] == "'=cmd()"
    assert rows[0]["message"] == "Le rôle «\u202fx\u202f» n’est pas connu."


def test_no_rejection_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects.csv") as file:
        assert file.count == 0
    assert not file.path.exists()
