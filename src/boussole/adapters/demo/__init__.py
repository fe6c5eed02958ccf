"""Alizé Télécom, the demo company: invented people, written dialogues, planted stories.

>>> from datetime import date
>>> from boussole.adapters import demo
>>> demo.company(7, date(2026, 11, 15)).name
'Alizé Télécom'
"""

from boussole.adapters.demo.coached import COACHED, Coached
from boussole.adapters.demo.company import Company, company
from boussole.adapters.demo.errors import DemoError, DialogueError
from boussole.adapters.demo.people import Customer, Department, Person, Team
from boussole.adapters.demo.stories import STORIES, Story

__all__ = [
    "COACHED",
    "STORIES",
    "Coached",
    "Company",
    "Customer",
    "DemoError",
    "Department",
    "DialogueError",
    "Person",
    "Story",
    "Team",
    "company",
]
