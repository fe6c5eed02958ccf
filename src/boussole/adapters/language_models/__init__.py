"""Second readers behind an OpenAI-compatible endpoint, self-hosted or not; off until one is configured.

Only masked text leaves, and only from here.
"""

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
from boussole.adapters.language_models.running import review_all
from boussole.adapters.language_models.usage import Call, Price, Usage

__all__ = [
    "AccessRefusedError",
    "Budget",
    "BudgetSpentError",
    "Call",
    "Endpoint",
    "EndpointSettingsError",
    "LanguageModelError",
    "NonsenseError",
    "OpenAICompatibleReader",
    "Price",
    "RequestRefusedError",
    "TimedOutError",
    "UnavailableError",
    "UnmaskedTextError",
    "Usage",
    "review_all",
]
