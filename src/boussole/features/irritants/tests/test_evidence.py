"""What facts say of the reasons of an irritant: whom they touched lately, and what changed with the fix."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from boussole.core.conversations import Conversation, Party
from boussole.core.irritants import AFTER_WEEKS, BEFORE_WEEKS
from boussole.features.irritants import declaring, evidence, handling, queries
from boussole.features.irritants.models import Irritant
from boussole.features.metrics import services as metrics_services
from tests.cast import Cast
from tests.stock import MONDAY, noun, store

pytestmark = pytest.mark.django_db
WEEKS = BEFORE_WEEKS + AFTER_WEEKS + 1
# On a Wednesday: that week is on neither side.
FIXED = (MONDAY + timedelta(weeks=BEFORE_WEEKS, days=2)).date()
TALK = (("customer", "Bonjour, ma facture ?"), ("agent", "Bonjour, la voici."))
DISPUTED, HOW_TO, COPY = "billing.amount_disputed", "product.how_to", "billing.invoice_copy"


def _week(week: int) -> list[Conversation]:
    """Twelve or so contacts about the irritant before the fix, four or so after; about ten others every week."""
    later = week > BEFORE_WEEKS
    each = {
        DISPUTED: (3 if later else 11) + week % 3,
        HOW_TO: 9 + week % 2,
        COPY: 1,
    }
    return [
        noun(
            f"{reason}-{week}-{number}",
            TALK,
            # From Monday to Sunday, so that a week is whole.
            at=MONDAY + timedelta(weeks=week, hours=150 * number / max(1, count - 1)),
            reason=reason,
            customer=Party(id=f"{reason}-{number}", name=f"Jeanne {number}"),
        )
        for reason, count in each.items()
        for number in range(count)
    ]


def _facts() -> None:
    store(*(one for week in range(WEEKS) for one in _week(week)), read=False)
    metrics_services.rebuild_stale()


def _resolved(cast: Cast, *reasons: str) -> Irritant:
    made = declaring.declare("Le motif", by=cast.awa, on=FIXED)
    handling.link(made, reasons, by=cast.claire, contact_minutes=6)
    handling.resolve(made, by=cast.claire, on=FIXED)
    return made


def test_without_facts_nothing_is_said(cast: Cast) -> None:
    assert evidence.recent() is None
    assert evidence.touched([DISPUTED]) is None
    assert evidence.measured(_resolved(cast, DISPUTED)) is None


def test_facts_tell_whom_it_touched_and_what_the_fix_changed(cast: Cast, client: Client) -> None:
    _facts()
    recent = evidence.recent()
    assert recent is not None
    assert recent.until == (MONDAY + timedelta(weeks=WEEKS)).date()
    last = [
        len([one for one in _week(week) if one.reason == DISPUTED])
        for week in range(WEEKS - 4, WEEKS)
    ]
    assert recent.of([DISPUTED]) == sum(last)
    assert recent.of([DISPUTED, COPY]) == sum(last) + 4
    touched = evidence.touched([DISPUTED, COPY])
    assert touched is not None
    assert (touched.contacts, touched.customers) == (sum(last) + 4, max(last) + 1)
    assert touched.failure == sum(last)

    made = _resolved(cast, DISPUTED)
    found = evidence.measured(made)
    assert found is not None
    assert (found.contacts.verdict, found.contacts.compared) == ("fewer", True)
    assert (found.contacts.before.weeks, found.contacts.after.weeks) == (BEFORE_WEEKS, AFTER_WEEKS)
    avoided = found.contacts.avoided
    assert avoided.low is not None
    assert avoided.high is not None
    assert avoided.low < 8 < avoided.high
    assert found.failure.before == found.contacts.before
    assert not found.failure.compared
    client.force_login(cast.awa)
    page = client.get(f"/irritants/{made.pk}/").content.decode()
    assert "contacts évités par semaine" in page
    assert "durée déclarée" in page

    client.force_login(cast.claire)
    other = _resolved(cast, HOW_TO)
    assert queries.fixed_elsewhere(made) == {HOW_TO}
    assert queries.fixed_elsewhere(other) == {DISPUTED}
    without = evidence.measured(made)
    assert without is not None
    assert without.contacts.others_before.contacts == BEFORE_WEEKS


def test_a_recent_fix_is_read_later(cast: Cast) -> None:
    _facts()
    made = _resolved(cast, DISPUTED)
    late = FIXED + timedelta(weeks=4)
    Irritant.objects.filter(pk=made.pk).update(resolved_on=late)
    made.refresh_from_db()
    found = evidence.measured(made)
    assert found is not None
    assert (found.contacts.verdict, found.contacts.why) == ("not_enough", "running")
    assert found.contacts.after.weeks == AFTER_WEEKS - 4
    assert isinstance(found.contacts.ends, date)
    assert datetime.combine(found.contacts.ends, time(), UTC) > MONDAY + timedelta(weeks=WEEKS)
