"""Alignment: managers and agents judge the same situations blind; a rule on which they differ is rewritten.

Other features call ``services`` and ``queries``; nothing else here is for them.
"""
