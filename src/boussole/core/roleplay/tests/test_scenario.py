"""A scenario is written and read back the same, and a mistake says where it is and what is possible."""

from __future__ import annotations

import pytest
import yaml

from boussole.core.playbook import default_playbook
from boussole.core.roleplay import ScenarioFormatError, dump, load, unknown_rules, validated
from boussole.core.roleplay.tests.small import SMALL, small


def broken(before: str, after: str) -> list[str]:
    """The problems of the small scenario once ``before`` is ``after``."""
    assert before in SMALL
    with pytest.raises(ScenarioFormatError) as caught:
        load(SMALL.replace(before, after, 1))
    return [one.in_("en") for one in caught.value.problems]


def test_a_scenario_is_written_and_read_back_the_same() -> None:
    assert load(dump(small())) == small()
    assert "not_" not in dump(small())


def test_a_form_gives_the_same_scenario_as_a_text() -> None:
    assert validated(yaml.safe_load(SMALL)) == small()


@pytest.mark.parametrize(
    ("before", "after", "place", "said"),
    [
        ("insists: {en: [Still late.]}", "insist: {en: [x]}", "states.opening.insist", "has no place here"),
        ("{act: commitment}", "{act: promise}", "states.opening.moves.0", "'promise' is no act"),
        ("{act: closing_check}", "{does: x}", "states.waiting.moves.0.when", "begins with one of"),
        ("level: 3, for: 2", "level: 4, for: 2", "states.opening.moves.1.when", "3 at most"),
        ("sector: retail", "sector: shops", "sector", "'retail'"),
        ("aims: [acknowledgement, commitment]", "aims: [kindness]", "aims", "'kindness' is no act"),
        ("to: waiting", "to: wating", "states.opening.moves.0.to", "“wating” does not exist; one of: gone, happy"),
        ("state: opening,", "state: start,", "start.state", "“start” does not exist"),
        ("to: nothing}\npoints", "to: late}\npoints", "limit.to", "“late” does not exist"),
        ("gives: [gift, moved]", "gives: [present]", "states.opening.gives", "one of: gift, moved"),
        ("{done: acknowledgement}", "{fact: present}", "states.opening.moves.0.when", "“present” does not exist"),
        ("{done: acknowledgement}", "{point: money}", "states.opening.moves.0.when", "“money” does not exist"),
        ("key: waiting", "key: opening", "states and endings", "“opening” is given twice"),
        ("lines: {en: [Fine.]}", "lines: {}", "states.waiting.lines", "nothing in English"),
        ("languages: [en]", "languages: [en, fr]", "name", "nothing in French"),
        ("quality: good", "quality: mixed", "endings", "none is good"),
        ("points:\n", "reactions: {angry: {en: [Hm.]}}\npoints:\n", "reactions", "“angry” does not exist; one of"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_and_what_is_possible(
    before: str, after: str, place: str, said: str
) -> None:
    found = broken(before, after)
    assert [line for line in found if line.startswith(place) and said in line], found


def test_every_problem_is_said_at_once() -> None:
    text = SMALL.replace("to: waiting", "to: wating").replace("state: opening,", "state: start,")
    with pytest.raises(ScenarioFormatError) as caught:
        load(text)
    assert len(caught.value.problems) == 2
    assert str(caught.value).count("\n") == 1


def test_a_place_that_no_move_leads_to_is_said() -> None:
    assert "waiting: no move leads here; add one, or take it out" in broken(
        "to: waiting", "to: gone"
    )


def test_a_state_without_a_way_out_is_said() -> None:
    found = broken("moves: [{when: {act: closing_check}, to: happy}]", "moves: []")
    assert "states.waiting: no ending can be reached from here; add a move" in found


@pytest.mark.parametrize("text", ["key: [", "just words", "[]"])
def test_a_text_that_is_no_scenario_is_refused(text: str) -> None:
    with pytest.raises(ScenarioFormatError):
        load(text)


def test_a_rule_that_the_playbook_does_not_have_is_said() -> None:
    scenario = small().model_copy(update={"works_on": ("recovery", "kindness")})
    (problem,) = unknown_rules(scenario, default_playbook())
    assert problem.in_("en").startswith("works_on: “kindness”")


def test_a_mistake_is_said_in_french_too() -> None:
    with pytest.raises(ScenarioFormatError) as caught:
        load(SMALL.replace("to: waiting", "to: wating", 1))
    (first, *_) = [one.in_("fr") for one in caught.value.problems]
    assert first.startswith("states.opening.moves.0.to\u00a0: «\u202fwating\u202f» n’existe pas")
