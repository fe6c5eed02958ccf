"""Learning a company's tree: its corrections move what is read, and are measured without having been learnt."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.reasons import ReasonTree, default_tree
from boussole.core.reasons.agreement import Agreement, agreement, agreement_by_reason
from boussole.core.reasons.editing import Draft, add_reason, archive_family, archive_reason
from boussole.core.reasons.examples import (
    can_be_learnt,
    examples_of,
    fingerprint_of,
    learn_corrections,
    learn_tree,
    shipped_reasons,
    teaching,
)
from boussole.core.reasons.learning import TooFewExamplesError, learn_held_out, learn_reasons
from boussole.core.text import Text

KEPT = {"outage", "technician"}
WORKSHOPS = [
    f"Bonjour, l’atelier couture {said}, pouvez-vous regarder ?"
    for said in (
        "de samedi est complet",
        "commence trop tard",
        "manque de chaises",
        "était trop bruyant",
        "se tient loin du centre",
        "finit avant la nuit",
    )
]
UNSEEN = "Où se tient l’atelier couture de mardi ?"


@pytest.fixture(scope="module")
def tree() -> ReasonTree:
    """Four reasons of the starter tree, and one of the company's own."""
    small = default_tree()
    for family in default_tree().families:
        if family.key not in KEPT:
            small = archive_family(small, family.key)
    return add_reason(small, "outage", Draft(label=Text(fr="Ateliers", en="Workshops")))[0]


OWN = "outage.workshops"
CORRECTED: list[tuple[str, str | None]] = [(text, OWN) for text in WORKSHOPS]


def found(tree: ReasonTree, corrected: list[tuple[str, str | None]]) -> str | None:
    model = learn_tree(tree, corrected)
    answer: str | None = model.find(pl.Series([UNSEEN]), tree)[0]
    return answer


def test_corrections_move_an_unknown_reason_to_the_right_one(tree: ReasonTree) -> None:
    assert shipped_reasons().find(pl.Series([UNSEEN]), tree)[0] is None
    assert found(tree, CORRECTED) == OWN


def test_a_reason_that_was_archived_since_is_never_given(tree: ReasonTree) -> None:
    model = learn_tree(tree, CORRECTED)
    without = archive_reason(tree, OWN)
    asked = pl.Series([UNSEEN, *WORKSHOPS])
    assert OWN in model.find(asked, tree).to_list()
    assert OWN not in model.find(asked, without).to_list()


def test_a_correction_is_read_without_having_been_learnt(tree: ReasonTree) -> None:
    """One that nothing else resembles is not found, though the model that learnt it finds it."""
    strange = "Qwerty zxcvb asdfg poiuy mnbvc lkjhg"
    alone: tuple[str, str | None] = (strange, OWN)
    learnt = learn_corrections(tree, [*CORRECTED, alone])
    assert learnt.model.find(pl.Series([strange]), tree)[0] == OWN
    assert learnt.found[-1] is None
    assert learnt.found[:-1].count(OWN) >= 5
    # Said five times, it still teaches nothing about itself.
    again = learn_corrections(tree, [*CORRECTED, *[alone] * 5])
    assert again.found[len(CORRECTED) :] == [None] * 5


def test_a_contact_of_no_reason_teaches_too(tree: ReasonTree) -> None:
    none: list[tuple[str, str | None]] = [(text, None) for text in WORKSHOPS]
    learnt = learn_corrections(tree, none)
    assert learnt.found == [None] * len(none)
    assert found(tree, none) is None


def test_what_does_not_teach_is_left_out(tree: ReasonTree) -> None:
    gone: list[tuple[str, str | None]] = [
        ("Deux prélèvements", "billing.double_charge"),
        (" ", OWN),
    ]
    assert teaching(tree, gone) == []
    assert examples_of(tree, gone) == examples_of(tree)
    assert learn_tree(tree, gone).fingerprint == learn_tree(tree).fingerprint


def test_a_reason_that_is_too_rare_is_read_by_the_whole_model(tree: ReasonTree) -> None:
    learnt = learn_corrections(tree, CORRECTED[:2])
    assert OWN not in {*learnt.model.keys, *learnt.found}


def test_two_reasons_with_examples_are_needed(tree: ReasonTree) -> None:
    assert can_be_learnt(tree, {})
    bare = archive_family(tree, "technician")
    for key in ("outage.no_service", "outage.slow"):
        bare = archive_reason(bare, key)
    assert not can_be_learnt(bare, {OWN: 12})
    with pytest.raises(TooFewExamplesError):
        learn_corrections(bare, CORRECTED)
    more, key = add_reason(bare, "outage", Draft(label=Text(fr="Stages", en="Courses")))
    assert not can_be_learnt(more, {OWN: 3, key: 2})
    assert can_be_learnt(more, {OWN: 3, key: 3})


def test_a_tree_is_named_by_what_it_teaches(tree: ReasonTree) -> None:
    renamed = tree.model_copy(
        update={
            "families": tuple(
                one.model_copy(update={"label": Text(fr="Autre", en="Other")})
                for one in tree.families
            )
        }
    )
    assert fingerprint_of(renamed) == fingerprint_of(tree)
    assert fingerprint_of(archive_reason(tree, OWN)) != fingerprint_of(tree)
    assert fingerprint_of(default_tree()) != fingerprint_of(tree)


def test_learning_and_holding_out_give_the_same_model() -> None:
    texts = [f"{word} {n}" for word in ("rouge vif", "bleu clair") for n in range(8)]
    keys = ["red"] * 8 + ["blue"] * 8
    plain = learn_reasons(texts, keys, tree := default_tree())
    assert learn_held_out(texts, keys, tree).model.fingerprint == plain.fingerprint


KEYS = st.sampled_from([None, "a", "b", "c"])


@given(st.lists(st.tuples(KEYS, KEYS)))
def test_agreement_counts_each_correction_once(pairs: list[tuple[str | None, str | None]]) -> None:
    said, read = [one for one, _ in pairs], [other for _, other in pairs]
    whole = agreement(said, read)
    assert whole.n == len(pairs)
    assert whole.wrong >= 0
    parts = agreement_by_reason(said, read)
    for name in ("n", "right", "unknown", "wrong"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts.values())
    assert set(parts) == set(said)


def test_agreement_tells_unknown_from_wrong() -> None:
    said = ["a", "a", "a", None, None]
    assert agreement(said, ["a", None, "b", None, "a"]) == Agreement(n=5, right=2, unknown=1)
