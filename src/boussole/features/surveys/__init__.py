"""Customer surveys: who is asked and why, what customers answer, and what is done about a low answer."""
