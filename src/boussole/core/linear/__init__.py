"""Linear models over terms: small, fast, and able to say which words a score comes from."""

from boussole.core.linear.model import LinearModel
from boussole.core.linear.storing import ModelFileError, load, save

__all__ = ["LinearModel", "ModelFileError", "load", "save"]
