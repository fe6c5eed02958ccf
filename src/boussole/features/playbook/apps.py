"""The playbook app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlaybookConfig(AppConfig):
    """Owns the versions of the playbook, and says which one conversations are read with."""

    name = "boussole.features.playbook"
    label = "playbook"
    verbose_name = _("Playbook")

    def ready(self) -> None:
        """Let conversations be read with the version in force, and home say what waits here."""
        from boussole.features.conversations import reading
        from boussole.features.metrics import decisions
        from boussole.features.playbook import queries, waiting

        reading.use_frame(queries.frame)
        decisions.register(waiting.decisions)
