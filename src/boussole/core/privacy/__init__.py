"""Finding personal data in a text and putting a typed token in its place.

``mask`` reads one text, ``mask_column`` a whole column with the same result. What a token replaced
is kept beside the text, never in it: only who holds the original can go back.
"""

from boussole.core.privacy.finding import KINDS, Kind
from boussole.core.privacy.masking import VERSION, Masked, Replacement, mask, mask_column

__all__ = ["KINDS", "VERSION", "Kind", "Masked", "Replacement", "mask", "mask_column"]
