"""The pages of contact reasons: the tree, a family, a reason, and new themes."""
