"""The pages of irritants."""
