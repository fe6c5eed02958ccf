"""The mirror app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MirrorConfig(AppConfig):
    """Owns no table: it reads what the pulse published and what facts count."""

    name = "boussole.features.mirror"
    label = "mirror"
    verbose_name = _("Le miroir")

    def ready(self) -> None:
        """Let home say that one thing followed another in a team."""
        from boussole.features.metrics import decisions
        from boussole.features.mirror import waiting

        decisions.register(waiting.decisions)
