"""The playbooks one may begin with."""

from __future__ import annotations

from django.utils.translation import gettext as _

from boussole.core.playbook import Playbook, default_playbook

DEFAULT = "default"


def starter_names() -> dict[str, str]:
    """The playbooks that come with Boussole, by key, in the reader's language."""
    return {DEFAULT: _("Le cadre commun, livré avec Boussole")}


def starter_playbook(key: str) -> Playbook:
    """One of those playbooks."""
    del key
    return default_playbook()
