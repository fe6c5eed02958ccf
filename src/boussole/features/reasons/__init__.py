"""Contact reasons: the company's own tree, and the themes that it has no reason for yet.

See ``core.reasons`` for what a tree is. This feature says which one conversations are read with.
"""
