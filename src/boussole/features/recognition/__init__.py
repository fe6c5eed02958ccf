"""Recognition: successes named with their passage, what people share of them, and the manager's own practice.

Later features add a line to a manager's page of practice with ``lines.register``; nothing else here is for them.
"""
