"""The words exports use for roles, channels and states, in French and English, case folded."""

from __future__ import annotations

from boussole.core.conversations import Channel, Role, Status

_BY_ROLE: dict[Role, str] = {
    "customer": "customer client cliente user end-user end_user enduser visitor visiteur visiteuse usager "
    "utilisateur contact requester demandeur consumer consommateur lead guest buyer acheteur shopper caller appelant "
    "in incoming inbound entrant received reçu",
    "agent": "agent conseiller conseillère conseillere advisor adviser operator opérateur operateur représentant "
    "representant representative rep support staff admin administrator employee salarié teammate team_member équipe "
    "team téléconseiller teleconseiller csr owner assignee out outgoing outbound sortant sent envoyé",
    "bot": "bot chatbot robot assistant automation virtual_agent agent_virtuel",
    "system": "system système systeme event événement evenement automatic automatique trigger",
}
ROLE_WORDS: dict[str, Role] = {
    word: role for role, words in _BY_ROLE.items() for word in words.split()
}

CHANNEL_WORDS: dict[str, Channel] = {
    "chat": "chat", "messaging": "chat", "live chat": "chat", "livechat": "chat", "native_messaging": "chat",
    "messagerie": "chat", "tchat": "chat", "web_messaging": "chat", "whatsapp": "chat", "sms": "chat",
    "email": "email", "e-mail": "email", "mail": "email", "courriel": "email", "mél": "email",
    "phone": "phone", "voice": "phone", "call": "phone", "téléphone": "phone", "telephone": "phone",
    "appel": "phone", "tel": "phone", "tél": "phone",
    "web": "web", "form": "web", "web form": "web", "web_form": "web", "formulaire": "web", "portal": "web",
    "help_center": "web", "web_widget": "web", "site": "web",
    "social": "social", "twitter": "social", "x": "social", "facebook": "social", "instagram": "social",
    "any_channel": "social", "réseaux sociaux": "social",
    "api": "api", "web service": "api", "webservice": "api",
}  # fmt: skip

STATUS_WORDS: dict[str, Status] = {
    "open": "open", "new": "open", "opened": "open", "ouvert": "open", "ouverte": "open", "nouveau": "open",
    "en cours": "open", "in progress": "open",
    "pending": "pending", "hold": "pending", "on-hold": "pending", "on hold": "pending", "waiting": "pending",
    "en attente": "pending", "snoozed": "pending",
    "solved": "solved", "resolved": "solved", "résolu": "solved", "résolue": "solved", "resolu": "solved",
    "traité": "solved", "traitée": "solved",
    "closed": "closed", "fermé": "closed", "fermée": "closed", "clos": "closed", "close": "closed",
    "clôturé": "closed", "clôturée": "closed", "done": "closed", "archived": "closed",
}  # fmt: skip
