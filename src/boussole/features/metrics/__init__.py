"""The compass, the indicators and the journey: what facts say, for the person who asks."""
