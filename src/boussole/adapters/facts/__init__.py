"""Facts on disk: Parquet partitions swapped in atomically, their consolidation, and their rows."""

from boussole.adapters.facts.archive import Archive, Span
from boussole.adapters.facts.building import Built, build
from boussole.adapters.facts.store import FactsMissingError, FactStore, FactTables

__all__ = ["Archive", "Built", "FactStore", "FactTables", "FactsMissingError", "Span", "build"]
