"""What is not forgotten: on home for the right person, and in one letter a week that says no more than counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.features.metrics.decisions import waiting_for
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.sessions import access, digest, queries, services
from boussole.features.sessions.models import AgreedCue, Session
from boussole.features.sessions.presenting import sentence_of
from boussole.features.sessions.tests.test_pages import with_cue
from boussole.features.sessions.waiting import decisions
from tests.cast import Cast
from tests.sessions_stock import agreed_session, planned_session
from tests.stock import LATE_TALK

pytestmark = pytest.mark.django_db


def titles(person: Person) -> list[str]:
    """What waits for someone here; what other features say waits is theirs to test."""
    return [one.title for one in decisions(person)]


def test_a_session_whose_day_has_come_waits_for_the_pair(cast: Cast) -> None:
    pk = planned_session(cast)["pk"]
    for person in cast.people().values():
        waits = [one for one in waiting_for(person) if f"/sessions/{pk}/" in one.url]
        assert bool(waits) == (person in {cast.claire, cast.awa}), person.name
    Session.objects.update(planned_on=timezone.localdate() + timedelta(days=1))
    assert titles(cast.claire) == []
    Session.objects.update(planned_on=timezone.localdate() - timedelta(days=3))
    assert len(titles(cast.claire)) == 1
    # Who leads it holds or moves it; the agent has nothing to do about a day that went by.
    assert titles(cast.awa) == []


def test_an_agreement_past_its_date_waits_until_it_is_held(cast: Cast) -> None:
    session = access.sessions(cast.awa).get(**planned_session(cast))
    Session.objects.update(planned_on=timezone.localdate() + timedelta(days=1))
    yesterday = timezone.localdate() - timedelta(days=1)
    agreed = services.agree(session, "Relire", by=cast.claire, person=cast.awa, due_on=yesterday)
    assert len(titles(cast.claire)) == len(titles(cast.awa)) == 1
    assert "Relire" not in titles(cast.awa)[0]
    services.mark_agreement(agreed, by=cast.awa, done=True)
    assert titles(cast.claire) == titles(cast.awa) == []


def test_a_cue_not_looked_at_for_two_weeks_waits_for_each_in_turn(
    cast: Cast, client: Client
) -> None:
    today = timezone.localdate()
    cue = with_cue(cast, cast.awa, today - timedelta(days=20))
    assert len(titles(cast.claire)) == len(titles(cast.awa)) == 1
    client.force_login(cast.awa)
    client.get(reverse("sessions:cues"))
    assert titles(cast.awa) == []
    assert len(titles(cast.claire)) == 1
    client.force_login(cast.claire)
    client.get(reverse("sessions:session", args=[cue.session_id]))
    assert titles(cast.claire) == []
    long_ago = timezone.now() - timedelta(days=15)
    AgreedCue.objects.update(agent_looked_at=long_ago, manager_looked_at=timezone.now())
    assert (len(titles(cast.awa)), titles(cast.claire)) == (1, [])


def test_a_result_to_read_waits_until_it_is_read(cast: Cast, client: Client) -> None:
    cue = with_cue(cast, cast.awa, date(2026, 4, 1), 10)
    cue.follow_up.settled = True
    cue.follow_up.save()
    assert [one.title for one in decisions(cast.awa)] == ["Le suivi d’un repère est terminé"]
    client.force_login(cast.awa)
    client.get(reverse("sessions:cues"))
    assert titles(cast.awa) == []


def test_a_cue_just_begun_reminds_nobody(cast: Cast) -> None:
    with_cue(cast, cast.awa, timezone.localdate() - timedelta(days=5))
    assert titles(cast.claire) == titles(cast.awa) == []


def test_the_letter_is_sent_once_a_week_with_counts_and_links_alone(
    cast: Cast, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://boussole.example.com"
    session = access.sessions(cast.awa).get(**agreed_session(cast))
    today = timezone.localdate()
    assert digest.send_all(today) == 2
    assert digest.send_all(today) == 0
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "awa@example.com",
        "claire@example.com",
    ]
    for letter in mail.outbox:
        assert isinstance(letter, EmailMultiAlternatives)
        html = str(letter.alternatives[0][0])
        for body in (str(letter.body), html):
            assert "1 séance à venir" in body
            assert "https://boussole.example.com/sessions/" in body
            secrets = [said for _role, said in LATE_TALK]
            secrets += [note.text for note in access.notes(cast.awa)]
            secrets += [sentence_of(cue) for cue in queries.cues_of(cast.awa, session)]
            secrets += [
                "Jeanne",
                "Moulin",
                "fiche",
                "Awa Diop" if "claire" in letter.to[0] else "Claire Morel",
            ]
            assert [said for said in secrets if str(said) in body] == []
    assert AuditEntry.objects.get(action="sessions.reminded").details == {"count": 2}
    assert digest.send_all(today + timedelta(days=7)) <= 2


def test_without_an_address_the_letter_says_in_words_where_to_go(cast: Cast) -> None:
    agreed_session(cast)
    digest.send_all(timezone.localdate())
    for letter in mail.outbox:
        assert "ouvrez Séances" in letter.body
        assert "/sessions/" not in letter.body


def test_the_letter_is_in_the_person_s_language(cast: Cast) -> None:
    agreed_session(cast)
    Person.objects.filter(pk=cast.awa.pk).update(language="en")
    digest.send_all(timezone.localdate())
    letter = next(one for one in mail.outbox if one.to == ["awa@example.com"])
    assert letter.subject == "Your sessions and cues this week"
    assert "1 session coming up" in letter.body


def test_someone_who_says_no_is_not_written_to(cast: Cast, client: Client) -> None:
    agreed_session(cast)
    client.force_login(cast.awa)
    assert client.post(reverse("sessions:reminders"), {}).status_code == 302
    assert not digest.wants_letter(cast.awa)
    assert digest.send_all(timezone.localdate()) == 1
    assert [one.to for one in mail.outbox] == [["claire@example.com"]]
    client.post(reverse("sessions:reminders"), {"weekly": "on"})
    assert digest.wants_letter(cast.awa)


def test_nobody_is_written_to_about_nothing(cast: Cast) -> None:
    assert digest.send_all(timezone.localdate()) == 0
    assert mail.outbox == []
