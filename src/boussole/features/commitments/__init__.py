"""Commitments written together: proposals, a secret vote by approval, and the version everyone reads."""
