"""What costs people time at work and makes customers call: added up without guessing, and measured again once fixed.

``burden`` adds up hours and compares them over the same people; ``contacts`` compares the weeks of the reasons an
irritant causes with the others. "Not enough data" is an answer.
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
    "one_each",
    "ranked",
    "saving",
]
