"""Conversations: imported, read, found again and shown. The slice the other features are copied from.

Other features call ``services`` and ``queries``; nothing else here is for them.
"""
