"""Irritants: what people hear from customers that no survey asks, routed to a department and answered."""
