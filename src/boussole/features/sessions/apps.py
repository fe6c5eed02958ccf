"""The sessions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """Owns coaching sessions, their agreements, and the cues followed in the next conversations."""

    name = "boussole.features.sessions"
    label = "coaching_sessions"
    verbose_name = _("Séances")

    def ready(self) -> None:
        """Say on home what waits, offer to talk about a situation, and let the reminders be set in the settings."""
        from boussole.features.coaching import links
        from boussole.features.metrics import decisions
        from boussole.features.organisation.views import common
        from boussole.features.sessions import access, situation_links, waiting

        decisions.register(waiting.decisions)
        links.register(situation_links.links)
        common.add_place(_("Rappels"), "sessions:reminders", access.SEE)
