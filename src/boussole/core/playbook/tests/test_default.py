"""The playbook shipped with Boussole: complete, well written, and true to its own examples."""

from __future__ import annotations

import pytest

from boussole.core.playbook import (
    KINDS,
    OWN_KINDS,
    SUCCESSES,
    PlaybookFormatError,
    default_playbook,
    dump,
    kind_name,
    load,
    read_rule,
    run_examples,
    write_rule,
)

RULES = default_playbook().rules


def test_every_example_does_what_it_says() -> None:
    failures = run_examples(default_playbook())
    assert [f"{one.rule} {one.verdict} {one.number}: {one.reason.en}" for one in failures] == []


def test_there_is_one_rule_for_each_situation() -> None:
    assert [rule.key for rule in RULES] == [rule.kind for rule in RULES]
    assert {rule.kind for rule in RULES} == set(KINDS) - set(OWN_KINDS)


def test_every_kind_has_a_name_and_successes_are_known() -> None:
    named = {kind: kind_name(kind) for kind in KINDS}
    assert named["recovery"] == default_playbook()["recovery"].name
    assert named["to_thank"].en == "House rule: to thank for"
    assert len({name.fr for name in named.values()}) == len(KINDS)
    assert [kind for kind in OWN_KINDS if kind in SUCCESSES] == ["to_thank"]


def test_a_playbook_is_written_and_read_back_the_same() -> None:
    assert load(dump(default_playbook())) == default_playbook()
    assert load(dump(default_playbook())).fingerprint == default_playbook().fingerprint


def test_a_mistake_says_which_rule_where_and_what_is_possible() -> None:
    text = dump(default_playbook())
    broken = text.replace("signal: manager_request", "signal: manager_wish", 1)
    with pytest.raises(PlaybookFormatError) as caught:
        load(broken)
    (problem,) = caught.value.problems
    assert problem.startswith("late_escalation, rules.0.when")
    assert "manager_wish" in problem
    assert "manager_request" in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [", "YAML"),
        ("just words", "playbook"),
        ("name: {fr: a, en: b}\nversion: 1\nrules: []", "rules"),
    ],
)
def test_a_text_that_is_no_playbook_is_refused(text: str, said: str) -> None:
    with pytest.raises(PlaybookFormatError, match=said):
        load(text)


@pytest.mark.parametrize("said", ["{replies}", "{message.text}", "{", "}", "{0}", "{message!r}"])
def test_the_sentence_about_a_moment_names_known_messages_only(said: str) -> None:
    written = write_rule(default_playbook().rules[0])
    with pytest.raises(PlaybookFormatError, match="between braces"):
        read_rule({**written, "why": {"fr": said, "en": "here"}})
