"""Published figures to read beside the company's own, each with where it comes from. None is a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from boussole.core.text import Text

Subject = Literal["team_share", "managers_engaged"]

NOT_COMPARABLE = Text(
    fr="Chiffre publié, non directement comparable\u00a0: autres questions, autre population, autre calcul.",
    en="Published figure, not directly comparable: other questions, another population, another computation.",
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A published figure: what it says, in which report, of which year, about whom; never without ``caveat``.

    ``year`` is that of the report; ``value`` is a share, 0 to 1, and ``at_least`` says that it is a floor.
    """

    key: str
    subject: Subject
    says: Text
    value: float
    at_least: bool
    report: str
    year: int
    population: Text
    caveat: Text = NOT_COMPARABLE


_WORLD = Text(
    fr="managers, parmi les salariés interrogés par Gallup dans le monde",
    en="managers, among the employees Gallup surveys worldwide",
)

REFERENCES: tuple[Reference, ...] = (
    Reference(
        key="gallup_2015_managers_share",
        subject="team_share",
        says=Text(
            fr="Les managers expliquent au moins 70\u202f% de la variance de l’engagement entre unités.",
            en="Managers account for at least 70% of the variance in engagement between units.",
        ),
        value=0.70,
        at_least=True,
        report="Gallup, State of the American Manager",
        year=2015,
        population=Text(
            fr="unités dirigées par un manager, dans les entreprises étudiées par Gallup",
            en="manager-led units of the companies Gallup studied",
        ),
    ),
    Reference(
        key="gallup_2025_managers_engaged",
        subject="managers_engaged",
        says=Text(
            fr="Managers engagés\u00a0: 27\u202f% en 2024.", en="Managers engaged: 27% in 2024."
        ),
        value=0.27,
        at_least=False,
        report="Gallup, State of the Global Workplace 2025",
        year=2025,
        population=_WORLD,
    ),
    Reference(
        key="gallup_2026_managers_engaged",
        subject="managers_engaged",
        says=Text(
            fr="Managers engagés\u00a0: 22\u202f% en 2025.", en="Managers engaged: 22% in 2025."
        ),
        value=0.22,
        at_least=False,
        report="Gallup, State of the Global Workplace 2026",
        year=2026,
        population=_WORLD,
    ),
)


def references(subject: Subject) -> tuple[Reference, ...]:
    """The published figures on ``subject``, oldest first."""
    return tuple(
        sorted((one for one in REFERENCES if one.subject == subject), key=lambda one: one.year)
    )
