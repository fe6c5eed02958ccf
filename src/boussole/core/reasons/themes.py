"""New themes: messages that say the same thing and for which the tree has no reason.

Messages are weighed by their words (TF-IDF on the heads of folded words and of pairs of them), brought to
few dimensions (truncated SVD) and joined from the closest on (average linkage on the cosine) until they
are ``FARTHEST`` apart. What joins nothing stays out: most of what is unknown is no theme. The same
texts give the same themes, in the same order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from boussole.core.folding import fold
from boussole.core.reasons.stop_words import STOP_WORDS
from boussole.core.unread import ADDRESS

Growth = Literal["grows", "recedes", "steady"]
_Matrix = NDArray[np.float64]

LONGEST = 1_000  # characters read of a message
MOST_TEXTS = 4_000  # joined two by two; those beyond join the nearest theme
DIMENSIONS = 50
# Chosen on public questions to a bank (77 known intents): farther, themes blend; nearer, they break up.
FARTHEST = 0.65
HEAD = 6  # letters of a word that are compared: plurals and endings fall away
LEAST_TEXTS = 3  # a term said in fewer texts marks nothing
MOST_TERMS = 20_000
SHOWN_TERMS, EXAMPLES = 4, 5
DOUBT = 0.05  # for all the themes of a search together

_NEARLY_NOTHING = 1e-9  # what rounding leaves of a direction
_TOKEN = re.compile(r"[a-z0-9œæ]{3,}")
_UNREAD = re.compile(rf"\[[A-Z_]+\]|{ADDRESS}")  # masks and web addresses
_LONGEST_TERM, _MOST_WORDS = 24, 4
LEAST_SHARE = 0.15  # of a theme's messages that say a term which marks it


@dataclass(frozen=True)
class Theme:
    """Messages that belong together.

    ``terms`` mark it, as they are most often written. ``members`` are rows of the texts, nearest to its
    centre first. ``earlier`` and ``recent`` count them in each period; ``growth`` compares that with how all
    the texts are spread, and is steady unless chance alone is unlikely.
    """

    terms: tuple[str, ...]
    members: tuple[int, ...]
    earlier: int
    recent: int
    growth: Growth

    @property
    def size(self) -> int:
        """How many messages it holds."""
        return len(self.members)

    @property
    def examples(self) -> tuple[int, ...]:
        """The messages that say it best."""
        return self.members[:EXAMPLES]


def themes(
    texts: Sequence[str],
    recent: Sequence[bool] | None = None,
    *,
    most: int = 12,
    least: int = 6,
) -> list[Theme]:
    """Find up to ``most`` themes of at least ``least`` messages, the largest first.

    ``texts`` are masked; ``recent`` says of each whether it is of the second of two periods.
    """
    said = [_terms_of(text[:LONGEST]) for text in texts]
    weights, names = _weighed(said)
    if len(names) <= 1:
        return []
    points = _points(weights)
    groups = _groups(points, least)[:most]
    late = np.asarray(recent if recent is not None else [False] * len(texts), dtype=bool)
    marks = _Marks(said, weights, names)
    return [
        Theme(
            terms=marks.of(rows),
            members=tuple(int(row) for row in rows),
            earlier=int((~late[rows]).sum()),
            recent=int(late[rows].sum()),
            growth=_growth(late[rows], late, len(groups)),
        )
        for rows in groups
    ]


class _Term(NamedTuple):
    """What is compared, and how it is written here."""

    head: str
    written: str


def _terms_of(text: str) -> list[_Term]:
    plain = _UNREAD.sub(lambda found: " " * len(found[0]), text)
    folded = fold(plain)
    words = [found for found in _TOKEN.finditer(folded) if _says_something(found[0])]
    single = [_Term(one[0][:HEAD], _written(plain, one, one)) for one in words]
    pairs = [
        _Term(f"{one[0][:HEAD]} {other[0][:HEAD]}", written)
        for one, other in pairwise(words)
        if (written := _written(plain, one, other))
    ]
    return single + pairs


def _says_something(word: str) -> bool:
    return word not in STOP_WORDS and not word.isdecimal()


def _written(text: str, first: re.Match[str], last: re.Match[str]) -> str:
    """What stands from one word to another; empty when they are not of one breath."""
    written = text[first.start() : last.end()].lower()
    long = len(written) > _LONGEST_TERM or len(written.split()) > _MOST_WORDS
    broken = long or re.search(r"[.?!;:,()\n]|  ", written)
    return "" if broken else written


def _weighed(said: Sequence[Sequence[_Term]]) -> tuple[Any, list[str]]:
    """Texts by terms, as a sparse matrix, and the terms."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counted = Counter(head for terms in said for head in {term.head for term in terms})
    kept = [pair for pair in counted.items() if pair[1] >= LEAST_TEXTS]
    names = sorted(
        name for name, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]
    )
    if not names:
        return None, names
    vectorizer = TfidfVectorizer(analyzer=_heads, vocabulary=names, sublinear_tf=True)
    return vectorizer.fit_transform(said).tocsr(), names


def _heads(terms: Sequence[_Term]) -> list[str]:
    return [term.head for term in terms]


def _points(weights: Any) -> _Matrix:
    """Texts as directions in few dimensions; one without a term stays at the origin."""
    from sklearn.decomposition import TruncatedSVD

    dimensions = max(1, min(DIMENSIONS, weights.shape[1] - 1, weights.shape[0] - 1))
    # The share of variance it also works out, which nobody asks for, is 0 / 0 when all texts are one.
    with np.errstate(invalid="ignore", divide="ignore"):
        reduced: _Matrix = TruncatedSVD(dimensions, random_state=0).fit_transform(weights)
    return _directions(reduced)


def _directions(points: _Matrix) -> _Matrix:
    lengths = np.linalg.norm(points, axis=-1, keepdims=True)
    somewhere = lengths > _NEARLY_NOTHING
    found: _Matrix = np.divide(points, lengths, out=np.zeros_like(points), where=somewhere)
    return found


def _groups(points: _Matrix, least: int) -> list[NDArray[np.intp]]:
    """Rows that belong together, nearest to their centre first; the largest groups first."""
    from sklearn.cluster import AgglomerativeClustering

    somewhere = np.flatnonzero(np.linalg.norm(points, axis=1))
    if len(somewhere) < max(least, 2):
        return []
    # Spread over all of them, since they come in the order of time.
    places = np.linspace(0, len(somewhere) - 1, min(len(somewhere), MOST_TEXTS)).astype(np.intp)
    joined = somewhere[places]
    labels = AgglomerativeClustering(
        n_clusters=None, distance_threshold=FARTHEST, metric="cosine", linkage="average"
    ).fit_predict(points[joined])
    share = len(joined) / len(somewhere)
    sizes = Counter(int(label) for label in labels)
    large = sorted(label for label, size in sizes.items() if size >= max(2, least * share))
    if not large:
        return []
    centres = _directions(np.stack([points[joined[labels == one]].mean(axis=0) for one in large]))
    home = np.full(len(points), -1)
    home[joined] = [large.index(int(one)) if int(one) in large else -1 for one in labels]
    others = np.setdiff1d(somewhere, joined)
    nearness = points @ centres.T
    near = nearness[others].max(axis=1, initial=0) >= 1 - FARTHEST
    home[others[near]] = nearness[others[near]].argmax(axis=1)
    return _in_order(home, nearness, least)


def _in_order(home: NDArray[Any], nearness: _Matrix, least: int) -> list[NDArray[np.intp]]:
    found = []
    for place in range(nearness.shape[1]):
        rows = np.flatnonzero(home == place)
        if len(rows) >= least:
            found.append(rows[np.lexsort((rows, -nearness[rows, place].round(9)))])
    return sorted(found, key=lambda rows: (-len(rows), int(rows[0])))


class _Marks:
    """The terms that tell a group of texts from all others."""

    def __init__(self, said: Sequence[Sequence[_Term]], weights: Any, names: Sequence[str]) -> None:
        self._said, self._weights, self._names = said, weights, names
        self._total = np.asarray(weights.sum(axis=0)).ravel()
        # Where a pair is as telling as its words, it says more.
        self._as_pairs = np.asarray([1.25 if " " in name else 1.0 for name in names])

    def of(self, rows: NDArray[np.intp]) -> tuple[str, ...]:
        """The most telling first; a word that stands in a pair already told is left out."""
        inside = np.asarray(self._weights[rows].sum(axis=0)).ravel()
        others = max(len(self._said) - len(rows), 1)
        telling = (inside / len(rows) - (self._total - inside) / others) * self._as_pairs
        order = np.argsort(-telling, kind="stable")
        written = self._written(rows)
        told: dict[str, str] = {}
        for name in (self._names[place] for place in order[: 8 * SHOWN_TERMS]):
            words = set(name.split())
            if name in written and not any(words & set(other.split()) for other in told):
                told[name] = written[name]
        return tuple(told.values())[:SHOWN_TERMS]

    def _written(self, rows: NDArray[np.intp]) -> dict[str, str]:
        """How each term is most often written in these texts; of equals, the first in the alphabet."""
        ways: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            for term in set(self._said[row]):
                ways[term.head][term.written] += 1
        enough = max(2, LEAST_SHARE * len(rows))
        return {
            head: min(found, key=lambda way: (-found[way], way))
            for head, found in ways.items()
            if found.total() >= enough
        }


def _growth(here: NDArray[np.bool_], everywhere: NDArray[np.bool_], tried: int) -> Growth:
    """Compare with all the texts, so that a busier month alone makes nothing grow."""
    usual = float(everywhere.mean())
    if not 0 < usual < 1:
        return "steady"
    doubt = binomtest(int(here.sum()), len(here), usual).pvalue
    if doubt >= DOUBT / max(tried, 1):
        return "steady"
    return "grows" if here.mean() > usual else "recedes"
