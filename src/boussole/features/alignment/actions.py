"""The names of what people do in alignment sessions, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

CREATED = action("alignment.session_created", _("a ouvert une séance d’alignement"))
JUDGED = action("alignment.situation_judged", _("a répondu à une situation d’une séance"))
SUBMITTED = action("alignment.answers_submitted", _("a rendu ses réponses à une séance"))
EXTENDED = action("alignment.session_extended", _("a prolongé une séance d’alignement"))
CANCELLED = action("alignment.session_cancelled", _("a annulé une séance d’alignement"))
CLOSED = action("alignment.session_closed", _("a clos une séance d’alignement"))
OPENED = action("alignment.situation_opened", _("a lu une situation d’une séance"))
FORGOTTEN = action("alignment.answers_forgotten", _("a effacé les réponses d’anciennes séances"))
