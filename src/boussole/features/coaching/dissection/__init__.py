"""Dissecting a situation: what its page shows, composed from one conversation and what people wrote of it."""
