"""Reading what is expressed in a turn: from customers, what they express; from agents, what they do.

``read`` is the only door. Behind it, a version may read by patterns or by models; it says which in
the metadata of what it returns (``signals.model``, ``signals.version``).
"""

from boussole.core.signals.catalogue import (
    ACT_NAMES,
    AGENT_ACTS,
    BY_NAME,
    CUSTOMER_NAMES,
    CUSTOMER_SIGNALS,
    SIGNAL_NAMES,
    SIGNALS,
    Signal,
)
from boussole.core.signals.models import Models, SignalModel, shipped_models
from boussole.core.signals.reading import read

__all__ = [
    "ACT_NAMES",
    "AGENT_ACTS",
    "BY_NAME",
    "CUSTOMER_NAMES",
    "CUSTOMER_SIGNALS",
    "SIGNALS",
    "SIGNAL_NAMES",
    "Models",
    "Signal",
    "SignalModel",
    "read",
    "shipped_models",
]
