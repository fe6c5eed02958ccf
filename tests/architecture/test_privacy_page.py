"""The page on personal data says of each role what the code allows it, in both languages."""

from __future__ import annotations

import pytest

from boussole.core.signals import AGENT_ACTS, CUSTOMER_SIGNALS
from boussole.features.alignment import access as alignment
from boussole.features.coaching import access as coaching
from boussole.features.coaching import retention
from boussole.features.conversations import access as conversations
from boussole.features.metrics import access as metrics
from boussole.features.organisation import access as organisation
from boussole.features.organisation.models import Person, Role
from tests.open_data import ROOT

FRENCH, ENGLISH = (
    (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8").split("\n# Personal data and ")
)
NAMES = {
    Role.AGENT: ("conseiller", "agent"),
    Role.MANAGER: ("manager", "manager"),
    Role.LEADER: ("direction", "leadership"),
    Role.PRIVACY_OFFICER: ("délégué à la protection des données", "data protection officer"),
    Role.DEPARTMENT_CONTACT: ("référent de service", "department contact"),
    Role.ADMINISTRATOR: ("administrateur", "administrator"),
}
# What the last cell says when the role has the ability, and leaves out otherwise.
SAID = {
    metrics.SEE: ("indicateurs", "indicators"),
    coaching.SEE: ("situations", "situations"),
    alignment.TAKE_PART: ("alignement", "alignment"),
    conversations.IMPORT: ("imports", "imports"),
    conversations.EXPORT: ("export masqué", "masked export"),
    organisation.AUDIT: ("journal d’audit", "audit trail"),
    organisation.ADMINISTER: ("comptes", "accounts"),
}


def cells(page: str, name: str) -> list[str]:
    """The row that begins with ``name``, without its first cell."""
    row = next(line for line in page.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in row.strip("|").split("|")][1:]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("language", "page"), [(0, FRENCH), (1, ENGLISH)])
def test_each_role_may_do_what_the_page_says(role: Role, language: int, page: str) -> None:
    person = Person(role=role)
    seen, unmasked, rest = cells(page, NAMES[role][language])
    assert (seen not in {"aucune", "none"}) == organisation.may(person, conversations.SEE)
    assert (unmasked not in {"non", "no"}) == organisation.may(
        person, conversations.SHOW_PERSONAL_DATA
    )
    for ability, words in SAID.items():
        assert (words[language] in rest) == organisation.may(person, ability), ability


def test_the_signals_are_as_many_as_the_page_says() -> None:
    assert (len(CUSTOMER_SIGNALS), len(AGENT_ACTS)) == (13, 10)
    assert "treize signaux" in FRENCH
    assert "dix actes" in FRENCH
    assert "thirteen signals" in ENGLISH
    assert "ten acts" in ENGLISH


def test_what_coaching_keeps_is_kept_as_long_as_the_page_says() -> None:
    assert retention.KEPT_FOR.days == 365
    assert "douze mois après leur dernière modification" in FRENCH
    assert "twelve months after their last change" in ENGLISH
