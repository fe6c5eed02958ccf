"""The outside world without Django: sources of conversations, engines, stores of facts, reports."""
