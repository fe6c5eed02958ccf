"""The initiatives app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    """Owns initiatives, their trials, what is measured of them and what was learnt."""

    name = "boussole.features.initiatives"
    label = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        """Say on home what waits, let the delay be set in the settings, and start from an irritant."""
        from boussole.features.initiatives import access, irritant_origins, origins, waiting
        from boussole.features.metrics import decisions
        from boussole.features.organisation.views import common

        decisions.register(waiting.decisions)
        origins.register(irritant_origins.HEARD, irritant_origins.heard)
        origins.register(irritant_origins.IRRITANT, irritant_origins.irritant)
        common.add_place(_("Droit d’essayer"), "initiatives:rule", access.SET_RULE)
