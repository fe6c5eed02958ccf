"""The playbooks one may begin with: the common one, and those of a sector."""

from __future__ import annotations

from boussole.core.playbook import Playbook, default_playbook, starter, starters
from boussole.features.conversations.forms import said

DEFAULT = "default"


def starter_names() -> dict[str, str]:
    """The playbooks that come with Boussole, by key, in the reader's language."""
    sectors = {one.key: said(one.playbook.name) for one in starters()}
    return {DEFAULT: said(default_playbook().name), **sectors}


def starter_playbook(key: str) -> Playbook:
    """One of those playbooks. Raises ``NoSuchStarterError``."""
    return default_playbook() if key == DEFAULT else starter(key)
