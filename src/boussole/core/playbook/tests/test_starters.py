"""Starters: whole playbooks, true to their examples, different from the shipped one where they say so."""

from __future__ import annotations

from typing import Any

import pytest

from boussole.core.playbook import (
    OWN_KINDS,
    NoSuchStarterError,
    PlaybookFormatError,
    Starter,
    default_playbook,
    dump,
    load,
    run_examples,
    starter,
    starters,
)
from boussole.core.playbook.starters import fields_changed, overlaid

STARTERS = {one.key: one for one in starters()}
SHIPPED = {rule.key: rule for rule in default_playbook().rules}

each = pytest.mark.parametrize("found", STARTERS.values(), ids=STARTERS)


@each
def test_every_example_does_what_it_says(found: Starter) -> None:
    failures = run_examples(found.playbook)
    assert [f"{one.rule} {one.verdict} {one.number}: {one.reason.en}" for one in failures] == []


@each
def test_a_starter_is_written_and_read_back_the_same(found: Starter) -> None:
    assert load(dump(found.playbook)) == found.playbook
    assert load(dump(found.playbook)).fingerprint == found.playbook.fingerprint


@each
def test_a_starter_keeps_every_shipped_rule_and_adds_two_to_four_of_its_own(found: Starter) -> None:
    keys = [rule.key for rule in found.playbook.rules]
    assert set(keys) == {*SHIPPED, *found.own}
    assert [key for key in keys if key in SHIPPED] == list(SHIPPED)
    assert 2 <= len(found.own) <= 4
    assert not set(found.own) & set(SHIPPED)
    assert any(found.playbook[key].success for key in found.own)
    assert any(found.playbook[key].kind in OWN_KINDS for key in found.own)


@each
def test_a_starter_differs_from_the_shipped_playbook_where_it_says_so_and_nowhere_else(
    found: Starter,
) -> None:
    assert found.adapted
    for key, shipped in SHIPPED.items():
        adapted = found.playbook[key]
        changed = {
            name
            for name in type(shipped).model_fields
            if getattr(shipped, name) != getattr(adapted, name)
        }
        assert changed == set(found.adapted.get(key, ())), key


@each
def test_what_is_found_is_what_was_measured(found: Starter) -> None:
    """The published curves hold for the shipped rules: no starter moves a condition or a threshold."""
    for key, shipped in SHIPPED.items():
        adapted = found.playbook[key]
        assert (adapted.when, adapted.threshold) == (shipped.when, shipped.threshold), key
        assert (adapted.take, adapted.upstream) == (shipped.take, shipped.upstream), key


@each
def test_a_sector_promises_its_own_things(found: Starter) -> None:
    promised = found.playbook.commitments
    assert 3 <= len(promised) <= 5
    assert promised != default_playbook().commitments


def test_no_two_starters_share_a_rule_of_their_own() -> None:
    own = [key for found in STARTERS.values() for key in found.own]
    assert len(own) == len(set(own))


def test_a_starter_is_asked_for_by_its_key() -> None:
    assert starter("ecommerce") is STARTERS["ecommerce"].playbook
    with pytest.raises(NoSuchStarterError) as caught:
        starter("bakery")
    assert str(caught.value) == (
        "'bakery' is no starter; one of: ecommerce, telecom_energy, b2b_software"
    )


BASE: dict[str, dict[str, Any]] = {"late": {"key": "late", "steps": ["one"], "cue": "old"}}


def test_an_overlay_replaces_what_it_gives_and_adds_what_is_under_more() -> None:
    changes = {"like": "late", "cue": "new", "more": {"steps": ["two"], "limits": ["here"]}}
    assert overlaid(changes, BASE) == {
        "key": "late",
        "steps": ["one", "two"],
        "cue": "new",
        "limits": ["here"],
    }
    assert fields_changed(changes) == ("cue", "steps", "limits")
    assert BASE["late"]["steps"] == ["one"]
    assert overlaid({"key": "own"}, BASE) == {"key": "own"}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"like": "lote"}, "like: 'lote' is not shipped; one of: late"),
        ({"like": "late", "more": {"cue": ["x"]}}, "late, more.cue: only lists are added to"),
        ({"like": "late", "more": {"steps": "x"}}, "late, more.steps: only lists are added to"),
    ],
)
def test_a_mistaken_overlay_says_which_and_what_is_possible(
    changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(PlaybookFormatError) as caught:
        overlaid(changes, BASE)
    assert caught.value.problems == [problem]
