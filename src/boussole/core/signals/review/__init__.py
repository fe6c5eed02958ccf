"""Having a doubtful label read a second time: what to ask, and what an answer is worth.

``doubtful`` and ``share`` choose, ``ask`` words the question, ``check`` accepts an answer only when it cites the message
it judges. Who answers is behind ``SecondReader``; nothing here changes a label.
"""

from boussole.core.signals.review.answers import Reason, Rejected, Verdict, check
from boussole.core.signals.review.doubts import Band, Doubt, Said, doubtful, share, uncertainty
from boussole.core.signals.review.questions import Question, ask
from boussole.core.signals.review.readers import Outcome, Review, SecondReader, outcome_of

__all__ = [
    "Band",
    "Doubt",
    "Outcome",
    "Question",
    "Reason",
    "Rejected",
    "Review",
    "Said",
    "SecondReader",
    "Verdict",
    "ask",
    "check",
    "doubtful",
    "outcome_of",
    "share",
    "uncertainty",
]
