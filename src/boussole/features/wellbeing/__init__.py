"""Wellbeing: the pulse, what employees say of their work, and what their manager promises and does about it.

Later features read what was published with ``queries.published``; nobody reads an answer.
"""
