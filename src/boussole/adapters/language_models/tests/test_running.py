"""A run goes on past a fault, and stops when going on makes no sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from boussole.adapters.language_models import (
    SECOND_READER,
    LanguageModelError,
    problems,
    review_all,
)
from boussole.adapters.language_models.running import IN_A_ROW
from boussole.core.signals.review import Doubt, Outcome, Review

DOUBTS = [Doubt(str(n), "c", n, "customer", "fr", "praise", 0.5, "Merci", 0, 5) for n in range(6)]
Fault = Callable[[], LanguageModelError]


class Reader:
    """Fails where it is told to."""

    name = "lecteur"

    def __init__(self, faults: Sequence[Fault | None]) -> None:
        self._faults = list(faults)

    def review(self, doubt: Doubt) -> Review:
        """Answer, or fail."""
        fault = self._faults[doubt.turn] if doubt.turn < len(self._faults) else None
        if fault:
            raise fault()
        return Review(doubt, self.name, Outcome.REFUSAL)


def late() -> LanguageModelError:
    return problems.timed_out(SECOND_READER, "x")


def down() -> LanguageModelError:
    return problems.unavailable(SECOND_READER, "http_503", "x")


def unmasked() -> LanguageModelError:
    return problems.unmasked("x")


def spent() -> LanguageModelError:
    return problems.budget_spent(SECOND_READER, "requests", "x")


def no_key() -> LanguageModelError:
    return problems.refused(SECOND_READER, 401, b"", "x")


def reviewed(*faults: Fault | None) -> tuple[list[Outcome], str]:
    """The outcomes, and the code of what ended the run before its end."""
    outcomes = []
    try:
        for review in review_all(Reader(faults), DOUBTS):
            outcomes.append(review.outcome)  # noqa: PERF401 - what came before a fault counts
    except LanguageModelError as problem:
        return outcomes, problem.code
    return outcomes, ""


def test_one_that_fails_does_not_stop_the_others() -> None:
    outcomes, ended = reviewed(late, down, None, down, unmasked)
    assert ended == ""
    assert outcomes == [
        Outcome.TIMEOUT,
        Outcome.ERROR,
        Outcome.REFUSAL,
        Outcome.ERROR,
        Outcome.WITHHELD,
        Outcome.REFUSAL,
    ]


def test_several_faults_in_a_row_end_the_run() -> None:
    outcomes, ended = reviewed(*[down] * 5)
    assert (len(outcomes), ended) == (IN_A_ROW, "http_503")


def test_texts_that_were_withheld_do_not_end_it() -> None:
    assert reviewed(*[unmasked] * 6) == ([Outcome.WITHHELD] * 6, "")


@pytest.mark.parametrize(("fault", "code"), [(spent, "budget_requests"), (no_key, "http_401")])
def test_a_spent_budget_or_a_refused_key_ends_it_at_once(fault: Fault, code: str) -> None:
    assert reviewed(None, fault) == ([Outcome.REFUSAL], code)
