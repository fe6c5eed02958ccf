"""The pages of care: one's own, those of the two of a debrief, and a group's."""
