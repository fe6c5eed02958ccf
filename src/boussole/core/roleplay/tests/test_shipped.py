"""The scenarios shipped: whole, well written, and every place in them can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pytest

from boussole.core import signals
from boussole.core.playbook import default_playbook
from boussole.core.playbook.conditions import Part, Wordings
from boussole.core.roleplay import Scenario, dump, load, reach, shipped_scenarios, unknown_rules
from boussole.core.roleplay.lines import CAUSES, shared_reactions
from boussole.core.roleplay.scenario import Lines, Words
from boussole.core.roleplay.scoring import CUES
from boussole.core.roleplay.tension import HEARD, OFTEN
from boussole.core.schemas import TURNS_IN
from boussole.core.signals.catalogue import ACT_NAMES
from boussole.core.text import LANGUAGES, Language

SCENARIOS = shipped_scenarios()
FRENCH_SPACES = re.compile(r"(?<![\u00a0\u202f\s])[;:?!»]|« | [;:?!»]|«(?!\u00a0)")
every = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.key)


def written(part: Part) -> Iterator[tuple[Language, str]]:
    """Every text of a scenario that people read, with its language."""
    for name in type(part).model_fields:
        yield from _written(getattr(part, name))


def _written(value: object) -> Iterator[tuple[Language, str]]:
    match value:
        case Words():
            yield from ((language, value.in_(language)) for language in LANGUAGES)
        case Lines():
            yield from ((one, line) for one in LANGUAGES for line in value.in_(one))
        case Wordings():  # looked for, never read
            return
        case Part():
            yield from written(value)
        case tuple():
            for inside in value:
                yield from _written(inside)
        case dict():
            for inside in value.values():
                yield from _written(inside)


def read(texts: tuple[str, ...], language: Language, signal: str) -> list[float]:
    """What the shipped models read of a signal in customers' lines."""
    rows = {
        "conversation_id": [str(number) for number in range(len(texts))],
        "turn": [0] * len(texts),
        "role": ["customer"] * len(texts),
        "text_masked": list(texts),
        "lang": [language] * len(texts),
    }
    batch = signals.read(pa.RecordBatch.from_pydict(rows, schema=TURNS_IN))
    return [float(value) for value in batch.column(signal).to_pylist()]


def test_there_are_ten_in_both_languages_and_many_sectors() -> None:
    assert len(SCENARIOS) == 10
    assert all(one.languages == LANGUAGES for one in SCENARIOS)
    assert len({one.sector for one in SCENARIOS}) >= 8
    assert {one.level for one in SCENARIOS} == {1, 2, 3}


@every
def test_a_scenario_is_written_and_read_back_the_same(scenario: Scenario) -> None:
    assert load(dump(scenario)) == scenario


@every
def test_a_scenario_has_enough_states_endings_and_variants(scenario: Scenario) -> None:
    assert len(scenario.states) >= 6
    assert len(scenario.endings) >= 3
    assert {one.quality for one in scenario.endings} == {"good", "mixed", "bad"}
    for language in LANGUAGES:
        groups = [one.lines.in_(language) for one in scenario.places]
        groups += [one.insists.in_(language) for one in scenario.states]
        groups += [one.lines.in_(language) for one in scenario.facts]
        assert all(len(set(lines)) >= 3 for lines in groups)


@every
def test_a_scenario_works_on_rules_of_the_playbook(scenario: Scenario) -> None:
    assert unknown_rules(scenario, default_playbook()) == []


@every
def test_every_state_and_ending_is_reached_by_some_answers(scenario: Scenario) -> None:
    reached = reach(scenario)
    assert reached.missing(scenario) == []
    for key, play in reached.plays.items():
        assert play.place == key


def test_reach_says_what_cannot_be_reached() -> None:
    scenario = SCENARIOS[0]
    data = scenario.model_dump(by_alias=True)
    target = data["states"][1]["key"]
    for state in data["states"]:
        for move in state["moves"]:
            if move["to"] == target:
                move["when"] = {"answers": 30}
    assert target in reach(Scenario.model_validate(data), most=2_000).missing(scenario)


@every
def test_texts_are_typeset_and_calm(scenario: Scenario) -> None:
    for language, text in written(scenario):
        assert "'" not in text, text
        assert "!" not in text, text
        if language == "fr":
            assert not FRENCH_SPACES.search(text), text


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_opening_expresses_the_tension_it_begins_with(
    scenario: Scenario, language: Language
) -> None:
    start = scenario.state(scenario.start.state)
    assert start is not None
    found = read(start.lines.in_(language), language, "dissatisfaction")
    assert abs(sum(found) / len(found) - scenario.start.tension) <= 1


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ending_reads_as_what_it_is(scenario: Scenario, language: Language) -> None:
    for ending in scenario.endings:
        lines = ending.lines.in_(language)
        cross = read(lines, language, "dissatisfaction")
        if ending.quality == "good":
            assert max(cross) < 2
            assert sum(one >= 0.5 for one in read(lines, language, "praise")) >= 2
        elif ending.quality == "bad" and ending.kind != "out_of_time":
            assert sum(one >= 1.5 for one in cross) >= 2


def test_shared_reactions_have_words_for_every_cause() -> None:
    assert set(shared_reactions()) == set(CAUSES)
    for lines in shared_reactions().values():
        for language in LANGUAGES:
            assert len(set(lines.in_(language))) >= 3
        assert not [one for one in lines.fr if FRENCH_SPACES.search(one)]


def test_tables_name_acts_of_the_catalogue() -> None:
    assert set(CUES) == set(ACT_NAMES)
    assert {*HEARD, *OFTEN} <= set(ACT_NAMES)
    for cue in CUES.values():
        assert max(len(cue.fr), len(cue.en)) <= 60
        assert cue.fr.endswith(".")
        assert cue.en.endswith(".")
