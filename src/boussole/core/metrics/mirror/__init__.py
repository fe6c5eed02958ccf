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
from boussole.core.metrics.mirror.sequences import (
    CustomerChange,
    PulseChange,
    Sequences,
    TeamSequence,
    sequences,
)
from boussole.core.metrics.mirror.standing import Asked, Served

__all__ = [
    "REFERENCES",
    "Asked",
    "CustomerChange",
    "Driver",
    "Drivers",
    "Engaged",
    "Labels",
    "Lag",
    "Lagged",
    "Loyalty",
    "MirrorReading",
    "PulseChange",
    "Reference",
    "Refused",
    "Said",
    "Sequences",
    "Served",
    "TeamCustomers",
    "TeamLoyalty",
    "TeamPulse",
    "TeamSequence",
    "TeamShare",
    "TeamSums",
    "TeamWeek",
    "engaged_managers",
    "lagged",
    "loyalty",
    "mirror",
    "references",
    "relative_weights",
    "sequences",
    "team_share",
]
