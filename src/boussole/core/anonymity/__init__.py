"""What groups of answers may be published without publishing anyone.

``parts`` says why: adding and subtracting published groups always leaves whole parts. ``publication`` chooses what is
published of a hierarchy, beside what was published before; ``statistics`` says which figures, so that what parts add up to
never says that everyone in one of them answered the same.
"""

from boussole.core.anonymity.parts import (
    HIGHEST,
    LEAST_ANSWERS,
    LEAST_COMMENTS,
    LOWEST,
    bracket,
    may_show,
    pooled,
    rounded_mean,
    smallest_part,
)
from boussole.core.anonymity.publication import Group, Parts, publishable
from boussole.core.anonymity.statistics import Figures, Tally, capped, figures

__all__ = [
    "HIGHEST",
    "LEAST_ANSWERS",
    "LEAST_COMMENTS",
    "LOWEST",
    "Figures",
    "Group",
    "Parts",
    "Tally",
    "bracket",
    "capped",
    "figures",
    "may_show",
    "pooled",
    "publishable",
    "rounded_mean",
    "smallest_part",
]
