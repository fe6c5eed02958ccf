"""Keeping a model in a file: weights as whole numbers of one byte, with a scale for each label.

A file is a NumPy archive without pickles; reading it gives the same model, bit for bit, everywhere.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np

from boussole.core.linear.model import LinearModel

_STEPS = 127  # signed bytes


class ModelFileError(ValueError):
    """A file that holds no model this version can read; says what is wrong."""


def save(model: LinearModel, about: dict[str, Any]) -> bytes:
    """Write a model and what is said ``about`` it (JSON values). The same model gives the same bytes."""
    scale = np.maximum(np.abs(model.weights).max(axis=0, initial=0.0), 1e-9) / _STEPS
    steps = np.rint(model.weights / scale).astype(np.int8)
    told = json.dumps({"labels": model.labels, "about": about}, sort_keys=True, ensure_ascii=False)
    file = BytesIO()
    np.savez_compressed(
        file,
        buckets=np.diff(model.buckets, prepend=0).astype(np.int32),
        steps=steps,
        scale=scale.astype(np.float32),
        rarity=model.rarity.astype(np.float16),
        bias=model.bias,
        told=np.frombuffer(told.encode(), dtype=np.uint8),
    )
    return file.getvalue()


def load(data: bytes) -> tuple[LinearModel, dict[str, Any]]:
    """Read a model and what is said about it. Raises ModelFileError."""
    try:
        with np.load(BytesIO(data), allow_pickle=False) as file:
            told = json.loads(file["told"].tobytes().decode())
            model = LinearModel(
                labels=tuple(told["labels"]),
                buckets=np.cumsum(file["buckets"], dtype=np.int32),
                weights=file["steps"].astype(np.float32) * file["scale"],
                rarity=file["rarity"].astype(np.float32),
                bias=file["bias"],
            )
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ModelFileError(f"this file holds no model: {error}") from error
    return model, told["about"]
