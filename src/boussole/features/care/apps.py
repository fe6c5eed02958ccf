"""The care app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Owns offers, debriefs, relays, requests to catch one's breath, and the frozen weeks of teams."""

    name = "boussole.features.care"
    label = "care"
    verbose_name = _("Prendre soin")

    def ready(self) -> None:
        """Let home say what waits, and an agent talk of a conversation from its page."""
        from boussole.features.care import conversation_links, waiting
        from boussole.features.conversations import links
        from boussole.features.metrics import decisions

        decisions.register(waiting.decisions)
        links.register(conversation_links.links)
