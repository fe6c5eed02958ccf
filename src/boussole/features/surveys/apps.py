"""The surveys app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Owns surveys, the decisions to ask, invitations, answers and follow-ups."""

    name = "boussole.features.surveys"
    label = "surveys"
    verbose_name = _("Enquêtes")
