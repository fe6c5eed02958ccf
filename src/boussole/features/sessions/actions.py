"""The names of what people do with sessions, for the audit trail: never a text, never a figure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PLANNED = action("sessions.planned", _("a prévu une séance"))
MOVED = action("sessions.moved", _("a déplacé une séance"))
TOPICS_CHOSEN = action("sessions.topics_chosen", _("a choisi les situations d’une séance"))
TOPIC_ADDED = action("sessions.topic_added", _("a ajouté une situation à une séance"))
TOPIC_REMOVED = action("sessions.topic_removed", _("a retiré une situation d’une séance"))
CANCELLED = action("sessions.cancelled", _("a annulé une séance"))
RESTORED = action("sessions.restored", _("a rétabli une séance"))
NOTE_WRITTEN = action("sessions.note_written", _("a écrit une note de séance"))
NOTE_REMOVED = action("sessions.note_removed", _("a retiré une note de séance"))
REMARKED = action("sessions.remarked", _("a écrit sa remarque sur une séance"))
AGREED = action("sessions.agreed", _("a noté un accord de séance"))
AGREEMENT_REMOVED = action("sessions.agreement_removed", _("a retiré un accord de séance"))
AGREEMENT_DONE = action("sessions.agreement_done", _("a dit un accord de séance tenu"))
AGREEMENT_REOPENED = action("sessions.agreement_reopened", _("a rouvert un accord de séance"))
CUE_AGREED = action("sessions.cue_agreed", _("a convenu d’un repère"))
CUE_REMOVED = action("sessions.cue_removed", _("a retiré un repère"))
CLOSED = action("sessions.closed", _("a clos une séance"))
REOPENED = action("sessions.reopened", _("a rouvert une séance"))
REMINDERS_CHANGED = action("sessions.reminders_changed", _("a réglé ses rappels"))
FOLLOWED = action("sessions.followed", _("a suivi les repères"))
FORGOTTEN = action("sessions.forgotten", _("a effacé les séances anciennes"))
REMINDED = action("sessions.reminded", _("a envoyé les rappels de la semaine"))
