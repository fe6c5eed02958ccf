"""Coaching sessions: what is talked about, what is agreed, and the cues that conversations then show.

The app's label is ``coaching_sessions``: Django has a ``sessions`` of its own.
"""
