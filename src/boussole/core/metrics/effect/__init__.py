"""Did an improvement or a coaching change anything? Declared before it starts, measured against a comparison.

``Declaration`` says what will be looked at; ``effect`` measures it, and "not enough data" is an answer.
"""

from boussole.core.metrics.effect.declaration import Declaration, EffectError
from boussole.core.metrics.effect.measuring import Effect, Side, effect
from boussole.core.metrics.effect.planning import Noise, Plan
from boussole.core.metrics.effect.regression import Regression
from boussole.core.metrics.effect.windows import by_week

__all__ = [
    "Declaration",
    "Effect",
    "EffectError",
    "Noise",
    "Plan",
    "Regression",
    "Side",
    "by_week",
    "effect",
]
