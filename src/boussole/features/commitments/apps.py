"""The commitments app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    """Owns the commitments people write together: consultations, secret ballots, versions."""

    name = "boussole.features.commitments"
    label = "commitments"
    verbose_name = _("Nos engagements")

    def ready(self) -> None:
        """Say on home that a vote waits."""
        from boussole.features.commitments import waiting
        from boussole.features.metrics import decisions

        decisions.register(waiting.decisions)
