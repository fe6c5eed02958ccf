"""The care app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Owns offers, debriefs, relays, requests to catch one's breath, and the frozen weeks of teams."""

    name = "boussole.features.care"
    label = "care"
    verbose_name = _("Prendre soin")

    def ready(self) -> None:
        """Let home say what waits: an offer to oneself, someone who wishes to talk, a request to answer."""
        from boussole.features.care import waiting
        from boussole.features.metrics import decisions

        decisions.register(waiting.decisions)
