"""The names of what people do with recognition, for the audit trail.

Answering a manager's consultation is not among them on purpose: a row would say who answered, and when.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

GIVEN = action("recognition.given", _("a salué une réussite"))
TAKEN_BACK = action("recognition.taken_back", _("a repris un remerciement"))
REACH_CHOSEN = action("recognition.reach_chosen", _("a choisi qui voit une de ses réussites"))
WITHDRAWN = action("recognition.withdrawn", _("a retiré une de ses réussites"))
THANKED_TOO = action("recognition.thanked_too", _("a remercié aussi"))
NO_LONGER_THANKED = action("recognition.no_longer_thanked", _("a retiré son merci"))
PASSAGES_ERASED = action(
    "recognition.passages_erased", _("a effacé les passages copiés dans des réussites")
)
DIGEST_SENT = action("recognition.digest_sent", _("a envoyé le résumé de la semaine"))
DIGEST_CHOSEN = action("recognition.digest_chosen", _("a choisi de recevoir ou non le résumé"))
FORGOTTEN = action("recognition.forgotten", _("a effacé ce qui avait fait son temps"))
ROUND_OPENED = action("recognition.round_opened", _("a demandé l’avis de son équipe"))
ROUND_CANCELLED = action("recognition.round_cancelled", _("a abandonné une demande d’avis"))
ROUND_SETTLED = action("recognition.round_settled", _("a clos une demande d’avis"))
