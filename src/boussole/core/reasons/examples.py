"""The examples that come with the starter tree, and what a company's tree and corrections add to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from boussole.core.reasons.learning import ReasonModel, learn_reasons, load_reasons
from boussole.core.reasons.tree import ReasonTree
from boussole.core.text import LANGUAGES, Language

NONE = "-"  # the key of a message that is of no reason
Example = tuple[str, str | None]


class ExamplesError(ValueError):
    """A line that holds no example: says which file, which line, and what is expected."""


def shipped_examples() -> list[Example]:
    """Return the examples of the starter tree, in a fixed order; a null key is of no reason."""
    return [example for language in LANGUAGES for example in _read(language)]


def examples_of(tree: ReasonTree, corrected: Sequence[tuple[str, str]] = ()) -> list[Example]:
    """Gather what a tree is learnt from: shipped examples of its reasons, its own, and corrections."""
    active = {reason.key for reason in tree.active}
    shipped = [(text, key) for text, key in shipped_examples() if key is None or key in active]
    own = [(text, reason.key) for reason in tree.active for text in reason.examples]
    return [*shipped, *own, *((text, key) for text, key in corrected if key in active)]


def learn_tree(tree: ReasonTree, corrected: Sequence[tuple[str, str]] = ()) -> ReasonModel:
    """Learn a tree from its examples and from corrections. Raises TooFewExamplesError."""
    examples = examples_of(tree, corrected)
    return learn_reasons([text for text, _ in examples], [key for _, key in examples], tree)


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
