"""The tables of coaching. Only this feature imports them; others call services and queries."""

from boussole.features.coaching.models.dissection import Note, OwnReading
from boussole.features.coaching.models.listening import Listening, SharingConsent
from boussole.features.coaching.models.situation import Situation, Snooze

__all__ = ["Listening", "Note", "OwnReading", "SharingConsent", "Situation", "Snooze"]
