"""Contact reasons: why the customer came, at which step, and whose work caused it."""

from boussole.core.reasons.tree import (
    DEMANDS,
    ORIGINS,
    STEPS,
    Demand,
    Origin,
    Reason,
    ReasonFamily,
    ReasonTree,
    ReasonTreeError,
    Step,
    default_tree,
    load_tree,
)

__all__ = [
    "DEMANDS",
    "ORIGINS",
    "STEPS",
    "Demand",
    "Origin",
    "Reason",
    "ReasonFamily",
    "ReasonTree",
    "ReasonTreeError",
    "Step",
    "default_tree",
    "load_tree",
]
