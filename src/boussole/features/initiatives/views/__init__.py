"""The pages of initiatives."""
