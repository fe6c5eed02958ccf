"""The playbook: its published versions, and the pages where everyone reads it.

Other features call ``services`` and ``queries``; nothing else here is for them.
"""
