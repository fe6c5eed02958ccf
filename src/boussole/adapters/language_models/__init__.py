"""What an OpenAI-compatible endpoint, self-hosted or not, is asked: a second reading, a line put otherwise.

Off until one is configured. Only masked text and scripted lines leave, and only from here.
"""

from boussole.adapters.language_models.chat import Chat
from boussole.adapters.language_models.endpoint import Budget, Endpoint
from boussole.adapters.language_models.errors import (
    AccessRefusedError,
    BudgetSpentError,
    EndpointSettingsError,
    LanguageModelError,
    NonsenseError,
    RequestRefusedError,
    TimedOutError,
    UnavailableError,
    UnmaskedTextError,
)
from boussole.adapters.language_models.openai_compatible import OpenAICompatibleReader
from boussole.adapters.language_models.rewording import OpenAICompatibleRewording, spoken_by
from boussole.adapters.language_models.running import review_all
from boussole.adapters.language_models.usage import Call, Price, Usage
from boussole.adapters.language_models.uses import ROLEPLAY, SECOND_READER, Use

__all__ = [
    "ROLEPLAY",
    "SECOND_READER",
    "AccessRefusedError",
    "Budget",
    "BudgetSpentError",
    "Call",
    "Chat",
    "Endpoint",
    "EndpointSettingsError",
    "LanguageModelError",
    "NonsenseError",
    "OpenAICompatibleReader",
    "OpenAICompatibleRewording",
    "Price",
    "RequestRefusedError",
    "TimedOutError",
    "UnavailableError",
    "UnmaskedTextError",
    "Usage",
    "Use",
    "review_all",
    "spoken_by",
]
