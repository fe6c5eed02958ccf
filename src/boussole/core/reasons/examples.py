"""The examples that come with the starter tree, and what a company's tree and corrections add to them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from boussole.core.reasons.learning import (
    FEWEST,
    Learnt,
    ReasonModel,
    learn_held_out,
    learn_reasons,
    load_reasons,
)
from boussole.core.reasons.tree import ReasonTree
from boussole.core.text import LANGUAGES, Language

NONE = "-"  # the key of a message that is of no reason
Example = tuple[str, str | None]


class ExamplesError(ValueError):
    """A line that holds no example: says which file, which line, and what is expected."""


def shipped_examples() -> list[Example]:
    """Return the examples of the starter tree, in a fixed order; a null key is of no reason."""
    return [example for language in LANGUAGES for example in _read(language)]


def examples_of(tree: ReasonTree, corrected: Sequence[Example] = ()) -> list[Example]:
    """Gather what a tree is learnt from: shipped examples of its reasons, its own, and corrections."""
    active = {reason.key for reason in tree.active}
    shipped = [(text, key) for text, key in shipped_examples() if key is None or key in active]
    own = [(text, reason.key) for reason in tree.active for text in reason.examples]
    return [*shipped, *own, *teaching(tree, corrected)]


def teaching(tree: ReasonTree, corrected: Sequence[Example]) -> list[Example]:
    """Keep the corrections that teach a tree: said of its active reasons or of none, and not silent."""
    taught = {None, *(reason.key for reason in tree.active)}
    return [(text, key) for text, key in corrected if key in taught and text.strip()]


def learn_tree(tree: ReasonTree, corrected: Sequence[Example] = ()) -> ReasonModel:
    """Learn a tree from its examples and from corrections. Raises TooFewExamplesError."""
    examples = examples_of(tree, corrected)
    return learn_reasons([text for text, _ in examples], [key for _, key in examples], tree)


def learn_corrections(tree: ReasonTree, corrected: Sequence[Example]) -> Learnt:
    """Learn a tree as :func:`learn_tree` does, and say what each correction that teaches is read as, held out.

    ``found`` follows the order of :func:`teaching`. Raises TooFewExamplesError.
    """
    examples = examples_of(tree, corrected)
    learnt = learn_held_out([text for text, _ in examples], [key for _, key in examples], tree)
    first = len(examples) - len(teaching(tree, corrected))
    return Learnt(learnt.model, learnt.found[first:])


def can_be_learnt(tree: ReasonTree, corrected: Mapping[str, int]) -> bool:
    """Say whether two reasons have ``FEWEST`` examples, with so many corrections of each key."""
    shipped = _shipped_counts()
    counts = (
        shipped[one.key] + len(one.examples) + corrected.get(one.key, 0) for one in tree.active
    )
    return sum(count >= FEWEST for count in counts) >= 2  # noqa: PLR2004 - one cannot be told apart


def fingerprint_of(tree: ReasonTree) -> str:
    """Sixteen characters that change with what a tree teaches: its active reasons, their cues and examples."""
    told = [
        (one.key, one.examples, sorted(one.model_dump()["cues"].items())) for one in tree.active
    ]
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


@cache
def _shipped_counts() -> Counter[str | None]:
    return Counter(key for _, key in shipped_examples())


@cache
def shipped_reasons() -> ReasonModel:
    """Return the model of the starter tree that comes with Boussole."""
    file = files("boussole.core.reasons").joinpath("models", "starter.npz")
    return load_reasons(file.read_bytes())[0]


def _read(language: Language) -> Iterator[Example]:
    name = f"examples_{language}.txt"
    file = files("boussole.core.reasons").joinpath("trees", name)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("//"):
            continue
        key, bar, text = line.partition(" | ")
        if not bar or not text.strip():
            raise ExamplesError(f"{name}, line {number}: a key, ' | ' and a text are expected")
        yield text.replace("\\n", "\n"), None if key == NONE else key
