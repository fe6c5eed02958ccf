"""What is kept only for a while, and how the database is opened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from boussole.web.tasks import ATTEMPTS_KEPT, forget_what_expired
from tests.cast import Cast


def test_expired_sessions_and_old_attempts_are_forgotten(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    client.post("/account/login/", {"login": "x@example.com", "password": "faux"})
    Client().post("/account/login/", {"login": "claire@example.com", "password": "faux"})
    assert AccessAttempt.objects.exists()
    forget_what_expired.call_local()
    assert AccessAttempt.objects.exists()
    assert Session.objects.exists()
    AccessAttempt.objects.update(attempt_time=timezone.now() - ATTEMPTS_KEPT - timedelta(hours=1))
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    forget_what_expired.call_local()
    assert not AccessAttempt.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_sqlite_is_opened_for_a_server() -> None:
    with connection.cursor() as cursor:
        said = {}
        for name in ("journal_mode", "foreign_keys", "synchronous"):
            [said[name]] = cursor.execute(f"PRAGMA {name}").fetchone()
    assert said == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}
