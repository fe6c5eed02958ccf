"""The conversations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    """Owns sources, customers, conversations, what is read in them, and imports."""

    name = "boussole.features.conversations"
    label = "conversations"
    verbose_name = _("Conversations")
