"""Changing a tree: keys are for life, names tell reasons apart, nothing used is lost."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.reasons import ReasonTree, default_tree, editing
from boussole.core.reasons.editing import Draft, NameInUseError, UnknownKeyError
from boussole.core.text import Text

GIFT = Draft(Text(fr="Carte cadeau", en="Gift card"), examples=("carte cadeau",))
CHARGED = pl.Series(["vous m’avez prélevé deux fois"])


def test_a_reason_is_added_with_a_key_from_its_english_name() -> None:
    tree, key = editing.add_reason(default_tree(), "billing", GIFT)
    assert key == "billing.gift_card"
    assert tree[key].label.fr == "Carte cadeau"
    assert tree.find(pl.Series(["ma carte cadeau est vide"])).to_list() == [key]
    assert tree.resolve(pl.Series(["CARTE CADEAU"])).to_list() == [key]
    assert key not in default_tree()


def test_a_key_is_never_given_twice() -> None:
    tree, first = editing.add_family(default_tree(), Text(fr="Été", en="★"))
    tree, second = editing.add_family(tree, Text(fr="Hiver", en="☆"))
    assert (first, second) == ("family", "family_2")
    other = Draft(Text(fr="Bon cadeau", en="Gift-card!"))
    tree, one = editing.add_reason(tree, first, GIFT)
    with pytest.raises(NameInUseError, match="Gift-card"):
        editing.add_reason(tree, first, other)
    tree = editing.change_reason(tree, one, first, Draft(Text(fr="Chèque", en="Cheque")))
    _tree, two = editing.add_reason(tree, first, GIFT)
    assert (one, two) == ("family.gift_card", "family.gift_card_2")


def test_a_reason_that_moves_keeps_its_key_and_its_cues() -> None:
    key = "billing.double_charge"
    draft = Draft.of(default_tree()[key])
    tree = editing.change_reason(default_tree(), key, "service", draft)
    family = tree.family_of(key)
    assert family is not None
    assert family.key == "service"
    assert key in tree.keys_of("service")
    assert key not in tree.keys_of("billing")
    assert tree.find(CHARGED).to_list() == [key]
    assert len(tree) == len(default_tree())


def test_what_is_archived_is_named_and_resolved_but_found_no_more() -> None:
    key = "billing.double_charge"
    for tree in (
        editing.archive_reason(default_tree(), key),
        editing.archive_family(default_tree(), "billing"),
    ):
        assert tree[key].label == default_tree()[key].label
        assert tree.resolve(pl.Series(["Charged twice"])).to_list() == [key]
        assert key not in {reason.key for reason in tree.active}
        assert tree.find(CHARGED).to_list() != [key]
    restored = editing.archive_family(tree, "billing", archived=False)
    assert restored == default_tree()


@pytest.mark.parametrize(
    "label",
    [Text(fr="Facturation !", en="Money"), Text(fr="Argent", en="billing")],
)
def test_two_families_are_not_called_alike(label: Text) -> None:
    with pytest.raises(NameInUseError) as refused:
        editing.add_family(default_tree(), label)
    assert refused.value.owner.key == "billing"
    assert editing.change_family(default_tree(), "billing", label).families[0].label == label


def test_a_name_is_refused_when_another_reason_answers_to_it() -> None:
    taken = Draft(Text(fr="Neuf", en="New"), aliases=("Double  prélèvement",))
    with pytest.raises(NameInUseError) as refused:
        editing.add_reason(default_tree(), "service", taken)
    assert refused.value.owner.key == "billing.double_charge"
    archived = editing.archive_reason(default_tree(), "billing.double_charge")
    with pytest.raises(NameInUseError):
        editing.add_reason(archived, "service", taken)


@pytest.mark.parametrize("key", ["", "billing", "moon.landing"])
def test_an_unknown_key_is_said(key: str) -> None:
    with pytest.raises(UnknownKeyError):
        editing.archive_reason(default_tree(), key)
    with pytest.raises(UnknownKeyError):
        editing.add_reason(default_tree(), "moon", GIFT)


def test_what_is_undone_drops_what_is_new_unless_it_is_used() -> None:
    before = default_tree()
    with_family, family = editing.add_family(before, Text(fr="Fidélité", en="Loyalty"))
    after, key = editing.add_reason(with_family, family, GIFT)
    assert editing.put_back(after, before, set()) == before
    kept = editing.put_back(after, before, {key})
    assert kept[key].label == GIFT.label
    assert key not in {reason.key for reason in kept.active}
    assert [one.key for one in kept.offered] == [one.key for one in before.families]
    nearer = editing.put_back(after, with_family, {key})
    assert nearer.keys_of(family) == (key,)
    assert nearer[key].archived


_NAMES = st.sampled_from(["Carte", "Été", "Œuvre", "Gift", "★", "a" * 80])


@st.composite
def edited(draw: st.DrawFn) -> ReasonTree:
    """The starter tree after a few changes that went through."""
    tree = default_tree()
    for _ in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from([reason.key for reason in tree]))
        family = draw(st.sampled_from([family.key for family in tree.families]))
        draft = Draft(Text(fr=draw(_NAMES), en=draw(_NAMES)), examples=(draw(_NAMES),))
        change = draw(st.sampled_from(["add", "move", "archive", "family"]))
        try:
            match change:
                case "add":
                    tree, _key = editing.add_reason(tree, family, draft)
                case "move":
                    tree = editing.change_reason(tree, key, family, draft)
                case "archive":
                    tree = editing.archive_reason(tree, key)
                case _:
                    tree, _key = editing.add_family(tree, draft.label)
        except NameInUseError:
            continue
    return tree


@given(edited())
def test_no_change_loses_a_key_and_every_tree_is_written_and_read_back(tree: ReasonTree) -> None:
    assert {reason.key for reason in default_tree()} <= {reason.key for reason in tree}
    assert ReasonTree.model_validate_json(tree.model_dump_json(exclude_defaults=True)) == tree
