"""Weeks of conversations around a session, read by the shipped models: some restate first, some do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32

from boussole.core.conversations import Conversation, Party
from boussole.features.metrics import services as metrics
from boussole.features.sessions import services
from boussole.features.sessions.models import AgreedCue
from tests.cast import Cast
from tests.stock import noun, store

CUE = "reformulate_before_explaining"
ASKED = ("customer", "Bonjour, ma facture a augmenté de douze euros ce mois-ci.")
EXPLAINED = (
    "agent",
    "Cette hausse s’explique par la fin de votre remise : elle durait un an, donc le tarif normal s’applique.",
)
RESTATED = (
    "agent",
    "Si je comprends bien, vous souhaitez savoir pourquoi votre facture a augmenté de douze euros, c’est bien cela ?",
)
FOLLOWED = (ASKED, RESTATED, ("customer", "Oui, exactement."), EXPLAINED)
MISSED = (ASKED, EXPLAINED)
# Tuesday 5 May 2026: the session; eight weeks before it, six after.
ON = date(2026, 5, 4)
START = ON + timedelta(days=1)
OVER = START + timedelta(weeks=6)
COLLEAGUES = ("agent-bruno", "agent-nina", "Ines", "Karim", "Lea")


def weeks_around(
    agents: dict[str, tuple[float, float]], *, each: int = 5, start: date = START
) -> list[Conversation]:
    """``each`` conversations a week and agent; the chances that each restates first, before and after ``start``."""
    return [
        _talk(
            agent,
            start + timedelta(days=7 * week + number % 7),
            f"{week}-{number}",
            shares[week >= 0],
        )
        for agent, shares in agents.items()
        for week in range(-8, 6)
        for number in range(each)
    ]


def _talk(agent: str, day: date, name: str, share: float) -> Conversation:
    followed = crc32(f"{agent} {name}".encode()) % 1000 < 1000 * share
    return noun(
        f"{agent} {name}",
        FOLLOWED if followed else MISSED,
        at=datetime.combine(day, time(9), UTC),
        agent=agent,
        customer=Party(id=f"{agent} {name}"),
    )


def kept(agents: dict[str, tuple[float, float]], *, each: int = 5) -> None:
    """Write such weeks as an import does, and build their facts."""
    store(*weeks_around(agents, each=each), read=False)
    metrics.rebuild_stale()


def coached(cast: Cast, *, on: date = ON, smallest: float = 0.2) -> AgreedCue:
    """Claire and Awa agree on the cue in a session held on ``on``."""
    session = services.plan(
        by=cast.claire, kind="one_to_one", planned_on=on, participants=[cast.awa], today=on
    )
    cue = services.agree_cue(session, cast.awa, CUE, by=cast.claire, smallest=smallest)
    services.close(session, by=cast.claire, held_on=on, today=on)
    cue.refresh_from_db()
    return cue
