"""The role-play pages: scenarios, playing, looking back, and writing the company's own scenarios."""
