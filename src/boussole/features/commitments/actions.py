"""The names of what people do with commitments, for the audit trail: never a text.

Voting is not among them on purpose: a row would say who voted, and when.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

OPENED = action("commitments.opened", _("a ouvert une consultation sur les engagements"))
CANCELLED = action("commitments.cancelled", _("a abandonné une consultation sur les engagements"))
PROPOSED = action("commitments.proposed", _("a proposé un engagement"))
REWORDED = action("commitments.reworded", _("a reformulé un engagement proposé"))
WITHDRAWN = action("commitments.withdrawn", _("a retiré un engagement proposé"))
RESTORED = action("commitments.restored", _("a rétabli un engagement proposé"))
COMMENTED = action("commitments.commented", _("a commenté un engagement proposé"))
COMMENT_REMOVED = action(
    "commitments.comment_removed", _("a retiré un commentaire sur un engagement proposé")
)
VOTE_OPENED = action("commitments.vote_opened", _("a ouvert le vote sur les engagements"))
CLOSED = action("commitments.closed", _("a clos une consultation sur les engagements"))
ADOPTED = action("commitments.adopted", _("a adopté une version des engagements"))
LINKED = action("commitments.linked", _("a relié un engagement au playbook"))
FORGOTTEN = action("commitments.forgotten", _("a effacé les consultations anciennes"))
