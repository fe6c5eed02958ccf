"""The named actions of the organisation: each is one transaction and leaves one audit row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boussole.features.organisation import actions
from boussole.features.organisation.audit import record
from boussole.features.organisation.errors import (
    AddressTakenError,
    LastAdministratorError,
    NameTakenError,
)
from boussole.features.organisation.models import (
    Department,
    Language,
    Membership,
    Person,
    Role,
    Team,
    Theme,
)


@transaction.atomic
def create_person(
    *,
    by: Person | None,
    email: str,
    name: str,
    role: str = Role.AGENT,
    language: str = Language.FRENCH,
    external_names: Iterable[str] = (),
    password: str | None = None,
) -> Person:
    """Open an account. Without a password it waits for its owner to choose one from an invitation."""
    email = email.strip().lower()
    if Person.objects.filter(email__iexact=email).exists():
        raise AddressTakenError(_("Cette adresse a déjà un compte : %(email)s.") % {"email": email})
    person = Person(
        email=email,
        name=name.strip(),
        role=role,
        language=language,
        external_names=clean_names(external_names),
    )
    person.set_password(password)
    person.save()
    record(by, actions.PERSON_CREATED, person, role=role)
    return person


@transaction.atomic
def change_person(
    person: Person,
    *,
    by: Person,
    email: str,
    name: str,
    role: str,
    external_names: Iterable[str],
) -> Person:
    """Change someone's account; the audit row names the fields, not their content."""
    email = email.strip().lower()
    if Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise AddressTakenError(_("Cette adresse a déjà un compte : %(email)s.") % {"email": email})
    if person.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _keep_an_administrator(person)
    wanted = {
        "email": email,
        "name": name.strip(),
        "role": role,
        "external_names": clean_names(external_names),
    }
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, wanted[field])
    person.save(update_fields=changed)
    if changed:
        record(by, actions.PERSON_CHANGED, person, fields=[*changed])
    return person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> None:
    """Close someone's access; what they did stays."""
    _keep_an_administrator(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(by, actions.PERSON_DEACTIVATED, person)


@transaction.atomic
def reactivate_person(person: Person, *, by: Person) -> None:
    """Open someone's access again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(by, actions.PERSON_REACTIVATED, person)


@transaction.atomic
def invite_person(person: Person, *, by: Person, url: str) -> None:
    """Write to someone, in their language, where to choose a password; ``url`` is that page."""
    record(by, actions.PERSON_INVITED, person)
    transaction.on_commit(partial(_send_invitation, person, by, url))


@transaction.atomic
def change_profile(person: Person, *, name: str, language: str, theme: str) -> Person:
    """Change one's own name, language and appearance."""
    person.name = name.strip()
    person.language = Language(language).value
    person.theme = Theme(theme).value
    person.save(update_fields=["name", "language", "theme"])
    record(person, actions.PROFILE_CHANGED, person)
    return person


@transaction.atomic
def create_team(*, by: Person | None, name: str, external_names: Iterable[str] = ()) -> Team:
    """Found a team."""
    name = name.strip()
    _free_team_name(name)
    team = Team.objects.create(name=name, external_names=clean_names(external_names))
    record(by, actions.TEAM_CREATED, team)
    return team


@transaction.atomic
def change_team(team: Team, *, by: Person, name: str, external_names: Iterable[str]) -> Team:
    """Rename a team or change how imports call it."""
    name = name.strip()
    _free_team_name(name, but=team)
    team.name = name
    team.external_names = clean_names(external_names)
    team.save(update_fields=["name", "external_names"])
    record(by, actions.TEAM_CHANGED, team)
    return team


@transaction.atomic
def archive_team(team: Team, *, by: Person) -> None:
    """Take a team out of the lists; its conversations stay."""
    team.archived_at = timezone.now()
    team.save(update_fields=["archived_at"])
    record(by, actions.TEAM_ARCHIVED, team)


@transaction.atomic
def restore_team(team: Team, *, by: Person) -> None:
    """Bring an archived team back."""
    team.archived_at = None
    team.save(update_fields=["archived_at"])
    record(by, actions.TEAM_RESTORED, team)


@transaction.atomic
def join_team(person: Person, team: Team, *, by: Person | None, kind: str) -> Membership:
    """Give someone a place in a team, or change the one they have."""
    place, _created = Membership.objects.update_or_create(
        person=person, team=team, defaults={"kind": Membership.Kind(kind)}
    )
    record(by, actions.TEAM_JOINED, team, person=person.pk, kind=kind)
    return place


@transaction.atomic
def leave_team(person: Person, team: Team, *, by: Person) -> None:
    """Take someone out of a team."""
    Membership.objects.filter(person=person, team=team).delete()
    record(by, actions.TEAM_LEFT, team, person=person.pk)


@transaction.atomic
def create_department(
    *,
    by: Person | None,
    name: str,
    key: str,
    contact_name: str = "",
    contact_email: str = "",
    contact: Person | None = None,
) -> Department:
    """Add a department whose work causes contacts."""
    _free_key(key)
    department = Department.objects.create(
        name=name.strip(),
        key=key,
        contact_name=contact_name,
        contact_email=contact_email,
        contact=contact,
    )
    record(by, actions.DEPARTMENT_CREATED, department)
    return department


@transaction.atomic
def change_department(
    department: Department,
    *,
    by: Person,
    name: str,
    key: str,
    contact_name: str,
    contact_email: str,
    contact: Person | None = None,
) -> Department:
    """Change a department or who is told and answers there."""
    _free_key(key, but=department)
    department.name = name.strip()
    department.key = key
    department.contact_name = contact_name
    department.contact_email = contact_email
    department.contact = contact
    department.save()
    record(by, actions.DEPARTMENT_CHANGED, department)
    return department


def clean_names(names: Iterable[str]) -> list[str]:
    """Trim, drop what is empty or said twice, keep the order."""
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _send_invitation(person: Person, by: Person, url: str) -> None:
    with translation.override(person.language):
        body = render_to_string(
            "organisation/mail/invitation.txt", {"person": person, "by": by, "url": url}
        )
        send_mail(_("Votre accès à Boussole"), body, None, [person.email])


def _keep_an_administrator(leaving: Person) -> None:
    others = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=leaving.pk)
    if leaving.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministratorError(
            _("Il doit rester un administrateur : nommez-en un autre, puis recommencez.")
        )


def _free_team_name(name: str, but: Team | None = None) -> None:
    taken = Team.objects.filter(name__iexact=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise NameTakenError(_("Une équipe porte déjà ce nom : %(name)s.") % {"name": name})


def _free_key(key: str, but: Department | None = None) -> None:
    taken = Department.objects.filter(key=key)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise NameTakenError(_("Un service porte déjà cette clé : %(key)s.") % {"key": key})
