"""The alignment app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlignmentConfig(AppConfig):
    """Owns the sessions in which people judge the same situations, and what they answered."""

    name = "boussole.features.alignment"
    label = "alignment"
    verbose_name = _("Alignement")

    def ready(self) -> None:
        """Let home say which sessions wait for someone's answers."""
        from boussole.features.alignment import waiting
        from boussole.features.metrics import decisions

        decisions.register(waiting.decisions)
