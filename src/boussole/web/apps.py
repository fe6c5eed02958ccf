"""The design system as a Django app: templates, components and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Holds no tables."""

    name = "boussole.web"
    label = "web"
