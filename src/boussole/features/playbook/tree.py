"""A rule's condition as the editor shows it: a tree of pieces in words, each with what may be done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from boussole.core.playbook.conditions import All, AnyOf, Condition, Not, parts
from boussole.core.playbook.editing import Path, write_path
from boussole.core.playbook.words import in_words
from boussole.core.text import Text
from boussole.features.playbook.piece_forms import PieceForm
from boussole.features.playbook.pieces import form_for, kind_of


@dataclass(frozen=True)
class Node:
    """One piece. ``path`` names it, ``outer`` names it with its negation if it has one.

    ``group`` is ``all`` or ``any`` for a list. ``form`` is there for the piece being changed only.
    """

    path: str
    outer: str
    kind: str
    said: Text
    negated: bool
    group: str
    changeable: bool
    inside: tuple[Node, ...]
    form: PieceForm | None = None

    @property
    def anchor(self) -> str:
        """Where the page shows it."""
        return f"piece-{self.outer.replace('.', '-') or 'whole'}"

    @property
    def removable(self) -> bool:
        """The whole condition cannot be removed: a rule looks for something."""
        return self.outer != ""


def tree(condition: Condition, form: tuple[str, PieceForm] | None = None) -> Node:
    """The tree of a condition; ``form`` is the piece being changed, by its path, and its form."""
    return _node(condition, (), (), form, negated=False)


def _node(
    condition: Condition,
    path: Path,
    outer: Path,
    form: tuple[str, PieceForm] | None,
    *,
    negated: bool,
) -> Node:
    if isinstance(condition, Not):
        return _node(condition.not_, (*path, 0), outer, form, negated=not negated)
    whole = Not(**{"not": condition}) if negated else condition
    inside = tuple(
        _node(part, (*path, at), (*path, at), form, negated=False)
        for at, part in enumerate(parts(condition))
    )
    written = write_path(path)
    found = Node(
        path=written,
        outer=write_path(outer),
        kind=kind_of(condition),
        said=in_words(whole).said,
        negated=negated,
        group=_group(condition),
        changeable=form_for(condition) is not None,
        inside=inside,
    )
    return replace(found, form=form[1]) if form and form[0] == written else found


def _group(condition: Condition) -> str:
    if isinstance(condition, All):
        return "all"
    return "any" if isinstance(condition, AnyOf) else ""
