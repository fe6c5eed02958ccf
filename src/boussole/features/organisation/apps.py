"""The organisation as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Comes before every other feature; they all ask it who may see what."""

    name = "boussole.features.organisation"
    label = "organisation"
