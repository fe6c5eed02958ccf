"""Surveys as values: what is asked on which scale, and who may be asked when.

``questions`` says what a question is and which answers it takes; ``gates`` decides, for one person as for a
hundred thousand, who is asked, with the gate that stopped the others.
"""

from boussole.core.surveys.gates import (
    CANDIDATES,
    DECISIONS,
    GATES,
    Gate,
    Outcome,
    Rules,
    decide,
    decide_one,
    draw,
)
from boussole.core.surveys.questions import (
    QUESTION_TYPES,
    SCALES,
    Question,
    QuestionScale,
    QuestionType,
    SurveyFormatError,
    check_questions,
    is_low,
)
from boussole.core.surveys.quiet import QuietHours

__all__ = [
    "CANDIDATES",
    "DECISIONS",
    "GATES",
    "QUESTION_TYPES",
    "SCALES",
    "Gate",
    "Outcome",
    "Question",
    "QuestionScale",
    "QuestionType",
    "QuietHours",
    "Rules",
    "SurveyFormatError",
    "check_questions",
    "decide",
    "decide_one",
    "draw",
    "is_low",
]
