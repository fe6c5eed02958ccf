"""Conditions changed piece by piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from boussole.core.playbook import default_playbook
from boussole.core.playbook.conditions import All, AnyOf, Condition, Not, parts
from boussole.core.playbook.editing import (
    BEGINNINGS,
    LastPieceError,
    NoSuchPieceError,
    Path,
    add,
    beginning,
    gather,
    negate,
    piece,
    put,
    read_path,
    take_out,
    write_path,
)

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
RULES = [rule.when for rule in default_playbook().rules]


def paths(condition: Condition, so_far: Path = ()) -> list[Path]:
    inside = enumerate(parts(condition))
    return [so_far, *(path for at, part in inside for path in paths(part, (*so_far, at)))]


anywhere = st.sampled_from([(rule, path) for rule in RULES for path in paths(rule)])
new_pieces = st.sampled_from(BEGINNINGS).map(beginning)


@given(anywhere, new_pieces)
def test_what_is_put_at_a_path_is_there(place: tuple[Condition, Path], new: Condition) -> None:
    condition, path = place
    changed = put(condition, path, new)
    assert piece(changed, path) == new
    assert put(changed, path, piece(condition, path)) == condition


@given(anywhere, new_pieces)
def test_what_is_added_can_be_taken_out(place: tuple[Condition, Path], new: Condition) -> None:
    condition, path = place
    before = piece(condition, path)
    added = add(condition, path, new)
    inside = parts(piece(added, path))
    assert inside[-1] == new
    back = take_out(added, (*path, len(inside) - 1))
    expected = before if isinstance(before, All | AnyOf) else All(all=(before,))
    assert piece(back, path) == expected


@given(anywhere)
def test_the_contrary_of_the_contrary_is_the_same(place: tuple[Condition, Path]) -> None:
    condition, path = place
    assert negate(negate(condition, path), path) == condition
    assert isinstance(piece(negate(condition, path), path), Not) != isinstance(
        piece(condition, path), Not
    )


@given(anywhere, st.sampled_from(["all", "any"]))
def test_every_change_is_still_a_condition(place: tuple[Condition, Path], group: str) -> None:
    condition, path = place
    changed = gather(condition, path, "all" if group == "all" else "any")
    written = changed.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert CONDITION.validate_python(written) == changed


def test_taking_out_the_inside_of_a_relation_takes_out_the_relation() -> None:
    angry, relation = beginning("signal"), beginning("followed_by")
    both = All(all=(angry, Not(**{"not": relation})))
    assert take_out(both, (1, 0, 0)) == All(all=(angry,))


def test_a_rule_keeps_something_to_look_for() -> None:
    with pytest.raises(LastPieceError):
        take_out(beginning("signal"), ())
    with pytest.raises(LastPieceError):
        take_out(All(all=(Not(**{"not": beginning("act")}),)), (0, 0))


def test_paths_are_read_as_they_are_written() -> None:
    assert read_path(write_path((0, 12, 3))) == (0, 12, 3)
    assert read_path("") == ()
    with pytest.raises(NoSuchPieceError):
        read_path("0.x")
    with pytest.raises(NoSuchPieceError):
        piece(beginning("signal"), (0,))
    with pytest.raises(NoSuchPieceError):
        beginning("nothing")
