"""The wellbeing app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WellbeingConfig(AppConfig):
    """Owns the pulse: waves, answers while they are open, what is published of them, and promises."""

    name = "boussole.features.wellbeing"
    label = "wellbeing"
    verbose_name = _("Baromètre")

    def ready(self) -> None:
        """Let home say that a wave waits for an answer."""
        from boussole.features.metrics import decisions
        from boussole.features.wellbeing import waiting

        decisions.register(waiting.decisions)
