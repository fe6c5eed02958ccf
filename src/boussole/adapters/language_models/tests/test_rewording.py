"""A line put otherwise by a small model on this machine, and every fault that leaves the scripted one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from boussole.adapters.language_models import (
    ROLEPLAY,
    AccessRefusedError,
    Budget,
    BudgetSpentError,
    Call,
    Chat,
    Endpoint,
    OpenAICompatibleRewording,
    TimedOutError,
    UnavailableError,
    spoken_by,
)
from boussole.core.roleplay import begin, shipped_scenarios, vary
from boussole.core.roleplay.playing import Play
from boussole.core.signals.review import Outcome
from boussole.core.text import LANGUAGES
from tests.language_model import KEY, MODEL, Served, SmallModel, said, small_model

OPENING = (
    "Hello, I have just received my electricity bill and there must be a mistake in it. It says £412, "
    "when I usually pay about £140. I find it a bit worrying."
)


@pytest.fixture
def model() -> Iterator[SmallModel]:
    with small_model() as serving:
        yield serving


@pytest.fixture
def play() -> Play:
    """A play whose opening is the line that the model puts otherwise."""
    scenario = next(one for one in shipped_scenarios() if one.key == "wrong_bill")
    plays = [begin(scenario, "en", seed) for seed in range(20)]
    return next(one for one in plays if one.opening.scripted.startswith("Hello, I have just had"))


class Run:
    """A rewording under test, with the calls it made."""

    def __init__(self, model: SmallModel, **changes: object) -> None:
        known = {"url": model.url, "model": MODEL, "key": KEY, "timeout": 5.0} | changes
        budget = known.pop("budget", Budget())
        assert isinstance(budget, Budget)
        attempts = known.pop("attempts", 3)
        assert isinstance(attempts, int)
        self.calls: list[Call] = []
        self.waits: list[float] = []
        endpoint = spoken_by(Endpoint(**known))  # type: ignore[arg-type]
        self.chat = Chat(
            endpoint,
            budget,
            attempts=attempts,
            on_call=self.calls.append,
            sleep=self.waits.append,
        )
        self.rewording = OpenAICompatibleRewording(self.chat)

    def vary(self, play: Play) -> Play:
        with self.chat:
            return vary(play, self.rewording)


def test_a_line_put_otherwise_is_said(model: SmallModel, play: Play) -> None:
    model.answers = [said(OPENING)]
    run = Run(model)
    assert run.vary(play).opening.text == OPENING
    assert run.rewording.problem is None
    assert [(call.outcome, call.status) for call in run.calls] == [(Outcome.OK, 200)]


def test_quotation_marks_around_a_line_are_not_part_of_it(model: SmallModel, play: Play) -> None:
    model.answers = [said(f"“{OPENING}”")]
    assert Run(model).vary(play).opening.text == OPENING


def test_what_is_sent_is_the_line_where_it_stands_and_nothing_else(
    model: SmallModel, play: Play
) -> None:
    model.answers = [said(OPENING)]
    Run(model).vary(play)
    (body,) = model.asked
    assert set(body) == {"model", "messages", "temperature", "max_tokens"}
    assert body["temperature"] == pytest.approx(0.8)
    assert json.loads(body["messages"][1]["content"]) == {
        "customer": "Mr Whitlock",
        "stage": "opening",
        "tension": 1,
        "line": play.opening.scripted,
    }


def test_a_call_is_noted_without_the_line(model: SmallModel, play: Play) -> None:
    model.answers = [said(OPENING)]
    run = Run(model)
    run.vary(play)
    assert run.calls[0].key.startswith("line-")
    assert "bill" not in json.dumps(run.calls[0].as_row())


@pytest.mark.parametrize(
    "served",
    [
        said(OPENING.replace("412", "421")),
        said("Bonjour, ma facture est de £412 au lieu de £140, je suis un peu inquiet, il doit y avoir une erreur."),
        said(""),
        said(OPENING, finish="length"),
        said(OPENING, refusal="no"),
    ],
    ids=["figures", "language", "empty", "truncated", "declined"],
)  # fmt: skip
def test_an_answer_that_does_not_fit_leaves_the_scripted_line(
    model: SmallModel, play: Play, served: Served
) -> None:
    model.answers = [served]
    assert Run(model).vary(play) == play


@pytest.mark.parametrize(
    ("served", "problem"),
    [
        (Served(b"{}", 401), AccessRefusedError),
        (Served(b"{}", 503), UnavailableError),
    ],
)
def test_an_endpoint_that_fails_leaves_the_scripted_line_and_says_why(
    model: SmallModel, play: Play, served: Served, problem: type[Exception]
) -> None:
    model.answers = [served]
    run = Run(model)
    assert run.vary(play) == play
    assert isinstance(run.rewording.problem, problem)


def test_an_endpoint_that_takes_too_long_leaves_the_scripted_line(
    model: SmallModel, play: Play
) -> None:
    model.answers = [Served(wait=5)]
    run = Run(model, timeout=0.2)
    assert run.vary(play) == play
    assert isinstance(run.rewording.problem, TimedOutError)


def test_the_budget_is_kept(model: SmallModel, play: Play) -> None:
    run = Run(model, budget=Budget(requests=0))
    assert run.vary(play) == play
    assert isinstance(run.rewording.problem, BudgetSpentError)
    assert model.asked == []


def test_a_problem_is_forgotten_once_an_answer_comes(model: SmallModel, play: Play) -> None:
    model.answers = [Served(b"{}", 401), said(OPENING)]
    run = Run(model)
    with run.chat:
        assert vary(play, run.rewording) == play
        assert run.rewording.problem is not None
        assert vary(play, run.rewording).opening.text == OPENING
    assert run.rewording.problem is None


@pytest.mark.parametrize(
    ("served", "named"),
    [
        (Served(b"{}", 401), "BOUSSOLE_ROLEPLAY_MODEL_KEY"),
        (Served(b"{}", 404), "BOUSSOLE_ROLEPLAY_MODEL_NAME"),
        (Served(b"{}", 302), "BOUSSOLE_ROLEPLAY_MODEL_URL"),
        (Served(b"{}", 400), "BOUSSOLE_ROLEPLAY_MODEL_BODY"),
        (Served(wait=5), "BOUSSOLE_ROLEPLAY_MODEL_TIMEOUT"),
        (Served(b"{}", 503), "The role-play model is not available"),
    ],
)
def test_a_problem_names_the_settings_of_role_play(
    model: SmallModel, play: Play, served: Served, named: str
) -> None:
    model.answers = [served]
    run = Run(model, timeout=0.3, use=ROLEPLAY)
    run.vary(play)
    for language in LANGUAGES:
        said_of_it = run.rewording.problem.explain(language) if run.rewording.problem else ""
        assert "SECOND_READER" not in said_of_it
        assert named in said_of_it or language == "fr"
    assert len(model.asked) >= 1


def test_one_attempt_is_one_request(model: SmallModel, play: Play) -> None:
    model.answers = [Served(b"{}", 503)]
    run = Run(model, attempts=1)
    assert run.vary(play) == play
    assert len(model.asked) == 1
    assert run.waits == []
