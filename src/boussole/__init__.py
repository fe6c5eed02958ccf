"""Boussole: every conversation becomes a better next one."""

__version__ = "0.1.0"
