"""Real sentences, read by the shipped models: what agents write drives the customer."""

from __future__ import annotations

import pytest

from boussole.core.facts import Frame
from boussole.core.roleplay import look_back, replay_texts, shipped_scenarios
from boussole.core.roleplay.tests.transcripts import HURRIED, TRANSCRIPTS, Manner
from boussole.core.text import LANGUAGES, Language

SCENARIOS = {one.key: one for one in shipped_scenarios()}
CASES = [
    (key, language, manner)
    for key in SCENARIOS
    for language in LANGUAGES
    for manner in ("good", "clumsy")
]


def test_every_scenario_has_its_transcripts() -> None:
    assert {(key, *case) for key, given in TRANSCRIPTS.items() for case in given} == set(CASES)


@pytest.mark.parametrize(("key", "language", "manner"), CASES)
def test_what_is_written_leads_where_it_should(
    key: str, language: Language, manner: Manner, frame: Frame
) -> None:
    texts = TRANSCRIPTS[key][language, manner]
    play = replay_texts(SCENARIOS[key], language, 1, texts)
    assert play.ending is not None, play.place
    assert [exchange.heard.text for exchange in play.exchanges] == list(texts)
    seen = look_back(play, frame)
    if manner == "good":
        assert play.ending.quality == "good"
        assert seen.course[-1] <= min(seen.course[0], 1)
        assert len(seen.seen) > len(seen.missing)
    else:
        assert play.ending.quality in {"mixed", "bad"}
        assert seen.course[-1] > seen.course[0]
        assert seen.missing


@pytest.mark.parametrize("seed", [2, 3, 4])
@pytest.mark.parametrize(("key", "language", "manner"), CASES)
def test_the_seed_changes_the_words_and_not_where_answers_lead(
    key: str, language: Language, manner: Manner, seed: int
) -> None:
    texts = TRANSCRIPTS[key][language, manner]
    first = replay_texts(SCENARIOS[key], language, 1, texts)
    other = replay_texts(SCENARIOS[key], language, seed, texts)
    assert [exchange.place for exchange in first.exchanges] == [
        exchange.place for exchange in other.exchanges
    ]


@pytest.mark.parametrize(("key", "language", "texts"), HURRIED)
def test_answers_typed_in_a_hurry_are_heard_too(
    key: str, language: Language, texts: tuple[str, ...]
) -> None:
    play = replay_texts(SCENARIOS[key], language, 5, texts)
    assert play.ending is not None, play.place
    assert play.ending.quality == "good"
    assert play.tension <= 1
