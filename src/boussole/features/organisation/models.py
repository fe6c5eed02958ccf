"""The tables of the organisation; other features reach them through services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone comes for; each person has one."""

    AGENT = "agent", _("Conseiller")
    MANAGER = "manager", _("Manager")
    LEADER = "leader", _("Direction")
    DEPARTMENT_CONTACT = "department_contact", _("Référent de service")
    PRIVACY_OFFICER = "privacy_officer", _("Délégué à la protection des données")
    ADMINISTRATOR = "administrator", _("Administrateur")


class Theme(models.TextChoices):
    """Light, dark, or as the device says."""

    SYSTEM = "system", _("Comme l’appareil")
    LIGHT = "light", _("Clair")
    DARK = "dark", _("Sombre")


class Language(models.TextChoices):
    """Each language is named in itself."""

    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"


class PersonManager(BaseUserManager["Person"]):
    """E-mail addresses are the same in capitals."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find someone by the address they sign in with."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who works with Boussole and signs in with an e-mail address."""

    email = models.EmailField(_("Adresse e-mail"), unique=True)
    name = models.CharField(_("Nom affiché"), max_length=120)
    role = models.CharField(_("Rôle"), max_length=20, choices=Role.choices, default=Role.AGENT)
    language = models.CharField(
        _("Langue"), max_length=2, choices=Language.choices, default=Language.FRENCH
    )
    theme = models.CharField(
        _("Apparence"), max_length=6, choices=Theme.choices, default=Theme.SYSTEM
    )
    is_active = models.BooleanField(_("Peut se connecter"), default=True)
    created_at = models.DateTimeField(_("Arrivée"), default=timezone.now)
    # How imported conversations name this person: an id or a name, as the source writes it.
    external_names = models.JSONField(
        _("Noms dans les conversations importées"), default=list, blank=True
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name or self.email


class Team(models.Model):
    """People who serve the same customers together."""

    name = models.CharField(_("Nom"), max_length=120, unique=True)
    # How imported conversations name this team when it is not its name.
    external_names = models.JSONField(
        _("Noms dans les conversations importées"), default=list, blank=True
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    people = models.ManyToManyField(Person, through="Membership", related_name="teams")

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's place in a team."""

    class Kind(models.TextChoices):
        """As what they belong to it."""

        AGENT = "agent", _("Conseiller")
        MANAGER = "manager", _("Manager")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.AGENT)

    class Meta:
        ordering = ("team__name", "person__name")
        constraints = (
            models.UniqueConstraint(fields=["person", "team"], name="one_place_per_team"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.team}"


class Department(models.Model):
    """A part of the company whose work causes contacts: the origin of a reason."""

    name = models.CharField(_("Nom"), max_length=120)
    # The origin's key in the tree of contact reasons.
    key = models.SlugField(_("Clé dans l’arbre des motifs"), max_length=60, unique=True)
    contact_name = models.CharField(_("Personne à prévenir"), max_length=120, blank=True)
    contact_email = models.EmailField(_("Son adresse e-mail"), blank=True)
    # The account of whoever answers there: what is sent to the department waits for them.
    contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """What a program shows to act as someone. Only a digest of it is kept: it is shown once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    # The day is enough to see that nobody uses it any more.
    used_on = models.DateField(null=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return f"token {self.pk} of {self.person_id}"


class AuditEntry(models.Model):
    """Who did what, when, to what. Never holds message text; never changes once written."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="audit_entries"
    )
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["object_type", "object_id"], name="audit_of_an_object"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"
