"""DuckDB over Parquet facts: the default engine."""

from boussole.adapters.engines.duckdb.engine import DuckEngine

__all__ = ["DuckEngine"]
