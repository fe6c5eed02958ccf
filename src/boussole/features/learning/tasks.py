"""Work done aside by the worker."""

from __future__ import annotations

from huey.contrib.djhuey import db_task, on_startup

from boussole.features.learning import measuring, training
from boussole.features.learning.models import OwnModels, ThresholdMeasure


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def train(own_id: int) -> None:
    """Make the models that were asked for."""
    own = OwnModels.objects.filter(pk=own_id, state=OwnModels.State.QUEUED).first()
    if own:
        training.train(own)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def measure(measure_id: int) -> None:
    """Measure the thresholds of a rule."""
    asked = ThresholdMeasure.objects.filter(
        pk=measure_id, state=ThresholdMeasure.State.QUEUED
    ).first()
    if asked:
        measuring.measure(asked)


@on_startup()  # type: ignore[untyped-decorator]  # huey has no stubs
def say_what_was_interrupted() -> None:
    """What the last worker was making when it stopped is not finished, and can be asked for again."""
    running = OwnModels.objects.filter(state=OwnModels.State.RUNNING)
    running.update(state=OwnModels.State.FAILED)
    waiting = ThresholdMeasure.objects.filter(state=ThresholdMeasure.State.QUEUED)
    waiting.update(state=ThresholdMeasure.State.FAILED)
