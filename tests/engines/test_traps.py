"""The traps of each definition, on contacts made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.core import schemas
from boussole.core.metrics import METRICS, FactsMissingError, Scope, Statistics, estimate

NOW = datetime(2026, 3, 2, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)

CONTACT: dict[str, Any] = {
    "conversation_id": "c",
    "started_at": LONG_AGO,
    "ended_at": LONG_AGO + timedelta(hours=1),
    "customer_id": "client",
    "reason": "invoice_wrong",
    "lang": "fr",
    "turns": 2,
    "customer_turns": 1,
    "agent_turns": 1,
    "resolved": True,
    "reopened": False,
    "first_response": 600.0,
}
ANSWER: dict[str, Any] = {"conversation_id": "c", "lang": "fr", "at": LONG_AGO}
_ZERO = {"float": 0.0, "int32": 0, "bool": False, "string": "", "list<element: float>": []}


def row_of(schema: pa.Schema, known: dict[str, Any]) -> dict[str, Any]:
    blank = {
        field.name: None if field.nullable else _ZERO.get(str(field.type), []) for field in schema
    }
    assert set(known) <= set(blank)
    return blank | known


def counted(
    folder: Path, metric: str, rows: list[dict[str, Any]], table: str = "contacts"
) -> Statistics:
    schema = {"contacts": schemas.CONTACTS, "answers": schemas.ANSWERS}[table]
    base = {"contacts": CONTACT, "answers": ANSWER}[table]
    full = [row_of(schema, {**base, **row}) for row in rows]
    path = folder / f"{table}.parquet"
    pq.write_table(pa.Table.from_pylist(full, schema=schema), path)
    files: dict[str, Any] = {"contacts": (), "answers": (), table: path}
    engine = DuckEngine(files)
    (found,) = engine.statistics(METRICS[metric], Scope(), as_of=NOW)
    engine.close()
    return found


def answers(folder: Path, metric: str, given: list[tuple[str, int, float]]) -> Statistics:
    rows = [{"kind": kind, "scale": scale, "value": value} for kind, scale, value in given]
    return counted(folder, metric, rows, "answers")


def test_csat_reads_each_scale_by_its_own_mapping(tmp_path: Path) -> None:
    favourable = [(2, 1), (3, 3), (5, 4), (5, 5), (7, 6), (10, 8)]
    unfavourable = [(2, 0), (3, 2), (5, 3), (7, 5), (10, 7)]
    found = answers(
        tmp_path, "csat", [("csat", *a) for a in favourable] + [("csat", *a) for a in unfavourable]
    )
    assert (found.n, found.successes, found.unknown) == (11, 6, 0)


def test_an_answer_on_an_undeclared_scale_is_unknown_not_dropped(tmp_path: Path) -> None:
    found = answers(tmp_path, "csat", [("csat", 5, 5), ("csat", 4, 4)])
    assert (found.n, found.unknown) == (1, 1)


def test_nps_is_never_read_in_another_question(tmp_path: Path) -> None:
    given = [("nps", 11, 10), ("nps", 11, 9), ("nps", 11, 7), ("nps", 11, 6), ("nps", 10, 10)]
    found = answers(tmp_path, "nps", [*given, ("csat", 11, 10), ("csat", 10, 10)])
    assert (found.n, found.successes, found.opposites, found.unknown) == (4, 2, 1, 1)


def test_the_two_versions_of_ces_are_never_mixed(tmp_path: Path) -> None:
    given = [("ces", 7, 5), ("ces", 7, 4), ("ces", 5, 5), ("ces", 5, 1)]
    second, first = answers(tmp_path, "ces", given), answers(tmp_path, "ces_first", given)
    assert (second.n, second.successes, second.unknown) == (2, 1, 0)
    assert (first.n, first.successes) == (2, 1)
    assert (METRICS["ces"].direction, METRICS["ces_first"].direction) == ("higher", "lower")


def test_fcr_waits_for_its_window(tmp_path: Path) -> None:
    young = NOW - timedelta(days=6, hours=23)
    found = counted(
        tmp_path,
        "fcr",
        [
            {},
            {"started_at": young, "ended_at": young},
            {"started_at": young - timedelta(days=3), "ended_at": young},
        ],
    )
    assert (found.n, found.successes, found.immature) == (1, 1, 2)


def test_fcr_fails_on_a_return_a_reopening_or_no_solution(tmp_path: Path) -> None:
    days = timedelta(days=1)
    found = counted(
        tmp_path,
        "fcr",
        [
            {"next_same_reason_at": LONG_AGO + 6 * days},
            {"next_same_reason_at": LONG_AGO + 8 * days},
            {"reopened": True},
            {"resolved": False},
            {"previous_same_reason_at": LONG_AGO - 2 * days},
            {"previous_same_reason_at": LONG_AGO - 9 * days},
        ],
    )
    # The second contact of a matter is not a first contact: it is not in the denominator.
    assert (found.n, found.successes) == (5, 2)


@pytest.mark.parametrize("missing", ["customer_id", "reason", "resolved"])
def test_fcr_does_not_guess_what_it_cannot_follow(tmp_path: Path, missing: str) -> None:
    found = counted(tmp_path, "fcr", [{missing: None}])
    assert (found.n, found.unknown) == (0, 1)


def test_those_who_wait_still_count_as_waiting(tmp_path: Path) -> None:
    hours = timedelta(hours=1)
    waits = [{"first_response": None, "agent_turns": 0, "observed_until": LONG_AGO + 5 * hours}] * 6
    answered = [{"first_response": 3600.0}] * 6
    found = counted(tmp_path, "first_response", answered + waits)
    assert [(p.observed, p.censored) for p in found.points] == [(6, 0), (0, 6)]
    assert found.points[0].value == pytest.approx(3600, rel=0.011)
    assert found.points[1].value == pytest.approx(5 * 3600, rel=0.011)
    judged = estimate(METRICS["first_response"], found)
    assert judged.value == pytest.approx(3600, rel=0.011)
    assert judged.p90 is not None
    assert judged.p90.value is None


def test_an_undated_reply_is_unknown_not_a_wait(tmp_path: Path) -> None:
    found = counted(tmp_path, "first_response", [{"first_response": None}])
    assert (found.n, found.unknown) == (0, 1)


def test_an_open_request_is_not_solved_yet(tmp_path: Path) -> None:
    found = counted(tmp_path, "resolution", [{"resolved": False}, {"resolution": 7200.0}])
    assert [(p.observed, p.censored) for p in found.points] == [(1, 0), (0, 1)]
    assert found.points[1].value == pytest.approx(30 * 86_400, rel=0.011)


def test_unknown_origin_is_shown_not_dropped(tmp_path: Path) -> None:
    demands = ["failure", "failure", "value", None]
    found = counted(tmp_path, "failure_demand", [{"demand": demand} for demand in demands])
    assert (found.n, found.successes, found.unknown) == (3, 2, 1)


def test_a_need_in_an_unsolved_conversation_is_not_an_opportunity(tmp_path: Path) -> None:
    rows = [
        {"need_calm": True, "need_explored": True},
        {"need_calm": True, "need_explored": False, "resolved": None},
        {"need_calm": True, "need_explored": False, "resolved": False},
        {"need_calm": False},
    ]
    found = counted(tmp_path, "opportunity_explored", rows)
    assert (found.n, found.successes) == (2, 1)


def test_below_ten_the_answer_is_not_enough(tmp_path: Path) -> None:
    nine = counted(tmp_path, "effort_expressed", [{"effort_expressed": True}] * 9)
    ten = counted(tmp_path, "effort_expressed", [{"effort_expressed": True}] * 10)
    found = estimate(METRICS["effort_expressed"], nine)
    assert (found.state, found.value, found.n) == ("insufficient", None, 9)
    assert estimate(METRICS["effort_expressed"], ten).value == 1.0


def test_a_cohort_still_in_its_window_says_so(tmp_path: Path) -> None:
    young = NOW - timedelta(days=2)
    found = counted(tmp_path, "fcr", [{"started_at": young, "ended_at": young}] * 30)
    assert estimate(METRICS["fcr"], found).state == "immature"


def test_missing_facts_are_named(tmp_path: Path) -> None:
    with pytest.raises(FactsMissingError, match="contacts"):
        DuckEngine({"contacts": tmp_path / "none.parquet", "answers": ()})
    with pytest.raises(FactsMissingError, match="answers"):
        DuckEngine({"contacts": ()})


def test_a_follow_up_that_is_not_due_awaits_its_verdict(tmp_path: Path) -> None:
    states = ["in_time"] * 3 + ["late"] * 2 + ["open"] * 4 + [None] * 5
    rows = [{"kind": "csat", "scale": 5, "value": 1.0, "follow_up": state} for state in states]
    found = counted(tmp_path, "followed_up_in_time", rows, "answers")
    assert (found.successes, found.n, found.unknown) == (3, 5, 4)
