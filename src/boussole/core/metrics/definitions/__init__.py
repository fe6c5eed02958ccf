"""The declarations themselves, grouped by what they speak of."""
