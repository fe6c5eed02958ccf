"""The confidential app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfidentialConfig(AppConfig):
    """Owns the listening persons, their keys and the sealed threads; tells nobody anything."""

    name = "boussole.features.confidential"
    label = "confidential"
    verbose_name = _("Parler en confiance")
