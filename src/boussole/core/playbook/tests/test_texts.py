"""What people read in the playbooks shipped: complete, typeset, calm, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from boussole.core.playbook import (
    Commitment,
    Line,
    Playbook,
    Rule,
    default_playbook,
    in_words,
    starters,
)
from boussole.core.text import Text

PLAYBOOKS = {"default": default_playbook(), **{one.key: one.playbook for one in starters()}}
FRENCH_SPACES = re.compile(r"(?<![\u00a0\u202f\s])[;:?!»]|« | [;:?!»]|«(?![\u00a0\u202f])|\d [h€%]")
SHORTEST_SENTENCE = 12


def rules() -> Iterator[tuple[str, Rule]]:
    """Each rule once, under the first playbook that says it so."""
    seen: list[Rule] = []
    for name, playbook in PLAYBOOKS.items():
        yield from ((f"{name}.{rule.key}", rule) for rule in playbook.rules if rule not in seen)
        seen += playbook.rules


def commitments() -> Iterator[tuple[str, Commitment]]:
    for name, playbook in PLAYBOOKS.items():
        yield from ((f"{name}.{one.key}", one) for one in playbook.commitments)


RULES = dict(rules())
OWN = {f"{one.key}.{key}": one.playbook[key] for one in starters() for key in one.own}
COMMITMENTS = dict(commitments())


def sentences(rule: Rule) -> list[Text]:
    phrasings = [text for one in rule.phrasings for text in (one.when, one.say)]
    notes = [example.note for example in rule.examples]
    parts = [rule.sentence, rule.meaning, rule.matters, rule.cue, rule.why]
    return [*parts, *rule.limits, *rule.steps, *phrasings, *notes]


def lines(line: Line) -> Iterator[Text]:
    """A condition in words, with everything that stands under it."""
    yield line.said
    for inside in line.inside:
        yield from lines(inside)


def typeset(text: Text) -> None:
    assert not FRENCH_SPACES.search(text.fr), text.fr
    assert not re.search(r"[\u00a0\u202f][;:?!]|[«»]", text.en), text.en
    assert "'" not in text.fr + text.en, text
    assert "!" not in text.fr + text.en, text
    assert "\n" not in text.fr + text.en, text


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rules_texts_are_typeset_and_calm(rule: Rule) -> None:
    for text in [rule.name, *sentences(rule)]:
        typeset(text)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rules_sentences_are_whole_in_both_languages(rule: Rule) -> None:
    for text in sentences(rule):
        for said in (text.fr, text.en):
            assert len(said) >= SHORTEST_SENTENCE, text
            assert said[-1] in ".?", text
        assert text.fr != text.en


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_where_it_stops_in_one_to_four_points(rule: Rule) -> None:
    assert 1 <= len(rule.limits) <= 4


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_cue_is_one_short_imperative_sentence(rule: Rule) -> None:
    for cue in (rule.cue.fr, rule.cue.en):
        assert cue.count(".") == 1
        assert cue.endswith(".")
        assert len(cue) <= 60


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_examples_speak_both_languages(rule: Rule) -> None:
    matching = {example.lang for example in rule.examples_of("match")}
    others = {example.lang for example in rule.examples_of("no_match")}
    assert matching == others == {"fr", "en"}


@pytest.mark.parametrize("rule", OWN.values(), ids=OWN)
def test_what_an_own_rule_looks_for_is_said_without_its_marks(rule: Rule) -> None:
    for said in lines(in_words(rule.when)):
        assert not re.search(r"[\[\]{}|]", said.fr + said.en), said


@pytest.mark.parametrize("commitment", COMMITMENTS.values(), ids=COMMITMENTS)
def test_a_commitment_is_typeset_and_whole(commitment: Commitment) -> None:
    for text in (commitment.name, commitment.promise, commitment.why):
        typeset(text)
        assert text.fr != text.en
    assert all(said.endswith(".") for text in (commitment.promise, commitment.why) for said in (text.fr, text.en))  # fmt: skip


@pytest.mark.parametrize("playbook", PLAYBOOKS.values(), ids=PLAYBOOKS)
def test_a_playbook_says_its_name_and_for_whom_it_is(playbook: Playbook) -> None:
    assert playbook.description is not None
    for text in (playbook.name, playbook.description):
        typeset(text)
        assert text.fr != text.en
    assert len({one.name.fr for one in PLAYBOOKS.values()}) == len(PLAYBOOKS)
