"""What can go wrong in coaching.

CoachingError
└── ReadingNotPossibleError   a reading is not complete, or was handed in already
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class CoachingError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class ReadingNotPossibleError(CoachingError):
    """A reading is not complete, or was handed in already."""

    @classmethod
    def incomplete(cls) -> ReadingNotPossibleError:
        """An answer is missing."""
        return cls(_("Répondez aux trois questions pour rendre votre lecture."))

    @classmethod
    def submitted(cls) -> ReadingNotPossibleError:
        """What was handed in is not rewritten."""
        return cls(_("Votre lecture est déjà rendue : retirez-la pour en écrire une autre."))
