"""What the tests of role-play share: the scenarios by key, the frame they are looked back on with."""

from __future__ import annotations

import pytest

from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree


@pytest.fixture(scope="session")
def frame() -> Frame:
    """The shipped playbook, tree and models."""
    return Frame(default_playbook(), default_tree())
