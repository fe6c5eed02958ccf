"""The surveys app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Owns surveys, the decisions to ask, invitations, answers and follow-ups."""

    name = "boussole.features.surveys"
    label = "surveys"
    verbose_name = _("Enquêtes")

    def ready(self) -> None:
        """Let the page of a conversation offer to ask its customer, and say what became of it."""
        from boussole.features.conversations import links
        from boussole.features.surveys import conversation_links

        links.register(conversation_links.links)
