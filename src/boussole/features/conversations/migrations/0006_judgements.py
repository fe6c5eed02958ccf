"""A contest becomes a judgement: of a label or of a situation, wrong, right or missing."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Contests are kept: each says that a signal is wrong."""

    dependencies: ClassVar = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("conversations", "0005_corrections"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint("contest", "one_contest"),
        migrations.RenameModel("Contest", "Judgement"),
        migrations.RenameField("judgement", "signal", "name"),
        migrations.RenameField("judgement", "version", "model"),
        migrations.AlterField(
            "judgement",
            "conversation",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="judgements",
                to="conversations.conversation",
            ),
        ),
        migrations.AlterField(
            "judgement",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "judgement", "text_hash", models.CharField(blank=True, default="", max_length=16), False
        ),
        migrations.AddField(
            "judgement",
            "subject",
            models.CharField(
                choices=[("signal", "Signal"), ("rule", "Rule")], default="signal", max_length=10
            ),
        ),
        migrations.AddField(
            "judgement",
            "verdict",
            models.CharField(
                choices=[("right", "Right"), ("wrong", "Wrong"), ("missing", "Missing")],
                default="wrong",
                max_length=10,
            ),
        ),
        migrations.AddField("judgement", "grade", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "judgement", "why", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "judgement", "playbook_version", models.PositiveIntegerField(null=True)
        ),
        migrations.AddField("judgement", "rule_version", models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            "judgement",
            models.UniqueConstraint(
                fields=("conversation", "turn", "subject", "name", "person"), name="one_judgement"
            ),
        ),
        migrations.AddIndex(
            "judgement", models.Index(fields=["subject", "name", "at"], name="judgement_name")
        ),
    ]
