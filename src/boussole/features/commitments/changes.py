"""What changed between two versions, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from boussole.features.commitments.models import Line


@dataclass(frozen=True)
class Changes:
    """Lines of a version against the one before: new ones, reworded ones with what they were, and those that went."""

    added: tuple[Line, ...] = ()
    reworded: tuple[tuple[Line, Line], ...] = ()
    dropped: tuple[Line, ...] = ()
    kept: int = 0

    @property
    def is_first(self) -> bool:
        """Whether everything is new: there was no version before."""
        return not (self.reworded or self.dropped or self.kept)


def changes(before: Sequence[Line], after: Sequence[Line]) -> Changes:
    """Read ``after`` against ``before``; a line goes on when it says which one it continues."""
    known = {line.pk: line for line in before}
    pairs = [(line, known[line.continues_id]) for line in after if line.continues_id in known]
    carried = {old.pk for _line, old in pairs}
    reworded = [(line, old) for line, old in pairs if words(line) != words(old)]
    return Changes(
        added=tuple(line for line in after if line.continues_id not in known),
        reworded=tuple(reworded),
        dropped=tuple(line for line in before if line.pk not in carried),
        kept=len(pairs) - len(reworded),
    )


def words(line: Line) -> tuple[str, str]:
    """What a line says."""
    return line.sentence, line.looks_like
