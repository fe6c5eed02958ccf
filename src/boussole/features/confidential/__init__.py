"""Confidential: someone writes to a listening person they chose, without their name, and only the two of them can read it.

No other feature may import this one: nothing here is counted, searched, exported or put among facts.
"""
