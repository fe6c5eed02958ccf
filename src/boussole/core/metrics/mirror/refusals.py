"""What is refused, and by how much it is missed: a figure the sample cannot carry is not computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RefusalKind = Literal[
    "few_teams",
    "few_weeks",
    "short_time",
    "few_waves",
    "few_answers",
    "few_rows",
    "few_managers",
    "few_shared_reasons",
    "no_variation",
    "no_predictor",
    "collinear",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is said: there are ``have`` of what it takes ``needed``; ``names`` are those concerned."""

    kind: RefusalKind
    have: int = 0
    needed: int = 0
    names: tuple[str, ...] = ()
