"""A small Zendesk on this machine: an account whose tickets change, with one token that reads it."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

EMAIL, TOKEN = "chef@exemple.fr", "jeton-de-lecture"
PAGE = 2
OPENED = "2026-03-12T09:00:00Z"


class SmallZendesk:
    """Tickets in the order of their last change; the cursor counts changes, a page holds two."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        self.faults: dict[str, list[int]] = {}
        self._comments: dict[int, list[str]] = {}
        self._changes: list[int] = []

    def say(self, ticket: int, text: str) -> None:
        """Someone writes in a ticket, which opens it the first time."""
        self._comments.setdefault(ticket, []).append(text)
        self._changes.append(ticket)

    def pages(self) -> list[str]:
        """The cursors or the instant that pages of tickets were asked from."""
        asked = [parse_qs(urlsplit(one).query) for one in self.asked if "/incremental/" in one]
        return [(query.get("cursor") or query["start_time"])[0] for query in asked]

    def answer(self, target: str, authorization: str) -> tuple[int, Any]:
        """The status and the body for one request."""
        self.asked.append(target)
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        for part, statuses in self.faults.items():
            if part in target and statuses:
                return statuses.pop(0), {}
        given = base64.b64encode(f"{EMAIL}/token:{TOKEN}".encode()).decode()
        if authorization != f"Basic {given}":
            return 401, {"error": "Couldn’t authenticate you"}
        if path == "/api/v2/incremental/tickets/cursor.json":
            return 200, self._tickets(query)
        if path == "/api/v2/users/show_many.json":
            return 200, {"users": [_user(int(one)) for one in query["ids"][0].split(",")]}
        return 200, {"comments": self._said(int(path.split("/")[4])), "meta": {"has_more": False}}

    def _tickets(self, query: dict[str, list[str]]) -> Any:
        start = int(query["cursor"][0].removeprefix("c")) if "cursor" in query else 0
        end = min(start + PAGE, len(self._changes))
        changed = dict.fromkeys(self._changes[start:end])
        return {
            "tickets": [self._ticket(number) for number in changed],
            "after_cursor": f"c{end}",
            "end_of_stream": end == len(self._changes),
        }

    def _ticket(self, number: int) -> Any:
        minutes = len(self._comments[number])
        return {
            "id": number,
            "subject": f"Ticket {number}",
            "requester_id": 100 + number,
            "via": {"channel": "email"},
            "status": "open",
            "created_at": OPENED,
            "updated_at": f"2026-03-12T09:{minutes:02}:00Z",
        }

    def _said(self, number: int) -> Any:
        return [
            {"id": place, "author_id": 100 + number, "body": text, "created_at": OPENED}
            for place, text in enumerate(self._comments[number])
        ]


def _user(number: int) -> Any:
    return {"id": number, "name": f"Personne {number}", "role": "end-user"}


@contextmanager
def small_zendesk() -> Iterator[SmallZendesk]:
    """Serve an account on a free port."""
    account = SmallZendesk()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = account.answer(self.path, self.headers.get("Authorization", ""))
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing: the test looks at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    account.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield account
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
