"""The pages of the confidential line."""
