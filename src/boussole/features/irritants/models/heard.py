"""What people hear from customers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Heard(models.Model):
    """What someone hears from customers, in one line. ``line`` and ``passage`` are masked when they are written.

    ``same_as`` is the first line that says the same thing: it is counted there, and its answer answers both. It never points
    at a line that has one itself. ``team`` is the author's when it was said.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        PRODUCT = "product", _("produit")
        PROCESS = "process", _("procédure")
        PRICE = "price", _("prix")
        COMPETITOR = "competitor", _("concurrent")
        ESG = "esg", _("environnement et société")
        IDEA = "idea", _("idée")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    line = models.CharField(max_length=240)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    turn = models.PositiveIntegerField(null=True)
    passage = models.TextField(blank=True)
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="others")
    department = models.ForeignKey(
        "organisation.Department", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    said_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["team", "-said_at"], name="heard_team"),
            models.Index(fields=["by", "-said_at"], name="heard_by"),
        ]

    def __str__(self) -> str:
        return f"heard {self.pk}"
