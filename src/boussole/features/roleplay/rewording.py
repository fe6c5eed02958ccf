"""Other words for what the customer says, from a language model, when one is configured.

The state machine decides everything; whatever fails leaves the scripted line, and a line in the log.
"""

from __future__ import annotations

import logging

from django.conf import settings

from boussole.adapters.language_models import (
    Budget,
    Chat,
    Endpoint,
    OpenAICompatibleRewording,
    spoken_by,
)
from boussole.core.roleplay import vary
from boussole.features.conversations import reading
from boussole.features.roleplay import services
from boussole.features.roleplay.models import Play
from boussole.features.roleplay.playing import line_digest, replayed

_log = logging.getLogger(__name__)


def say_otherwise(play: Play) -> None:
    """Have the customer's last line put in other words; without a model, or an answer that fits, it stays.

    Called outside any transaction: someone waits for the answer, and nobody else should.
    """
    endpoint: Endpoint | None = settings.ROLEPLAY_MODEL
    if endpoint is None:
        return
    play.refresh_from_db()
    current = replayed(play)
    # One request, never repeated: whoever plays waits for it.
    budget = Budget(requests=1, seconds=endpoint.timeout)
    with Chat(spoken_by(endpoint), budget, attempts=1) as chat:
        rewording = OpenAICompatibleRewording(chat)
        varied = vary(current, rewording, reading.models_in_force())
    number = len(current.exchanges)
    spoken = varied.exchanges[-1].spoken if varied.exchanges else varied.opening
    if rewording.problem is not None:
        _log.warning("roleplay.rewording_failed play=%s code=%s", play.pk, rewording.problem.code)
    elif spoken.reworded is None:
        _log.info("roleplay.rewording_unfit play=%s message=%s", play.pk, number)
    else:
        services.reword(play, number, line_digest(spoken.scripted), spoken.reworded)
