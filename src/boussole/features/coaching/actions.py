"""The names of what people do with situations, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PROPOSED = action("coaching.situations_proposed", _("a proposé les situations d’une semaine"))
SEEN = action("coaching.situation_seen", _("a marqué une situation comme vue"))
DISMISSED = action("coaching.situation_dismissed", _("a écarté une situation"))
RESTORED = action("coaching.situation_restored", _("a repris une situation"))
SNOOZED = action("coaching.situation_snoozed", _("a remis une situation à plus tard"))
WOKEN = action("coaching.situation_woken", _("a repris une situation remise à plus tard"))
LISTENING_DRAWN = action("coaching.listening_drawn", _("a tiré au sort les échanges à écouter"))
NOTE_WRITTEN = action("coaching.note_written", _("a écrit une note sur une situation"))
NOTE_CHANGED = action("coaching.note_changed", _("a modifié une note"))
NOTE_DELETED = action("coaching.note_deleted", _("a supprimé une note"))
READING_KEPT = action("coaching.reading_kept", _("a gardé une lecture en cours"))
READING_SUBMITTED = action("coaching.reading_submitted", _("a rendu sa lecture d’une situation"))
READING_SHOWN = action("coaching.reading_shown", _("a montré sa lecture sans attendre"))
READING_WITHDRAWN = action("coaching.reading_withdrawn", _("a retiré sa lecture"))
SHARING_GIVEN = action("coaching.sharing_given", _("a accepté de partager ses passages réussis"))
SHARING_TAKEN_BACK = action("coaching.sharing_taken_back", _("a cessé de partager ses passages"))
FORGOTTEN = action("coaching.writings_forgotten", _("a effacé les notes et lectures anciennes"))
