"""What a whole conversation says, derived from its turns and explained by them."""

from boussole.core.readings.conversation import read_conversations
from boussole.core.readings.tension import CALM, with_tension

__all__ = ["CALM", "read_conversations", "with_tension"]
