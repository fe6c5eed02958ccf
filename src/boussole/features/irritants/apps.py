"""The irritants app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IrritantsConfig(AppConfig):
    """Owns what people hear from customers, and what became of it."""

    name = "boussole.features.irritants"
    label = "irritants"
    verbose_name = _("À l’écoute")
