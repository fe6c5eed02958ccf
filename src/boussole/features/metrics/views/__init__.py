"""The pages of the compass, the indicators and the journey."""
