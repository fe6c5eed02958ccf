"""The mirror: what teams say of their work beside what their customers live, and what can be said of both together.

It owns no table. Only figures that the pulse published and counts of facts enter it; the reading is kept in a file beside
the facts.
"""
