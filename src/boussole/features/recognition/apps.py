"""The recognition app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    """Owns recognitions, what people share of them, and what a team says of its manager's practice."""

    name = "boussole.features.recognition"
    label = "recognition"
    verbose_name = _("Réussites")

    def ready(self) -> None:
        """Let home say whom a manager has not thanked yet, and situations offer to thank."""
        from boussole.features.coaching import links
        from boussole.features.metrics import decisions
        from boussole.features.recognition import situation_links, waiting

        decisions.register(waiting.decisions)
        links.register(situation_links.links)
