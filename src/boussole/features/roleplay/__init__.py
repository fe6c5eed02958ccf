"""Role-play: a simulated customer to practise on, alone, and what one chooses to show of it.

Other features call ``services`` and ``queries``; nothing else here is for them.
"""
