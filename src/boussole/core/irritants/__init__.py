"""What costs people time at work and makes customers call: added up without guessing, and measured again once fixed.

``burden`` adds up hours and compares them over the same people; ``contacts`` compares the weeks of the reasons an
irritant causes with the others; ``delays`` counts working days. "Not enough data" is an answer.
"""

from boussole.core.irritants.burden import (
    Burden,
    Cost,
    Declared,
    Saving,
    cost,
    one_each,
    ranked,
    saving,
)
from boussole.core.irritants.contacts import (
    AFTER_WEEKS,
    BEFORE_WEEKS,
    ContactSaving,
    contacts_saved,
)
from boussole.core.irritants.delays import is_late, working_days_after

__all__ = [
    "AFTER_WEEKS",
    "BEFORE_WEEKS",
    "Burden",
    "ContactSaving",
    "Cost",
    "Declared",
    "Saving",
    "contacts_saved",
    "cost",
    "is_late",
    "one_each",
    "ranked",
    "saving",
    "working_days_after",
]
