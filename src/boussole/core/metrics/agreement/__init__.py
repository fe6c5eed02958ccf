"""Do people who share a playbook judge alike? Agreement beyond chance, per rule, and people apart from it.

``agreement(ratings)`` measures, ``verdict`` judges the rule, ``rewrite_first`` orders rules;
``severities``, ``gap`` and ``software`` speak of those who judge. All judge blind.
"""

from boussole.core.metrics.agreement.coefficients import Agreement, Coefficient, agreement
from boussole.core.metrics.agreement.raters import (
    Gap,
    Severity,
    Software,
    gap,
    severities,
    software,
)
from boussole.core.metrics.agreement.ratings import Ratings, RatingsError
from boussole.core.metrics.agreement.verdicts import Priority, Verdict, rewrite_first, verdict

__all__ = [
    "Agreement",
    "Coefficient",
    "Gap",
    "Priority",
    "Ratings",
    "RatingsError",
    "Severity",
    "Software",
    "Verdict",
    "agreement",
    "gap",
    "rewrite_first",
    "severities",
    "software",
    "verdict",
]
