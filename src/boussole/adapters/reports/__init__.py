"""The brief for people (terminal, page) and for programs (JSON, Parquet)."""
