"""Contact reasons: why the customer came, at which step, and whose work caused it."""

from boussole.core.reasons.tree import (
    DEMANDS,
    ORIGINS,
    STEPS,
    Reason,
    ReasonFamily,
    ReasonTree,
    ReasonTreeError,
    default_tree,
    load_tree,
)

__all__ = [
    "DEMANDS",
    "ORIGINS",
    "STEPS",
    "Reason",
    "ReasonFamily",
    "ReasonTree",
    "ReasonTreeError",
    "default_tree",
    "load_tree",
]
