"""Monday's brief: what changed and is real, where customers struggle, what to debrief, whom to thank."""
