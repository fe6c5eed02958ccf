"""The mirror: what teams live beside what their customers live, and the share that lies between teams.

``mirror`` reads all of it. Each part is a figure or a ``Refused`` that says how much is missing; what goes
together is "associated with", never a cause.
"""

from boussole.core.metrics.mirror.engaged import Engaged, engaged_managers
from boussole.core.metrics.mirror.icc import TeamShare, TeamSums, team_share
from boussole.core.metrics.mirror.lagged import Lag, Lagged, TeamWeek, lagged
from boussole.core.metrics.mirror.loyalty import Loyalty, TeamLoyalty, loyalty
from boussole.core.metrics.mirror.reading import (
    Labels,
    MirrorReading,
    Said,
    TeamCustomers,
    TeamPulse,
    mirror,
)
from boussole.core.metrics.mirror.references import REFERENCES, Reference, references
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.mirror.relative_weights import Driver, Drivers, relative_weights

__all__ = [
    "REFERENCES",
    "Driver",
    "Drivers",
    "Engaged",
    "Labels",
    "Lag",
    "Lagged",
    "Loyalty",
    "MirrorReading",
    "Reference",
    "Refused",
    "Said",
    "TeamCustomers",
    "TeamLoyalty",
    "TeamPulse",
    "TeamShare",
    "TeamSums",
    "TeamWeek",
    "engaged_managers",
    "lagged",
    "loyalty",
    "mirror",
    "references",
    "relative_weights",
    "team_share",
]
