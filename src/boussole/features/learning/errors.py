"""What can go wrong with learning.

LearningError
├── TrainingRunningError   another training is not finished
├── TooFewCorrectionsError there is not enough to learn from
└── NotReadyError          these models are not there to be put in force or dropped
"""

from __future__ import annotations


class LearningError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class TrainingRunningError(LearningError):
    """Another training is not finished."""


class TooFewCorrectionsError(LearningError):
    """There is not enough to learn from."""


class NotReadyError(LearningError):
    """These models are not there to be put in force or dropped."""
