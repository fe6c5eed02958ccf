"""Measures what the signals and the masking find on open data, and writes docs/accuracy.md.

The data sets are never part of this repository: they are looked for in ``shared/data``, in a folder
above it.
"""
