"""The metrics app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    """Owns which days of facts are built; everything else is read from the facts."""

    name = "boussole.features.metrics"
    label = "metrics"
    verbose_name = _("Indicateurs")

    def ready(self) -> None:
        """Let a conversation be shown from the facts that are kept of it."""
        from boussole.features.conversations import reading
        from boussole.features.metrics import facts

        reading.use_stored_facts(facts.of_conversation)
