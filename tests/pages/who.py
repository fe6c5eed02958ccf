"""Groups of the cast that pages and operations are for."""

from __future__ import annotations

EVERYONE = ("claire", "awa", "bruno", "malik", "nina", "odile", "paul", "zoe", "denis")
ADMINISTRATOR = ("zoe",)
PRIVACY_OFFICER = ("paul",)
READERS = ("claire", "awa", "bruno", "malik", "nina", "odile", "paul")
PLAYERS = ("claire", "awa", "bruno", "malik", "nina", "odile")
DECIDERS = ("claire", "malik", "odile")
SORTERS = ("claire", "malik", "zoe")
LEARNERS = ("claire", "malik", "odile", "paul", "zoe")
TRAINERS = ("claire", "malik", "zoe")
TEAMS = ("claire", "awa", "bruno", "malik", "nina")
WALL = (*TEAMS, "odile")
IMPORTERS = ("claire", "malik", "zoe")
SUGGESTERS = ("claire", "malik")
BUT_AWA = ("claire", "bruno", "malik", "nina", "odile")
MANAGERS = ("claire", "malik")
OWNERS = (*WALL, "denis")
NOBODY: tuple[str, ...] = ()
# Claire and Awa meet; no other manager and no colleague reads it.
PAIR = ("claire", "awa")
NOT_OF_THE_PAIR = ("bruno", "malik", "nina")
