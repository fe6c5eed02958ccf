"""Facts on disk: Parquet partitions swapped in atomically, and their consolidation."""

from boussole.adapters.facts.store import FactStore, FactTables

__all__ = ["FactStore", "FactTables"]
