"""The models that read signals: one for customers' turns, one for agents', shipped with the package.

A model has one column for each signal of its side, and three for dissatisfaction (1, 2 or more, 3):
``dissatisfaction:2`` is the log-odds of clear dissatisfaction or more. Each column has its threshold,
the probability from which the signal is taken as there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from boussole.core.linear import LinearModel, load, save
from boussole.core.signals.catalogue import ACT_NAMES, CUSTOMER_NAMES

Side = Literal["customer", "agent"]
SIDES: tuple[Side, ...] = ("customer", "agent")

MODEL = "boussole.linear"
GRADED = "dissatisfaction"
GRADES = 3


def columns(side: Side) -> tuple[str, ...]:
    """Name the columns of a side's model, in order."""
    if side == "agent":
        return ACT_NAMES
    grades = tuple(f"{GRADED}:{grade}" for grade in range(1, GRADES + 1))
    return grades + tuple(name for name in CUSTOMER_NAMES if name != GRADED)


@dataclass(frozen=True)
class SignalModel:
    """A side's model with its name, version and thresholds (probabilities, one for each column)."""

    side: Side
    name: str
    version: str
    linear: LinearModel
    thresholds: NDArray[np.float32]


def parse(data: bytes, side: Side) -> SignalModel:
    """Read a model from its file. Raises ModelFileError, or ValueError when it is another side's."""
    linear, about = load(data)
    if linear.labels != columns(side):
        raise ValueError(f"this model does not read the signals of the {side} side")
    thresholds = np.array([about["thresholds"][name] for name in linear.labels], dtype=np.float32)
    return SignalModel(side, about["name"], about["version"], linear, thresholds)


def dump(model: SignalModel) -> bytes:
    """Write a model to a file that ``parse`` reads back."""
    thresholds = dict(zip(model.linear.labels, model.thresholds.tolist(), strict=True))
    about = {"name": model.name, "version": model.version, "thresholds": thresholds}
    return save(model.linear, about)


@dataclass(frozen=True)
class Models:
    """The two models a deployment reads with: those shipped, or what it made of them."""

    customer: SignalModel
    agent: SignalModel

    def of(self, side: Side) -> SignalModel:
        """Return the model of a side."""
        return self.customer if side == "customer" else self.agent

    @property
    def name(self) -> str:
        """What reads, without its version."""
        return MODEL

    @property
    def title(self) -> str:
        """Name and version, as they are shown beside what they read."""
        return f"{self.name} {self.version}"

    @property
    def version(self) -> str:
        """The version of both models: one when they are the same, which those shipped are."""
        return "+".join(sorted({self.customer.version, self.agent.version}))


@cache
def shipped(side: Side) -> SignalModel:
    """Return the model of a side that comes with Boussole."""
    file = files("boussole.core.signals").joinpath("models", f"{side}.npz")
    return parse(file.read_bytes(), side)


def shipped_models() -> Models:
    """Return the models that come with Boussole."""
    return Models(customer=shipped("customer"), agent=shipped("agent"))
