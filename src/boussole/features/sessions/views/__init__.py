"""The pages of sessions."""
