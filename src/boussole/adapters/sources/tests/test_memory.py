"""Memory does not grow with the input: ten times the records, the same peak."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boussole.adapters.sources import Limits, Options, Rejection, open_source

MIB = 1024 * 1024
SMALL, LARGE = 120, 1_200
LONG = 2_500


def turns(number: int) -> list[dict[str, object]]:
    return [
        {"role": "customer", "text": f"message {number} {part} " + "x" * (LONG // 5)}
        for part in range(5)
    ]


def lines(count: int) -> Iterator[str]:
    yield from (json.dumps({"id": str(number), "turns": turns(number)}) for number in range(count))


def as_lines(path: Path, count: int) -> None:
    path.write_text("\n".join(lines(count)))


def as_array(path: Path, count: int) -> None:
    path.write_text(f"[{', '.join(lines(count))}]")


def as_table(path: Path, count: int) -> None:
    rows = [
        f"{number % (count // 4)},client,message {number} {'x' * LONG}" for number in range(count)
    ]
    path.write_text("\n".join(["id,role,text", *rows]))


def as_mailbox(path: Path, count: int) -> None:
    one = "From a Wed Mar 12 10:00:00 2025\nFrom: c{n}@x.fr\nTo: s@y.fr\nMessage-ID: <{n}@x>\nSubject: {n}\n\n{text}\n\n"
    path.write_text("".join(one.format(n=number, text="x" * LONG) for number in range(count)))


def as_pages(path: Path, count: int) -> None:
    users = [{"id": number, "name": "x" * 100, "role": "end-user"} for number in range(count)]
    tickets = [
        {
            "id": number,
            "requester_id": number,
            "comments": [{"author_id": number, "body": "x" * LONG}],
        }
        for number in range(count)
    ]
    path.write_text(json.dumps({"tickets": tickets, "users": users}))


def peak(path: Path, source: str) -> tuple[int, int]:
    tracemalloc.start()
    count = sum(not isinstance(one, Rejection) for one in open_source(path, source))
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest, count


@pytest.mark.parametrize(
    ("source", "write"),
    [
        ("boussole_jsonl", as_lines),
        ("boussole_jsonl", as_array),
        ("csv_file", as_table),
        ("mail", as_mailbox),
        ("zendesk", as_pages),
    ],
)
def test_ten_times_the_records_the_same_memory(
    source: str, write: Callable[[Path, int], None], tmp_path: Path
) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    write(small, SMALL)
    write(large, LARGE)
    assert large.stat().st_size > 2.5 * MIB
    first, few = peak(small, source)
    second, many = peak(large, source)
    assert many == 10 * few
    assert second < first + 1.5 * MIB


def test_a_message_of_fifty_megabytes_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    text = "x" * (50 * MIB)
    good = '{"id": "good", "turns": [{"role": "customer", "text": "a"}]}'
    path.write_text(
        f'{good}\n{{"id": "bad", "turns": [{{"role": "customer", "text": "{text}"}}]}}\n{good}'
    )
    del text
    limits = Limits(record_bytes=2 * MIB)
    tracemalloc.start()
    found = list(open_source(path, options=Options(limits=limits)))
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["record_too_large"]
    assert highest < 12 * MIB
