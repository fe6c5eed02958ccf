"""Each action leaves its row, its trace, or a refusal in words."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from boussole.features.organisation import actions, services
from boussole.features.organisation.errors import (
    AddressTakenError,
    LastAdministratorError,
    NameTakenError,
)
from boussole.features.organisation.models import AuditEntry, Department, Membership, Person, Role
from tests.cast import Cast


def _last() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def test_an_account_is_opened_and_the_trail_says_by_whom(cast: Cast) -> None:
    person = services.create_person(
        by=cast.zoe, email=" Lea@Example.com ", name="Léa", role="agent"
    )
    assert person.email == "lea@example.com"
    assert not person.has_usable_password()
    entry = _last()
    assert (entry.person, entry.action) == (cast.zoe, actions.PERSON_CREATED)
    assert (entry.object_type, entry.object_id) == ("organisation.person", str(person.pk))
    assert "Léa" not in str(entry.details)


def test_an_address_belongs_to_one_person(cast: Cast) -> None:
    with pytest.raises(AddressTakenError, match=r"claire@example\.com"):
        services.create_person(by=cast.zoe, email="CLAIRE@example.com", name="Autre")


def test_a_change_names_its_fields(cast: Cast) -> None:
    services.change_person(
        cast.awa, by=cast.zoe, email="awa@example.com", name="Awa D.", role="agent",
        external_names=["agent-awa"],
    )  # fmt: skip
    assert _last().details == {"fields": ["name"]}


def test_a_change_of_nothing_leaves_no_trace(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    services.change_person(
        cast.awa, by=cast.zoe, email=cast.awa.email, name=cast.awa.name, role=cast.awa.role,
        external_names=cast.awa.external_names,
    )  # fmt: skip
    assert AuditEntry.objects.count() == before


def test_someone_must_be_left_to_administer(cast: Cast) -> None:
    with pytest.raises(LastAdministratorError):
        services.deactivate_person(cast.zoe, by=cast.zoe)
    with pytest.raises(LastAdministratorError):
        services.change_person(
            cast.zoe, by=cast.zoe, email=cast.zoe.email, name="Zoé", role=Role.LEADER,
            external_names=[],
        )  # fmt: skip
    services.create_person(by=cast.zoe, email="z@example.com", name="Z", role=Role.ADMINISTRATOR)
    services.deactivate_person(cast.zoe, by=cast.zoe)
    assert not Person.objects.get(pk=cast.zoe.pk).is_active


def test_an_invitation_speaks_the_language_of_its_reader(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    cast.awa.language = "en"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        services.invite_person(cast.awa, by=cast.zoe, url="https://boussole.example/key")
    [message] = mail.outbox
    assert message.subject == "Your access to Boussole"
    assert "Zoé Marchand has opened an account" in message.body
    assert "https://boussole.example/key" in message.body


def test_a_team_keeps_one_name(cast: Cast) -> None:
    with pytest.raises(NameTakenError):
        services.create_team(by=cast.zoe, name="lyon")
    services.change_team(cast.lyon, by=cast.zoe, name="Lyon", external_names=["l", "", "l "])
    assert cast.lyon.external_names == ["l"]


def test_joining_again_changes_the_place(cast: Cast) -> None:
    services.join_team(cast.awa, cast.lyon, by=cast.zoe, kind="manager")
    place = Membership.objects.get(person=cast.awa, team=cast.lyon)
    assert place.kind == Membership.Kind.MANAGER


def test_a_department_keeps_one_key(cast: Cast) -> None:
    billing = services.create_department(by=cast.zoe, name="Facturation", key="billing")
    with pytest.raises(NameTakenError):
        services.create_department(by=cast.zoe, name="Autre", key="billing")
    services.change_department(
        billing,
        by=cast.zoe,
        name="Facturation",
        key="billing",
        contact_name="Inès",
        contact_email="",
    )
    assert Department.objects.get().contact_name == "Inès"


def test_a_department_is_answered_for_by_an_account(cast: Cast, client: Client) -> None:
    billing = services.create_department(by=cast.zoe, name="Facturation", key="billing")
    client.force_login(cast.zoe)
    address = f"/settings/departments/{billing.pk}/"
    said = {"name": "Facturation", "key": "billing", "contact_name": "", "contact_email": ""}
    client.post(address, said | {"contact": cast.denis.pk})
    assert Department.objects.get().contact == cast.denis
    # Whoever keeps accounts or answers for personal data is asked nothing there, nor is someone who left.
    for person in (cast.paul, cast.zoe, cast.hugo):
        client.post(address, said | {"contact": person.pk})
        assert Department.objects.get().contact == cast.denis
    client.post(address, said | {"contact": ""})
    assert Department.objects.get().contact is None
