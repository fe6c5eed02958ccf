"""Initiatives: an idea in one line, the right to try it for a while, and what was learnt, told to everyone.

Later features say what an initiative may start from with ``origins.register``.
"""
