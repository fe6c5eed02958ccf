"""The role-play app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoleplayConfig(AppConfig):
    """Owns plays, the company's own scenarios, and what managers suggest to play."""

    name = "boussole.features.roleplay"
    label = "roleplay"
    verbose_name = _("Jeux de rôle")
