"""Template tags of the coaching pages."""
