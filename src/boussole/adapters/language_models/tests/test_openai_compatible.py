"""The adapter against a small model on this machine: good answers, and every fault an endpoint may have."""

from __future__ import annotations

import json
import ssl
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from boussole.adapters.language_models import (
    AccessRefusedError,
    Budget,
    BudgetSpentError,
    Call,
    Endpoint,
    LanguageModelError,
    NonsenseError,
    OpenAICompatibleReader,
    Price,
    RequestRefusedError,
    TimedOutError,
    UnavailableError,
    UnmaskedTextError,
)
from boussole.adapters.language_models.chat import ATTEMPTS, LARGEST_BODY
from boussole.core.signals.review import Doubt, Outcome, Review, Said
from tests.language_model import (
    KEY,
    MODEL,
    Served,
    SmallModel,
    said,
    small_model,
    stopwatch,
    verdict,
)

TEXT = "Trois semaines sans réponse, [NAME] m’a oublié."
DOUBT = Doubt(
    "ticket-12/4/dissatisfaction", "ticket-12", 4, "customer", "fr", "dissatisfaction", 1.0, TEXT, 0, 14,
    (Said("agent", "Bonjour [NAME]."),),
)  # fmt: skip
GOOD = said(verdict(passage="trois semaines sans reponse"))
BROKEN = Served(b'{"error": {"message": "down"}}', 503)


@pytest.fixture
def model() -> Iterator[SmallModel]:
    with small_model() as serving:
        yield serving


class Run:
    """A reader under test, with what it waited and what it noted."""

    def __init__(self, model: SmallModel) -> None:
        self._model = model
        self.waits: list[float] = []
        self.calls: list[Call] = []

    def reader(self, budget: Budget | None = None, **changes: Any) -> OpenAICompatibleReader:
        known: dict[str, Any] = {"url": self._model.url, "model": MODEL, "key": KEY, "timeout": 5.0}
        return OpenAICompatibleReader(
            Endpoint(**(known | changes)),
            budget or Budget(),
            on_call=self.calls.append,
            sleep=self.waits.append,
        )

    def review(self, *answers: Served, doubt: Doubt = DOUBT, **changes: Any) -> Review:
        self._model.answers = list(answers)
        with self.reader(**changes) as reader:
            return reader.review(doubt)

    def outcomes(self) -> list[tuple[str, str]]:
        return [(call.outcome.value, call.reason) for call in self.calls]


@pytest.fixture
def run(model: SmallModel) -> Run:
    return Run(model)


def test_a_good_answer_is_a_verdict_under_the_readers_name(model: SmallModel, run: Run) -> None:
    review = run.review(GOOD)
    assert review.outcome is Outcome.OK
    assert review.reader == "petit-modele (127.0.0.1)"
    assert review.verdict is not None
    assert review.verdict.passage == "Trois semaines sans réponse"
    assert model.paths == ["/v1/chat/completions"]
    assert model.authorizations == [f"Bearer {KEY}"]


def test_what_is_sent_is_the_question_and_nothing_else(model: SmallModel, run: Run) -> None:
    run.review(GOOD)
    (body,) = model.asked
    assert set(body) == {"model", "messages", "temperature", "max_tokens", "response_format"}
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert json.loads(body["messages"][1]["content"])["message"] == TEXT
    assert "ticket-12" not in json.dumps(body)


def test_options_are_added_and_those_without_a_value_are_left_out(
    model: SmallModel, run: Run
) -> None:
    options = {"max_tokens": None, "max_completion_tokens": 900, "seed": 3}
    run.review(GOOD, options=options, json_mode=False)
    (body,) = model.asked
    assert set(body) == {"model", "messages", "temperature", "max_completion_tokens", "seed"}


def test_a_call_is_noted_with_its_tokens_its_cost_and_no_text(run: Run) -> None:
    run.review(GOOD, price=Price(2.0, 10.0))
    (call,) = run.calls
    assert (call.key, call.model, call.attempt, call.status) == (DOUBT.key, MODEL, 1, 200)
    assert (call.tokens_in, call.tokens_out) == (100, 20)
    assert call.cost == pytest.approx(0.0004)
    assert call.seconds > 0
    assert run.outcomes() == [("ok", "")]
    written = json.dumps(call.as_row())
    assert "semaines" not in written
    assert KEY not in written


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (said(verdict(passage="c’est honteux")), "rejected_citation", "citation_not_found"),
        (said(verdict(passage="")), "rejected_citation", "not_cited"),
        (said('{"signal": "dissatisfaction", '), "malformed", "malformed"),
        (said(verdict("praise", passage="Trois")), "malformed", "other_signal"),
        (said('{"signal": "dissa', finish="length"), "malformed", "truncated"),
        (said("", finish="length"), "malformed", "truncated"),
        (said(None), "malformed", "empty"),
        (said("Je ne peux pas vous aider."), "refusal", "no_json"),
        (said(None, refusal="No."), "refusal", "declined"),
        (said("", finish="content_filter"), "refusal", "declined"),
        (
            Served(b'{"error": {"code": "content_filter", "message": "x"}}', 400),
            "refusal",
            "declined",
        ),
        (said([{"type": "text", "text": verdict(passage="Trois semaines")}]), "ok", ""),
        (said(verdict(passage="Trois semaines"), finish="length"), "ok", ""),
    ],
)
def test_a_bad_answer_is_an_outcome_and_no_crash(
    run: Run, answer: Served, outcome: str, reason: str
) -> None:
    review = run.review(answer)
    assert (review.outcome.value, review.reason) == (outcome, reason)
    assert (review.verdict is not None) == (outcome == "ok")
    assert run.outcomes() == [(outcome, reason)]


@pytest.mark.parametrize("usage", [None, ("12", 3), (True, 3), (-1, 3)])
def test_tokens_that_were_not_counted_have_no_cost(run: Run, usage: Any) -> None:
    answer = said(verdict(passage="Trois semaines"), usage=usage)
    assert run.review(answer, price=Price(2.0, 10.0)).outcome is Outcome.OK
    assert run.calls[0].tokens_in is None
    assert run.calls[0].cost is None


def test_too_many_requests_waits_as_long_as_asked_then_goes_on(run: Run) -> None:
    busy = Served(b"{}", 429, {"Retry-After": "7"})
    assert run.review(busy, GOOD).outcome is Outcome.OK
    assert run.waits == [7.0]
    assert run.outcomes() == [("error", "http_429"), ("ok", "")]
    assert [call.attempt for call in run.calls] == [1, 2]


def test_a_wait_may_be_given_as_a_date(run: Run) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=20))
    run.review(Served(b"{}", 429, {"Retry-After": until}), GOOD)
    assert 15 < run.waits[0] <= 20


@pytest.mark.parametrize("written", ["", "soon", "Wed, 21 Oct 2026 07:28:00 -0000", "-5"])
def test_a_wait_that_is_not_understood_is_the_shortest(run: Run, written: str) -> None:
    run.review(Served(b"{}", 429, {"Retry-After": written}), GOOD)
    assert run.waits == [1.0]


@pytest.mark.parametrize("asked", ["3600", "1e999"])
def test_a_wait_too_long_is_not_waited(run: Run, asked: str) -> None:
    with pytest.raises(UnavailableError, match="http_429"):
        run.review(Served(b"{}", 429, {"Retry-After": asked}), GOOD)
    assert run.waits == []


def test_a_server_that_fails_is_tried_again_a_few_times_and_later_each_time(run: Run) -> None:
    with pytest.raises(UnavailableError, match="http_503"):
        run.review(BROKEN)
    assert run.waits == [1.0, 2.0]
    assert run.outcomes() == [("error", "http_503")] * ATTEMPTS


def test_a_server_that_recovers_answers(run: Run) -> None:
    assert run.review(BROKEN, Served(b"", 500), GOOD).outcome is Outcome.OK


def test_nobody_there_is_said_after_a_few_tries(run: Run) -> None:
    with pytest.raises(UnavailableError, match="no_connection"):
        run.review(GOOD, url="http://127.0.0.1:9/v1")
    assert [call.status for call in run.calls] == [None] * ATTEMPTS


@pytest.mark.parametrize(
    "slow",
    [
        pytest.param(replace(GOOD, wait=30.0), id="silent"),
        pytest.param(replace(GOOD, drip=0.05), id="a letter of its headers now and then"),
    ],
)
def test_a_request_ends_in_time_however_slow_the_server(run: Run, slow: Served) -> None:
    elapsed = stopwatch()
    with pytest.raises(TimedOutError):
        run.review(slow, timeout=0.4)
    assert elapsed() < 3
    assert run.outcomes() == [("timeout", "timeout")]
    assert run.waits == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Served(b"<html><body>Bienvenue</body></html>", headers={"Content-Type": "text/html"}), "no_choice"),
        (Served(b"[" * 50_000), "no_choice"),
        (Served(b"\xff\xfe\x00"), "no_choice"),
        (Served(b'{"choices": []}'), "no_choice"),
        (Served(b'{"choices": [{"message": "x"}]}'), "no_choice"),
        (Served(b'{"error": {"message": "no credit"}}'), "no_choice"),
        (Served(b" " * (LARGEST_BODY + 1)), "too_large"),
        (Served(b"x", headers={"Content-Encoding": "gzip"}), "compressed"),
    ],
)  # fmt: skip
def test_what_is_no_answer_of_the_protocol_is_named(run: Run, answer: Served, code: str) -> None:
    with pytest.raises(NonsenseError) as caught:
        run.review(answer)
    assert caught.value.code == code
    assert run.outcomes() == [("error", code)]


def test_a_redirection_is_refused_and_not_followed(model: SmallModel, run: Run) -> None:
    elsewhere = Served(b"", 307, {"Location": f"{model.url}/elsewhere"})
    with pytest.raises(AccessRefusedError, match="leads elsewhere"):
        run.review(elsewhere)
    assert model.paths == ["/v1/chat/completions"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate of our own authority for this machine, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "petit modèle")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "both.pem"
    plain = serialization.NoEncryption()
    pem, shape = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file.write_bytes(key.private_bytes(pem, shape, plain) + made.public_bytes(pem))
    return file


@pytest.fixture
def private(certificate: Path) -> Iterator[SmallModel]:
    """The same model over https."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with small_model(context) as serving:
        yield serving


def test_https_is_held_to_its_time_too(
    private: SmallModel, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    run = Run(private)
    assert run.review(GOOD).outcome is Outcome.OK
    with pytest.raises(TimedOutError):
        run.review(replace(GOOD, drip=0.05), timeout=0.4)


def test_a_certificate_that_is_not_trusted_is_named(private: SmallModel) -> None:
    run = Run(private)
    with pytest.raises(AccessRefusedError, match="SSL_CERT_FILE"):
        run.review(GOOD)
    assert private.asked == []
    assert run.outcomes() == [("error", "certificate")]


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        (401, AccessRefusedError, "BOUSSOLE_SECOND_READER_KEY"),
        (404, AccessRefusedError, "BOUSSOLE_SECOND_READER_MODEL"),
        (400, RequestRefusedError, "unsupported_parameter, max_tokens"),
    ],
)
def test_a_refused_request_says_how_to_mend_it_and_quotes_nothing(
    run: Run, status: int, kind: type[LanguageModelError], says: str
) -> None:
    error = {"code": "unsupported_parameter", "param": "max_tokens", "message": TEXT}
    with pytest.raises(kind) as caught:
        run.review(Served(json.dumps({"error": error}).encode(), status))
    assert says in str(caught.value)
    assert "semaines" not in caught.value.explain("fr") + str(caught.value)
    assert KEY not in str(caught.value)
    assert run.waits == []


@pytest.mark.parametrize(
    "doubt",
    [
        replace(DOUBT, text_masked="Écrivez à lea.martin@exemple.fr"),
        replace(DOUBT, context=(Said("customer", "Mon numéro : 06 12 34 56 78"),)),
    ],
)
def test_a_text_that_is_not_masked_is_never_sent(model: SmallModel, run: Run, doubt: Doubt) -> None:
    with pytest.raises(UnmaskedTextError) as caught:
        run.review(GOOD, doubt=doubt)
    assert (model.asked, run.calls) == ([], [])
    assert "exemple.fr" not in str(caught.value)


def test_the_budget_of_requests_counts_every_try(model: SmallModel, run: Run) -> None:
    with pytest.raises(BudgetSpentError, match="MAX_REQUESTS"):
        run.review(BROKEN, budget=Budget(requests=2))
    assert len(model.asked) == 2


def test_the_budget_of_time_ends_a_run(model: SmallModel, run: Run) -> None:
    model.answers = [replace(GOOD, wait=0.1)]
    elapsed = stopwatch()
    with run.reader(Budget(seconds=0.5)) as reader:
        reviews = (reader.review(DOUBT) for _ in repeat(None))
        with pytest.raises((BudgetSpentError, TimedOutError)):
            deque(reviews, maxlen=0)
    assert 0.4 < elapsed() < 3
    assert 1 <= len(model.asked) <= 5


def test_a_wait_beyond_the_budget_is_not_waited(run: Run) -> None:
    busy = Served(b"{}", 429, {"Retry-After": "30"})
    with pytest.raises(UnavailableError):
        run.review(busy, GOOD, budget=Budget(seconds=10))
    assert run.waits == []


def test_one_connection_serves_a_run(model: SmallModel, run: Run) -> None:
    model.answers = [GOOD]
    with run.reader() as reader:
        for _ in range(4):
            reader.review(DOUBT)
    assert len(model.asked) == 4
    assert len(model.connections) == 1


def test_interrupting_a_request_still_notes_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with run.reader() as reader:
        monkeypatch.setattr(reader, "_answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            reader.review(DOUBT)
    assert run.outcomes() == [("error", "interrupted")]


def test_without_a_key_no_authorization_is_sent(model: SmallModel, run: Run) -> None:
    run.review(GOOD, key="")
    assert model.authorizations == [""]
