"""Everything the shipped models learn from, and the one command that learns them: ``make models``."""
