"""Asking an endpoint: ``POST {base}/chat/completions``, as OpenAI, vLLM, llama.cpp, Ollama and others serve it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from boussole.adapters.language_models import problems
from boussole.adapters.language_models.deadline import Deadline, DeadlineTransport
from boussole.adapters.language_models.endpoint import PATH, Budget, Endpoint
from boussole.adapters.language_models.errors import LanguageModelError, UnavailableError
from boussole.adapters.language_models.replies import (
    Reply,
    is_filtered,
    nonsense,
    read_reply,
    seconds_to_wait,
)
from boussole.adapters.language_models.usage import Call
from boussole.core.signals.review import Outcome, Question

Answer = TypeVar("Answer")
# What is made of a reply: the answer it gives, its outcome, and a word on why there is none.
Judge = Callable[[Reply], tuple[Answer, Outcome, str]]

ATTEMPTS = 3
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
LARGEST_BODY = 1_000_000
_BUSY = frozenset({408, 409, 425, 429})
_SERVER_FAULT = 500
_BAD_REQUEST = 400


@dataclass
class _Meter:
    """What is known of a request while it is under way."""

    status: int | None = None
    reply: Reply = field(default_factory=Reply)
    outcome: Outcome = Outcome.ERROR
    reason: str = "interrupted"


class Chat:
    """Asks one question at a time, keeps within a budget and reports every request to ``on_call``.

    One connection is kept from one request to the next; use it in a ``with``, from one thread.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        budget: Budget,
        *,
        attempts: int = ATTEMPTS,
        on_call: Callable[[Call], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint = endpoint
        self._budget = budget
        self._attempts = attempts
        self._on_call = on_call
        self._sleep = sleep
        self._requests = 0
        self._began: float | None = None
        self._deadline = Deadline()
        self._client = httpx.Client(
            headers=endpoint.headers(),
            timeout=endpoint.timeout,
            transport=DeadlineTransport(self._deadline),
            follow_redirects=False,
        )

    @property
    def name(self) -> str:
        """What people read beside its answers."""
        return self._endpoint.name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def ask(
        self, key: str, question: Question, judge: Judge[Answer]
    ) -> tuple[Answer, Outcome, str]:
        """Ask ``question``, named ``key`` in the calls; raises ``LanguageModelError`` when no answer can be had."""
        body = self._endpoint.body(question)
        attempt = 1
        while True:
            try:
                return self._once(key, body, attempt, judge)
            except UnavailableError as problem:
                wait = max(problem.after, FIRST_WAIT * 2 ** (attempt - 1))
                if attempt >= self._attempts or wait > min(LONGEST_WAIT, self._left()):
                    raise
            self._sleep(wait)
            attempt += 1

    def _once(
        self, key: str, body: dict[str, Any], attempt: int, judge: Judge[Answer]
    ) -> tuple[Answer, Outcome, str]:
        """One request, counted before it is sent and noted whatever becomes of it."""
        self._spend()
        with self._metered(key, attempt) as meter:
            meter.reply = self._answer(body, meter)
            judged = judge(meter.reply)
            _, meter.outcome, meter.reason = judged
        return judged

    def _left(self) -> float:
        """The seconds left of the run's time, which begins with its first request."""
        began = time.monotonic() if self._began is None else self._began
        return began + self._budget.seconds - time.monotonic()

    def _spend(self) -> None:
        if self._began is None:
            self._began = time.monotonic()
        if self._requests >= self._budget.requests:
            raise problems.budget_spent(self._endpoint.use, "requests", self._endpoint.url)
        if self._left() <= 0:
            raise problems.budget_spent(self._endpoint.use, "seconds", self._endpoint.url)
        self._requests += 1

    @contextmanager
    def _metered(self, key: str, attempt: int) -> Iterator[_Meter]:
        meter, at, begins = _Meter(), datetime.now(UTC), time.monotonic()
        try:
            yield meter
        except LanguageModelError as problem:
            meter.outcome, meter.reason = problem.outcome, problem.code
            raise
        finally:
            seconds = time.monotonic() - begins
            self._on_call(self._call(meter, key, attempt, at, seconds))

    def _call(self, meter: _Meter, key: str, attempt: int, at: datetime, seconds: float) -> Call:
        tokens = meter.reply.tokens_in, meter.reply.tokens_out
        price = self._endpoint.price
        return Call(
            key=key,
            model=self._endpoint.model,
            at=at,
            attempt=attempt,
            status=meter.status,
            seconds=seconds,
            tokens_in=tokens[0],
            tokens_out=tokens[1],
            cost=price.of(*tokens) if price else None,
            outcome=meter.outcome,
            reason=meter.reason,
        )

    def _answer(self, body: dict[str, Any], meter: _Meter) -> Reply:
        """Send a request and read its answer; raises ``LanguageModelError``."""
        self._deadline.start(min(self._endpoint.timeout, self._left()))
        url = self._endpoint.url + PATH
        try:
            with self._client.stream("POST", url, json=body) as response:
                meter.status = response.status_code
                content = self._content(response)
        except httpx.TimeoutException as problem:
            raise problems.timed_out(self._endpoint.use, url) from problem
        except httpx.ConnectError as problem:
            raise problems.not_connected(self._endpoint.use, problem, url) from problem
        except httpx.HTTPError as problem:
            raise problems.unavailable(self._endpoint.use, "broken_connection", url) from problem
        return self._read(response, content, url)

    def _content(self, response: httpx.Response) -> bytes:
        """The body, as it came; raises ``NonsenseError`` for one that is compressed or too large."""
        where = str(response.url)
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise nonsense("compressed", where)
        content = bytearray()
        for piece in response.iter_raw():
            content += piece
            if len(content) > LARGEST_BODY:
                raise nonsense("too_large", where)
        return bytes(content)

    def _read(self, response: httpx.Response, content: bytes, url: str) -> Reply:
        status = response.status_code
        if response.is_success:
            return read_reply(content, url)
        if status in _BUSY or status >= _SERVER_FAULT:
            asked = response.headers.get("Retry-After", "")
            after = seconds_to_wait(asked, datetime.now(UTC))
            raise problems.unavailable(self._endpoint.use, f"http_{status}", url, after)
        if status == _BAD_REQUEST and is_filtered(content):
            return Reply(refused=True)
        raise problems.refused(self._endpoint.use, status, content, url)
