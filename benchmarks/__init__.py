"""Measures speed and size. Each bench runs in a process of its own, beside the plain alternative."""
