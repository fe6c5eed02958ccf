"""The metrics app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    """Owns which days of facts are built; everything else is read from the facts."""

    name = "boussole.features.metrics"
    label = "metrics"
    verbose_name = _("Indicateurs")

    def ready(self) -> None:
        """Let home say which customers wait to be called back."""
        from boussole.features.metrics import called_back, decisions

        decisions.register(called_back.decisions)
