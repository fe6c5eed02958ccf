"""The irritants app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IrritantsConfig(AppConfig):
    """Owns what people hear from customers, what gets in their way, and what became of it."""

    name = "boussole.features.irritants"
    label = "irritants"
    verbose_name = _("Irritants")

    def ready(self) -> None:
        """Let home say what waits for an answer, and conversations offer to say what one hears in them."""
        from boussole.features.conversations import links
        from boussole.features.irritants import conversation_links, waiting
        from boussole.features.metrics import decisions

        decisions.register(waiting.decisions)
        links.register(conversation_links.links)
