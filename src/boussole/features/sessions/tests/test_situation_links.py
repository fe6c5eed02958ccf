"""From a situation to a session and back: who is offered what, and what one click does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.core.conversations import Party
from boussole.features.coaching import services as coaching
from boussole.features.coaching.access import situations
from boussole.features.coaching.links import links_for
from boussole.features.conversations.links import Link
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Person
from boussole.features.sessions import access, queries, services
from boussole.features.sessions.errors import NothingChosenError, NotPlannedError
from boussole.features.sessions.models import Session
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, noun, propose, store

pytestmark = pytest.mark.django_db
ADD = "Ajouter à un entretien"
QUEUE = "/situations/"


@pytest.fixture
def late(cast: Cast) -> Any:
    """A situation of Awa's that no session is about yet."""
    store(noun("late", LATE_TALK))
    propose()
    return situations(cast.claire).get()


def planned(cast: Cast, *, kind: str = "one_to_one", days: int = 2) -> Session:
    today = timezone.localdate()
    people = [cast.awa] if kind == "one_to_one" else [cast.awa, cast.bruno]
    made = services.plan(
        by=cast.claire,
        kind=kind,
        planned_on=today + timedelta(days=days),
        participants=people,
        today=today,
    )
    services.choose_topics(made, [], by=cast.claire)
    return made


def offered(person: Person, situation: Any) -> list[Link]:
    found = links_for(person, [situation])[situation.pk]
    return [link for link in found if "/sessions/" in link.url]


def page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    return " ".join(client.get(url).content.decode().split())


def test_without_a_session_the_form_is_ready_and_the_situation_comes_along(
    cast: Cast, late: Any, client: Client
) -> None:
    (link,) = offered(cast.claire, late)
    assert (link.label, link.kind) == (ADD, "leads")
    form = page(client, cast.claire, link.url)
    assert late.passage.split(".")[0] in form
    assert f'name="about" value="{late.pk}"' in form
    day = timezone.localdate() + timedelta(days=3)
    client.post(
        reverse("sessions:new"),
        {
            "kind": "one_to_one",
            "participants": [cast.awa.pk],
            "planned_on": day.isoformat(),
            "about": late.pk,
        },
    )
    made = Session.objects.get()
    assert [one.pk for one in queries.topics(cast.claire, made)] == [late.pk]


def test_one_click_adds_to_the_next_one_to_one_and_is_undone(
    cast: Cast, late: Any, client: Client
) -> None:
    later, sooner = planned(cast, days=9), planned(cast, days=2)
    planned(cast, kind="collective", days=1)
    (link,) = offered(cast.claire, late)
    assert (link.kind, link.url) == ("does", reverse("sessions:add_topic", args=[late.pk]))
    assert f'action="{link.url}"' in page(client, cast.claire, QUEUE)
    answer = client.post(link.url, {"from": "dissection"})
    assert answer["Location"] == reverse("coaching:dissect", args=[late.pk])
    assert [one.pk for one in queries.topics(cast.claire, sooner)] == [late.pk]
    assert queries.topics(cast.claire, later) == []
    client.post(reverse("sessions:remove_topic", args=[sooner.pk, late.pk]))
    assert queries.topics(cast.claire, sooner) == []
    trail = AuditEntry.objects.filter(action__startswith="sessions.topic_").order_by("pk")
    assert list(trail.values_list("action", flat=True)) == [
        "sessions.topic_added",
        "sessions.topic_removed",
    ]


def test_both_see_that_it_is_on_the_agenda_and_the_session_leads_back(
    cast: Cast, late: Any, client: Client
) -> None:
    made = planned(cast)
    services.add_topic(made, late.pk, by=cast.claire)
    url = reverse("sessions:session", args=[made.pk])
    for person in (cast.claire, cast.awa):
        (said,) = offered(person, late)
        assert (said.kind, said.url) == ("said", url)
        assert f'href="{url}">À l’ordre du jour du' in page(client, person, QUEUE)
        dissection = reverse("coaching:dissect", args=[late.pk])
        assert f'href="{url}">À l’ordre du jour du' in page(client, person, dissection)
        assert f'href="{dissection}"' in page(client, person, url)
    today = timezone.localdate()
    services.close(made, by=cast.claire, held_on=today, today=today)
    said, again = offered(cast.claire, late)
    assert said.label.startswith("Abordée en séance")
    assert again.label == ADD
    assert [one.kind for one in offered(cast.awa, late)] == ["said"]


def test_only_who_leads_their_sessions_is_offered_it(cast: Cast, late: Any) -> None:
    services.add_topic(planned(cast), late.pk, by=cast.claire)
    services.cancel(planned(cast, days=1), by=cast.claire)
    for person in (cast.bruno, cast.malik, cast.odile, cast.zoe, cast.paul):
        assert offered(person, late) == []
    organisation.join_team(cast.malik, cast.lyon, by=None, kind=Membership.Kind.MANAGER)
    malik = Person.objects.get(pk=cast.malik.pk)
    # Another manager of the team may hold one of their own; Claire's session is not theirs to know.
    assert [one.label for one in offered(malik, late)] == [ADD]


def test_what_was_set_aside_or_is_no_longer_of_their_weeks_is_not_offered(
    cast: Cast, late: Any
) -> None:
    nouns = [
        noun(
            f"w{week}", LATE_TALK, at=MONDAY + timedelta(weeks=week), customer=Party(id=f"w{week}")
        )
        for week in range(1, 5)
    ]
    store(*nouns)
    for week in range(1, 5):
        propose((MONDAY + timedelta(weeks=week)).date())
    assert offered(cast.claire, late) == []
    made = planned(cast)
    with pytest.raises(NothingChosenError):
        services.add_topic(made, late.pk, by=cast.claire)
    recent = situations(cast.claire).order_by("-week").first()
    assert recent is not None
    assert len(offered(cast.claire, recent)) == 1
    coaching.dismiss(recent, by=cast.claire, reason="talked")
    assert offered(cast.claire, recent) == []


def test_a_session_that_was_held_takes_no_other_situation(cast: Cast, late: Any) -> None:
    made, today = planned(cast), timezone.localdate()
    services.close(made, by=cast.claire, held_on=today, today=today)
    for change in (services.add_topic, services.remove_topic):
        with pytest.raises(NotPlannedError):
            change(made, late.pk, by=cast.claire)
    assert access.led(cast.claire).get().topics.count() == 0


def test_more_situations_ask_no_more_questions(cast: Cast, late: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        links_for(cast.claire, [late])
    store(*(noun(f"n{n}", LATE_TALK, agent="agent-bruno") for n in range(3)))
    propose()
    everything = list(situations(cast.claire))
    assert len(everything) > 1
    of_awa = next(one for one in everything if one.agent_id == cast.awa.pk)
    services.add_topic(planned(cast), of_awa.pk, by=cast.claire)
    with CaptureQueriesContext(connection) as many:
        links_for(cast.claire, everything)
    assert len(many) == len(few)
