"""The coaching app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """Owns the situations proposed to teams, and what people made of them."""

    name = "boussole.features.coaching"
    label = "coaching"
    verbose_name = _("Coaching")
