"""Engines answer metric declarations over facts."""
