"""Coaching: the few situations of a week worth talking about, successes among them.

Other features call ``services`` and ``queries``; nothing else here is for them.
"""
