"""The initiatives app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    """Owns initiatives, their trials, what is measured of them and what was learnt."""

    name = "boussole.features.initiatives"
    label = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        """Say on home what waits, let the delay be set in the settings, and start from what people hear."""
        from boussole.features.initiatives import access, heard_origins, origins, waiting
        from boussole.features.metrics import decisions
        from boussole.features.organisation.views import common

        decisions.register(waiting.decisions)
        origins.register(heard_origins.KIND, heard_origins.find)
        common.add_place(_("Droit d’essayer"), "initiatives:rule", access.SET_RULE)
