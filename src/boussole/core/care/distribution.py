"""How many people of a team had a usual, a heavy or a very heavy week: the anonymity of the pulse, on bands instead of answers.

Which groups are published beside which, among siblings and week after week, is ``anonymity.publishable``. Counts are
``anonymity.figures``, once for "heavy or more" and once for "very heavy": each part's count is held between one and all but one, so that
"all of them" and "none of them" are never said, nor found by subtraction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from boussole.core.anonymity import LEAST_ANSWERS, Group, Tally, figures
from boussole.core.care.usual import Band


@dataclass(frozen=True, slots=True)
class Bands:
    """Of ``n`` people, how many had a heavy week or more, and how many a very heavy one among them.

    ``parts`` is how many parts the figures are held in: 1 may be 0 for each of them, and all but one may be all.
    """

    n: int
    heavy: int
    very_heavy: int
    parts: int = 1

    @property
    def usual(self) -> int:
        """The others."""
        return self.n - self.heavy


def bands_published(
    groups: Sequence[Group],
    published: Collection[str],
    bands: Mapping[str, Sequence[Band]],
    least: int = LEAST_ANSWERS,
) -> dict[str, Bands]:
    """The counts of every published group, from the bands of the people of each group itself (not of those below).

    Raises ``ValueError`` when a part that is not empty holds fewer than ``least`` people.
    """
    heavy = figures(groups, published, _tallies(bands, Band.HEAVY), least)
    very = figures(groups, published, _tallies(bands, Band.VERY_HEAVY), least)
    parts = figures(groups, published, _tallies(bands, None), least)
    return {
        key: Bands(found.n, found.favourable, very[key].favourable, parts[key].favourable)
        for key, found in heavy.items()
    }


def _tallies(bands: Mapping[str, Sequence[Band]], least: Band | None) -> dict[str, Tally]:
    """How many are at ``least`` or above, as if they had answered 5, the others 1; without it nobody is, and one is counted a part."""
    found: dict[str, Tally] = {}
    for key, each in bands.items():
        above = sum(band >= least for band in each) if least is not None else 0
        found[key] = (len(each) - above, 0, 0, 0, above)
    return found
