"""The names of what people do, and the words the audit trail says them with.

A feature declares its own with ``action``; ``audit.record`` is given the name.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {}


def action(name: str, words: str | Promise) -> str:
    """Declare an action, ``feature.past_participle``, and its words after a person's name."""
    _WORDS[name] = words
    return name


def is_declared(name: str) -> bool:
    """Whether a feature declared this action."""
    return name in _WORDS


def words_for(name: str) -> str:
    """Say an action; one that no feature declares any more keeps its name."""
    return str(_WORDS.get(name, name))


def known() -> list[tuple[str, str]]:
    """Every declared action with its words, for a choice."""
    return sorted(((name, str(words)) for name, words in _WORDS.items()), key=lambda pair: pair[1])


PERSON_CREATED = action("organisation.person_created", _("a ouvert un compte"))
PERSON_CHANGED = action("organisation.person_changed", _("a modifié un compte"))
PERSON_INVITED = action("organisation.person_invited", _("a envoyé une invitation"))
PERSON_DEACTIVATED = action("organisation.person_deactivated", _("a fermé un compte"))
PERSON_REACTIVATED = action("organisation.person_reactivated", _("a rouvert un compte"))
PROFILE_CHANGED = action("organisation.profile_changed", _("a modifié son profil"))
TEAM_CREATED = action("organisation.team_created", _("a créé une équipe"))
TEAM_CHANGED = action("organisation.team_changed", _("a modifié une équipe"))
TEAM_ARCHIVED = action("organisation.team_archived", _("a archivé une équipe"))
TEAM_RESTORED = action("organisation.team_restored", _("a rétabli une équipe"))
TEAM_JOINED = action("organisation.team_joined", _("a ajouté quelqu’un à une équipe"))
TEAM_LEFT = action("organisation.team_left", _("a retiré quelqu’un d’une équipe"))
DEPARTMENT_CREATED = action("organisation.department_created", _("a ajouté un service"))
DEPARTMENT_CHANGED = action("organisation.department_changed", _("a modifié un service"))
TOKEN_MADE = action("organisation.token_made", _("a créé un jeton d’API"))
TOKEN_REVOKED = action("organisation.token_revoked", _("a révoqué un jeton d’API"))
