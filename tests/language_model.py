"""A small language model on this machine: it speaks the chat protocol, and every fault that it is told to."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "cle-de-lecture"
MODEL = "petit-modele"


@dataclass(frozen=True)
class Served:
    """One answer: its status, headers and body, and how slowly it goes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    wait: float = 0.0
    drip: float = 0.0  # seconds between two bytes of the headers


def said(content: Any, *, finish: str = "stop", usage: Any = (100, 20), **message: Any) -> Served:
    """A whole answer of the protocol whose model says ``content``."""
    body: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content} | message,
                "finish_reason": finish,
            }
        ],
    }
    if usage is not None:
        tokens_in, tokens_out = usage
        body["usage"] = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
    return Served(json.dumps(body).encode())


def verdict(
    signal: str = "dissatisfaction", *, passage: str, holds: bool = True, **more: Any
) -> str:
    """The object that the question asks for."""
    given: dict[str, Any] = {"signal": signal, "holds": holds, "strength": 1 if holds else None}
    return json.dumps(given | {"passage": passage, "why": "Dit tel quel."} | more)


class SmallModel:
    """Answers from ``answers`` in turn, the last one again and again; or from a function of the request."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[Served] = []
        self.think: Callable[[dict[str, Any]], Served] | None = None
        self.asked: list[dict[str, Any]] = []
        self.authorizations: list[str] = []
        self.paths: list[str] = []
        self.connections: set[Any] = set()

    def answer(self, body: dict[str, Any]) -> Served:
        """What to serve for one request."""
        self.asked.append(body)
        if self.think is not None:
            return self.think(body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def small_model(tls: ssl.SSLContext | None = None) -> Iterator[SmallModel]:
    """Serve a model on a free port, over https when a certificate is given."""
    model, over = SmallModel(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            model.paths.append(self.path)
            model.authorizations.append(self.headers.get("Authorization", ""))
            model.connections.add(self.client_address)
            length = int(self.headers["Content-Length"])
            served = model.answer(json.loads(self.rfile.read(length)))
            over.wait(served.wait)
            with suppress(ConnectionError):  # the client went away, as some tests want
                self._send(served)

        def _send(self, served: Served) -> None:
            length = {"Content-Length": str(len(served.body))}
            lines = [f"{name}: {value}" for name, value in (length | served.headers).items()]
            head = f"HTTP/1.1 {served.status} x\r\n" + "\r\n".join(lines) + "\r\n\r\n"
            if served.drip:
                for letter in head:
                    self.wfile.write(letter.encode())
                    if over.wait(served.drip):
                        return
            else:
                self.wfile.write(head.encode())
            self.wfile.write(served.body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the test looks at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    model.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield model
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def stopwatch() -> Callable[[], float]:
    """Seconds since this was called."""
    began = time.monotonic()
    return lambda: time.monotonic() - began
