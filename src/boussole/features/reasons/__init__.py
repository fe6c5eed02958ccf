"""Contact reasons: the company's own tree, and the themes that it has no reason for yet.

See ``core.reasons`` for what a tree is. This feature says which one conversations are read with, and
which model finds its reasons in messages: the shipped one, or what the company's corrections made of it.
"""
