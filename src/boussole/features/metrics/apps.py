"""The metrics app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    """Owns which days of facts are built; everything else is read from the facts."""

    name = "boussole.features.metrics"
    label = "metrics"
    verbose_name = _("Indicateurs")

    def ready(self) -> None:
        """Say what home and a conversation's page take from here: callbacks that wait, and the facts kept."""
        from boussole.features.conversations import reading
        from boussole.features.metrics import called_back, decisions, facts

        decisions.register(called_back.decisions)
        reading.use_stored_facts(facts.of_conversation)
