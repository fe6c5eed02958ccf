"""The names of what people do with surveys, for the audit trail. None holds a customer's words or address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

CREATED = action("surveys.created", _("a créé une enquête"))
CHANGED = action("surveys.changed", _("a modifié une enquête"))
QUESTIONS_CHANGED = action("surveys.questions_changed", _("a modifié les questions d’une enquête"))
STARTED = action("surveys.started", _("a mis une enquête en route"))
PAUSED = action("surveys.paused", _("a suspendu une enquête"))
RULES_CHANGED = action("surveys.rules_changed", _("a modifié les règles de toutes les enquêtes"))
PLANNED = action("surveys.planned", _("a décidé qui interroger"))
ANNOUNCED = action("surveys.announced", _("a demandé qu’un client soit interrogé"))
SENT = action("surveys.sent", _("a envoyé des enquêtes"))
ANSWERED = action("surveys.answered", _("a reçu une réponse à une enquête"))
FINISHED = action("surveys.finished", _("a reçu une réponse entière à une enquête"))
OPTED_OUT = action("surveys.opted_out", _("a reçu une demande de ne plus être interrogé"))
RETURNED = action("surveys.returned", _("a reçu l’avis qu’un message n’était pas arrivé"))
WHY_ASKED = action("surveys.why_asked", _("a cherché pourquoi un client a été interrogé ou non"))
FOLLOW_UP_OPENED = action("surveys.follow_up_opened", _("a ouvert le suivi d’une réponse basse"))
FOLLOW_UP_TAKEN = action("surveys.follow_up_taken", _("a pris le suivi d’une réponse basse"))
FOLLOW_UP_CLOSED = action("surveys.follow_up_closed", _("a clos le suivi d’une réponse basse"))
CUSTOMER_TOLD = action("surveys.customer_told", _("a dit à un client ce qui a été fait"))
FORGOTTEN = action("surveys.forgotten", _("a effacé d’anciennes enquêtes"))
