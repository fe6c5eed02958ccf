"""The Zendesk account is read page by page: waiting when asked, resuming where it stopped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from boussole.adapters.sources import Rejection, RemoteError
from boussole.adapters.sources.zendesk.api import Account, ZendeskSource
from boussole.adapters.sources.zendesk.checkpoint import FileCheckpoint
from boussole.core.conversations import Conversation

SINCE = datetime(2025, 1, 1, tzinfo=UTC)
Answer = tuple[int, dict[str, str], Any]


class Zendesk:
    """A small Zendesk: three pages of two tickets, comments in two pages, users by id."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.faults: dict[str, list[Answer]] = {}
        self.headers: dict[str, str] = {}

    def answer(self, target: str) -> Answer:
        self.asked.append(target)
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        for part, waiting in self.faults.items():
            if part in target and waiting:
                return waiting.pop(0)
        if path == "/api/v2/incremental/tickets/cursor.json":
            return 200, {}, self.tickets(query)
        if path == "/api/v2/users/show_many.json":
            ids = [int(one) for one in query["ids"][0].split(",")]
            return 200, {}, {"users": [self.user(one) for one in ids]}
        return 200, {}, self.comments(int(path.split("/")[4]), query)

    def tickets(self, query: dict[str, list[str]]) -> Any:
        page = int(query["cursor"][0].removeprefix("c")) if "cursor" in query else 0
        if page == 0 and "cursor" not in query:
            assert query["start_time"] == [str(int(SINCE.timestamp()))]
        numbers = [page * 2 + 1, page * 2 + 2]
        return {
            "tickets": [{"id": n, "subject": f"T{n}", "requester_id": 100 + n, "group_id": 5, "via": {"channel": "email"},
                         "status": "deleted" if n == 4 else "open", "created_at": "2025-03-12T09:00:00Z"} for n in numbers],
            "groups": [{"id": 5, "name": "Nord"}],
            "after_cursor": f"c{page + 1}",
            "end_of_stream": page == 2,
        }  # fmt: skip

    def comments(self, ticket: int, query: dict[str, list[str]]) -> Any:
        second = "page[after]" in query
        author = 7 if second else 100 + ticket
        return {
            "comments": [{"id": ticket * 10 + second, "author_id": author, "body": f"m{second}", "created_at": "2025-03-12T09:00:00Z"}],
            "meta": {"has_more": not second, "after_cursor": "x"},
        }  # fmt: skip

    @staticmethod
    def user(number: int) -> Any:
        return {"id": number, "name": f"U{number}", "role": "agent" if number == 7 else "end-user"}


@pytest.fixture
def zendesk() -> Iterator[tuple[Zendesk, str]]:
    account = Zendesk()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            account.headers = dict(self.headers)
            status, headers, body = account.answer(self.path)
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing: the test looks at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield account, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


Open = Callable[..., ZendeskSource]


@pytest.fixture
def opened(zendesk: tuple[Zendesk, str], tmp_path: Path) -> tuple[Zendesk, Open, list[float]]:
    waits: list[float] = []

    def opening(**changes: str) -> ZendeskSource:
        account = Account(url=zendesk[1], token="secret", **changes)
        return ZendeskSource(
            account, SINCE, FileCheckpoint(tmp_path / "cursor.json"), sleep=waits.append
        )

    return zendesk[0], opening, waits


def ids(source: ZendeskSource) -> list[str]:
    return [one.id for one in source if isinstance(one, Conversation)]


def test_every_ticket_with_its_comments_and_people(
    opened: tuple[Zendesk, Open, list[float]],
) -> None:
    account, opening, waits = opened
    source = opening(email="chef@exemple.fr")
    found = list(source)
    assert not [one for one in found if isinstance(one, Rejection)]
    first = found[0]
    assert isinstance(first, Conversation)
    assert [(turn.role, turn.author, turn.text) for turn in first.turns] == [
        ("customer", "U101", "mFalse"), ("agent", "U7", "mTrue"),
    ]  # fmt: skip
    assert (first.team, first.channel) == ("Nord", "email")
    assert [one.id for one in found if isinstance(one, Conversation)] == ["1", "2", "3", "5", "6"]
    assert [notice.code for notice in source.warnings] == ["deleted_ticket"]
    assert sum("ids=7%2C" in target or "ids=7" in target for target in account.asked) == 1
    assert account.headers["Authorization"].startswith("Basic ")
    assert source.progress().done > 0
    assert not waits


def test_it_waits_as_long_as_it_is_told(opened: tuple[Zendesk, Open, list[float]]) -> None:
    account, opening, waits = opened
    account.faults = {
        "cursor=c1": [(429, {"Retry-After": "37"}, {}), (503, {}, {}), (200, {}, b"<html>broken")],
        "tickets/5/comments": [(500, {}, {})],
    }
    assert ids(opening()) == ["1", "2", "3", "5", "6"]
    assert waits == [37.0, 2.0, 4.0, 1.0]
    assert account.headers["Authorization"] == "Bearer secret"


def test_it_resumes_after_a_stop(opened: tuple[Zendesk, Open, list[float]]) -> None:
    account, opening, waits = opened
    account.faults = {"cursor=c2": [(500, {}, {})] * 6}
    source = opening()
    iterator = iter(source)
    assert [
        one.id
        for one in (next(iterator), next(iterator), next(iterator))
        if isinstance(one, Conversation)
    ] == ["1", "2", "3"]
    with pytest.raises(RemoteError, match="does not answer as expected"):
        next(iterator)
    assert len(waits) == 6
    account.asked.clear()
    assert ids(opening()) == ["5", "6"]
    assert "cursor=c2" in account.asked[0]


def test_a_page_half_read_is_read_again(opened: tuple[Zendesk, Open, list[float]]) -> None:
    _, opening, _ = opened
    iterator = iter(opening())
    next(iterator)
    iterator.close()  # type: ignore[attr-defined]  # the iterator is a generator
    assert ids(opening())[0] == "1"


@pytest.mark.parametrize("status", [401, 403, 400])
def test_a_refusal_says_what_to_check(
    status: int, opened: tuple[Zendesk, Open, list[float]]
) -> None:
    account, opening, waits = opened
    account.faults = {"cursor.json": [(status, {}, {})]}
    with pytest.raises(RemoteError) as told:
        list(opening())
    assert str(status) in told.value.what.fr
    assert "jeton" in told.value.mend.fr
    assert "secret" not in told.value.explain("en")
    assert not waits


def test_a_ticket_gone_meanwhile_is_told(opened: tuple[Zendesk, Open, list[float]]) -> None:
    account, opening, _ = opened
    account.faults = {"tickets/2/comments": [(404, {}, {})]}
    found = list(opening())
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["no_turns"]
    assert len(found) == 5


def test_a_token_is_never_sent_in_clear() -> None:
    with pytest.raises(RemoteError, match="https"):
        Account("http://exemple.zendesk.com", "secret").client()
    assert "secret" not in repr(Account("https://exemple.zendesk.com", "secret"))
