"""Measures the reader on gold never learnt from and on open data, and writes docs/accuracy.md.

The gold is in ``tests/gold``. The open data are never part of this repository: they are looked for in
``shared/data``, in a folder above it.
"""
