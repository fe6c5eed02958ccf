"""Changing a tree: each change takes a tree and returns another; keys never change.

Nothing is ever taken out, only archived, so that what was once counted under a key can still be
named. ``put_back`` alone drops what nobody has used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from boussole.core.folding import fold
from boussole.core.reasons.tree import (
    Demand,
    Origin,
    Reason,
    ReasonFamily,
    ReasonTree,
    Step,
    plain,
)
from boussole.core.text import Text

LONGEST_SLUG = 40


class TreeEditError(ValueError):
    """A change that cannot be made.

    TreeEditError
    ├── NameInUseError    another reason or family answers to the name
    └── UnknownKeyError   the tree holds no such reason or family
    """


class NameInUseError(TreeEditError):
    """``name`` is already how ``owner`` (a reason or a family) is called."""

    def __init__(self, name: str, owner: Reason | ReasonFamily) -> None:
        super().__init__(f"{name!r} is already the name of {owner.key!r}")
        self.name = name
        self.owner = owner


class UnknownKeyError(TreeEditError):
    """No reason, or no family, has this key."""


@dataclass(frozen=True)
class Draft:
    """What people say of a reason; everything but its key and its cues."""

    label: Text
    step: Step | None = None
    origin: Origin | None = None
    demand: Demand | None = None
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @classmethod
    def of(cls, reason: Reason) -> Draft:
        """What is said of a reason now."""
        return cls(
            label=reason.label,
            step=reason.step,
            origin=reason.origin,
            demand=reason.demand,
            aliases=reason.aliases,
            examples=reason.examples,
        )

    def fields(self) -> dict[str, object]:
        """As the fields of a reason."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def cleaned(self) -> Draft:
        """Without blanks around, nor anything said twice."""
        label = Text(fr=self.label.fr.strip(), en=self.label.en.strip())
        return replace(
            self, label=label, aliases=_cleaned(self.aliases), examples=_cleaned(self.examples)
        )


def add_family(tree: ReasonTree, label: Text) -> tuple[ReasonTree, str]:
    """Add a family at the end, without a reason yet; return the tree and the family's key."""
    _free_family_label(tree, label)
    key = _free_key(slug(label.en) or "family", {family.key for family in tree.families})
    return _with_families((*tree.families, ReasonFamily(key=key, label=label))), key


def change_family(tree: ReasonTree, key: str, label: Text) -> ReasonTree:
    """Rename a family."""
    _free_family_label(tree, label, but=key)
    return _mapped(tree, key, lambda family: family.model_copy(update={"label": label}))


def archive_family(tree: ReasonTree, key: str, *, archived: bool = True) -> ReasonTree:
    """Archive a family with its reasons, or restore it as it was."""
    return _mapped(tree, key, lambda family: family.model_copy(update={"archived": archived}))


def add_reason(tree: ReasonTree, family: str, draft: Draft) -> tuple[ReasonTree, str]:
    """Add a reason at the end of a family; return the tree and the reason's key."""
    draft = draft.cleaned()
    _free_names(tree, draft)
    key = _free_key(
        f"{family}.{slug(draft.label.en) or 'reason'}", {reason.key for reason in tree.reasons}
    )
    reason = Reason.model_validate({"key": key, **draft.fields()})
    return _mapped(tree, family, lambda one: _holding(one, (*one.reasons, reason))), key


def change_reason(tree: ReasonTree, key: str, family: str, draft: Draft) -> ReasonTree:
    """Change a reason and the family it belongs to; its key and its cues stay."""
    draft = draft.cleaned()
    _free_names(tree, draft, but=key)
    changed = Reason.model_validate(_known(tree, key).model_dump() | draft.fields())
    home = tree.family_of(key)
    if home is not None and home.key == family:
        return _each_reason(tree, lambda one: changed if one.key == key else one)
    without = _mapped(
        tree,
        home.key if home else family,
        lambda one: _holding(one, tuple(each for each in one.reasons if each.key != key)),
    )
    return _mapped(without, family, lambda one: _holding(one, (*one.reasons, changed)))


def archive_reason(tree: ReasonTree, key: str, *, archived: bool = True) -> ReasonTree:
    """Archive a reason, or restore it."""
    _known(tree, key)
    return _each_reason(
        tree, lambda one: one.model_copy(update={"archived": archived}) if one.key == key else one
    )


def put_back(now: ReasonTree, before: ReasonTree, used: Collection[str]) -> ReasonTree:
    """Return the tree as it was before; what was added since and is ``used`` stays, archived."""
    tree = before
    for family in now.families:
        kept = tuple(
            reason.model_copy(update={"archived": True})
            for reason in family.reasons
            if reason.key in used and reason.key not in before
        )
        if not kept:
            continue
        tree = _with_kept(tree, family, kept)
    return tree


def _with_kept(tree: ReasonTree, family: ReasonFamily, kept: tuple[Reason, ...]) -> ReasonTree:
    if any(one.key == family.key for one in tree.families):
        return _mapped(tree, family.key, lambda one: _holding(one, (*one.reasons, *kept)))
    archived = family.model_copy(update={"archived": True, "reasons": kept})
    return _with_families((*tree.families, archived))


def slug(label: str) -> str:
    """A label as a part of a key; empty when it has no letter or figure."""
    folded = fold(label).replace("œ", "oe").replace("æ", "ae")
    letters = "".join(one if one.isascii() and one.isalnum() else "_" for one in folded)
    return "_".join(part for part in letters.split("_") if part)[:LONGEST_SLUG].strip("_")


def _cleaned(phrases: tuple[str, ...]) -> tuple[str, ...]:
    found = (" ".join(phrase.split()) for phrase in phrases)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def _free_key(wanted: str, taken: Collection[str]) -> str:
    numbered = (f"{wanted}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted, *numbered) if key not in taken)


def _free_names(tree: ReasonTree, draft: Draft, but: str = "") -> None:
    taken = {
        plain(name): reason for reason in tree.reasons if reason.key != but for name in reason.names
    }
    for name in (draft.label.fr, draft.label.en, *draft.aliases):
        if owner := taken.get(plain(name)):
            raise NameInUseError(name, owner)


def _free_family_label(tree: ReasonTree, label: Text, but: str = "") -> None:
    for family in tree.families:
        known = {plain(family.label.fr), plain(family.label.en)}
        for name in (label.fr, label.en):
            if family.key != but and plain(name) in known:
                raise NameInUseError(name, family)


def _known(tree: ReasonTree, key: str) -> Reason:
    if key not in tree:
        raise UnknownKeyError(f"no reason has the key {key!r}")
    return tree[key]


def _holding(family: ReasonFamily, reasons: tuple[Reason, ...]) -> ReasonFamily:
    return family.model_copy(update={"reasons": reasons})


def _mapped(
    tree: ReasonTree, key: str, change: Callable[[ReasonFamily], ReasonFamily]
) -> ReasonTree:
    if all(family.key != key for family in tree.families):
        raise UnknownKeyError(f"no family has the key {key!r}")
    return _with_families(
        change(family) if family.key == key else family for family in tree.families
    )


def _each_reason(tree: ReasonTree, change: Callable[[Reason], Reason]) -> ReasonTree:
    return _with_families(
        _holding(family, tuple(map(change, family.reasons))) for family in tree.families
    )


def _with_families(families: Iterable[ReasonFamily]) -> ReasonTree:
    """A new tree, checked again; never a copy, which would keep what was compiled from the old one."""
    return ReasonTree(families=tuple(families))
