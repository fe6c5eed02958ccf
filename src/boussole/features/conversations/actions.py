"""What people do with conversations, in the words of the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

FILE_RECEIVED = action("conversations.file_received", _("a déposé un fichier à importer"))
IMPORT_ASKED = action("conversations.import_asked", _("a demandé un import"))
IMPORT_RESUMED = action("conversations.import_resumed", _("a repris un import"))
ACCOUNT_SYNCED = action("conversations.account_synced", _("a synchronisé un compte"))
IMPORT_CANCELLED = action("conversations.import_cancelled", _("a annulé un import"))
OPENED = action("conversations.conversation_opened", _("a ouvert une conversation"))
PERSONAL_DATA_SHOWN = action(
    "conversations.personal_data_shown", _("a affiché les données personnelles d’une conversation")
)
LABEL_CONTESTED = action("conversations.label_contested", _("a contesté une étiquette"))
LABEL_CONFIRMED = action("conversations.label_confirmed", _("a confirmé une étiquette"))
LABEL_ADDED = action("conversations.label_added", _("a signalé une étiquette manquante"))
SITUATION_CONTESTED = action("conversations.situation_contested", _("a contesté une situation"))
SITUATION_CONFIRMED = action("conversations.situation_confirmed", _("a confirmé une situation"))
SITUATION_ADDED = action("conversations.situation_added", _("a signalé une situation manquante"))
JUDGEMENT_EXPLAINED = action(
    "conversations.judgement_explained", _("a dit pourquoi une lecture est à corriger")
)
JUDGEMENT_WITHDRAWN = action(
    "conversations.judgement_withdrawn", _("a retiré son avis sur une lecture")
)
# Written by earlier versions; their rows stay readable.
action("conversations.label_contest_withdrawn", _("a retiré sa contestation d’une étiquette"))
REASON_CORRECTED = action(
    "conversations.reason_corrected", _("a corrigé le motif d’une conversation")
)
CORRECTION_WITHDRAWN = action(
    "conversations.correction_withdrawn", _("a retiré la correction d’un motif")
)
ORIGIN_CORRECTED = action(
    "conversations.origin_corrected",
    _("a corrigé l’origine ou la nature d’une conversation"),
)
ORIGIN_WITHDRAWN = action(
    "conversations.origin_correction_withdrawn",
    _("a retiré la correction d’une origine ou d’une nature"),
)
LIST_EXPORTED = action("conversations.list_exported", _("a exporté une liste de conversations"))
RELINKED = action("conversations.relinked", _("a rattaché les conversations aux équipes"))
