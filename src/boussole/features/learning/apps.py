"""The learning app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Owns the deployment's own models and the measures of thresholds."""

    name = "boussole.features.learning"
    label = "learning"
    verbose_name = _("Lecture")

    def ready(self) -> None:
        """Let conversations be read with the models in force, and the settings lead to their figures."""
        from boussole.features.conversations import reading
        from boussole.features.learning import access, queries, waiting
        from boussole.features.metrics import decisions
        from boussole.features.organisation.views import common

        reading.use_models(queries.models_in_force)
        common.add_place(self.verbose_name, "learning:figures", access.SEE)
        decisions.register(waiting.decisions)
