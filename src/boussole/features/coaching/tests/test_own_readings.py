"""Two readings of one situation: nobody reads the other's before handing in theirs, whatever they try."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.coaching import access, own_readings, queries
from boussole.features.coaching.errors import ReadingNotPossibleError
from boussole.features.coaching.models import OwnReading, Situation
from boussole.features.coaching.own_readings import Answers
from boussole.features.organisation.models import AuditEntry, Membership, Person
from boussole.features.organisation.services import join_team
from tests.cast import Cast
from tests.stock import situation_of_awa

pytestmark = pytest.mark.django_db
SECRET = Answers("Mot-secret-un", "Mot-secret-deux", "Mot-secret-trois")
OTHER = Answers("Il attend.", "Au message 4.", "Passer le relais.")


@pytest.fixture
def situation(cast: Cast) -> Situation:
    return Situation.objects.get(**situation_of_awa(cast))


def everything(client: Client, person: Person, situation: Situation) -> str:
    """Every page and every query that could show a reading to someone, as one text."""
    client.force_login(person)
    pages = [
        client.get(reverse("coaching:dissect", args=[situation.pk])),
        client.get(reverse("coaching:kept")),
        client.get(reverse("coaching:situations")),
        # A refused reading draws the page again.
        client.post(
            reverse("coaching:write_reading", args=[situation.pk]), {"happened": "Incomplet."}
        ),
    ]
    found = queries.readings(person, situation)
    written = queries.written(person)
    rows = [*([found.mine] if found.mine else []), *found.others, *written.readings]
    rows += access.readings(person)
    told = [json.dumps([row.happened, row.turned, row.would_try]) for row in rows]
    return " ".join([*(page.content.decode() for page in pages), *told, *found.waiting])


@pytest.mark.parametrize(("author", "reader"), [("awa", "claire"), ("claire", "awa")])
def test_what_is_handed_in_stays_closed_until_the_other_hands_theirs_in(
    cast: Cast, situation: Situation, client: Client, author: str, reader: str
) -> None:
    writes, reads = cast.people()[author], cast.people()[reader]
    own_readings.submit(situation, SECRET, by=writes)
    assert "Mot-secret" not in everything(client, reads, situation)
    assert queries.readings(reads, situation).waiting == [writes.name]
    own_readings.keep(situation, Answers("Un brouillon n’ouvre rien.", "", ""), by=reads)
    assert "Mot-secret" not in everything(client, reads, situation)
    own_readings.submit(situation, OTHER, by=reads)
    assert [one.happened for one in queries.readings(reads, situation).others] == [SECRET.happened]
    client.force_login(reads)
    page = client.get(reverse("coaching:dissect", args=[situation.pk])).content.decode()
    assert SECRET.would_try in page


def test_a_draft_is_its_author_s_alone_whatever_the_other_did(
    cast: Cast, situation: Situation, client: Client
) -> None:
    own_readings.keep(situation, SECRET, by=cast.awa)
    own_readings.submit(situation, OTHER, by=cast.claire)
    assert "Mot-secret" not in everything(client, cast.claire, situation)
    assert queries.readings(cast.claire, situation).waiting == []
    client.force_login(cast.awa)
    page = client.get(reverse("coaching:dissect", args=[situation.pk])).content.decode()
    assert SECRET.happened in page


def test_outsiders_never_read_either(cast: Cast, situation: Situation, client: Client) -> None:
    for person in (cast.awa, cast.claire):
        own_readings.submit(situation, SECRET, by=person)
    for outsider in (cast.bruno, cast.malik, cast.nina, cast.odile, cast.paul, cast.zoe, cast.hugo):
        assert not access.readings(outsider).exists()
        assert not queries.written(outsider).readings
        client.force_login(outsider)
        page = client.get(reverse("coaching:dissect", args=[situation.pk]))
        assert "Mot-secret" not in page.content.decode()


def test_a_second_manager_hands_theirs_in_too(
    cast: Cast, situation: Situation, client: Client
) -> None:
    join_team(cast.malik, cast.lyon, by=None, kind=Membership.Kind.MANAGER)
    own_readings.submit(situation, SECRET, by=cast.awa)
    own_readings.submit(situation, SECRET, by=cast.claire)
    assert "Mot-secret" not in everything(client, cast.malik, situation)
    own_readings.submit(situation, OTHER, by=cast.malik)
    assert len(queries.readings(cast.malik, situation).others) == 2


def test_an_author_may_show_theirs_early_and_the_other_s_says_so(
    cast: Cast, situation: Situation
) -> None:
    made = own_readings.submit(situation, SECRET, by=cast.awa)
    own_readings.show_early(made, by=cast.awa)
    assert [one.happened for one in queries.readings(cast.claire, situation).others] == [
        SECRET.happened
    ]
    later = own_readings.submit(situation, OTHER, by=cast.claire)
    assert later.informed
    assert not made.informed


def test_a_draft_cannot_be_shown_and_what_is_handed_in_is_not_rewritten(
    cast: Cast, situation: Situation
) -> None:
    draft = own_readings.keep(situation, Answers("Un début."), by=cast.awa)
    with pytest.raises(ReadingNotPossibleError):
        own_readings.show_early(draft, by=cast.awa)
    with pytest.raises(ReadingNotPossibleError):
        own_readings.submit(situation, Answers("Un début."), by=cast.awa)
    own_readings.submit(situation, SECRET, by=cast.awa)
    for again in (own_readings.keep, own_readings.submit):
        with pytest.raises(ReadingNotPossibleError):
            again(situation, OTHER, by=cast.awa)
    assert OwnReading.objects.get().happened == SECRET.happened


def test_withdrawing_erases_the_text_and_closes_the_other_s(
    cast: Cast, situation: Situation, client: Client
) -> None:
    made = own_readings.submit(situation, SECRET, by=cast.awa)
    own_readings.submit(situation, OTHER, by=cast.claire)
    own_readings.withdraw(made, by=cast.awa)
    assert "Mot-secret" not in everything(client, cast.claire, situation)
    assert "Mot-secret" not in everything(client, cast.awa, situation)
    assert queries.readings(cast.awa, situation).others == []
    assert queries.readings(cast.awa, situation).waiting == [cast.claire.name]
    again = own_readings.submit(situation, SECRET, by=cast.awa)
    assert again.informed


def test_withdrawing_before_reading_the_other_s_leaves_nothing(
    cast: Cast, situation: Situation
) -> None:
    own_readings.withdraw(own_readings.submit(situation, SECRET, by=cast.awa), by=cast.awa)
    assert not OwnReading.objects.exists()


def test_the_trail_says_what_was_done_and_never_the_words(cast: Cast, situation: Situation) -> None:
    own_readings.keep(situation, SECRET, by=cast.awa)
    made = own_readings.submit(situation, SECRET, by=cast.awa)
    own_readings.show_early(made, by=cast.awa)
    own_readings.withdraw(made, by=cast.awa)
    entries = AuditEntry.objects.filter(action__startswith="coaching.reading")
    assert sorted(one.action.rpartition("_")[2] for one in entries) == [
        "kept",
        "shown",
        "submitted",
        "withdrawn",
    ]
    assert "Mot-secret" not in json.dumps([one.details for one in entries])


def test_the_page_walks_through_it(cast: Cast, situation: Situation, client: Client) -> None:
    client.force_login(cast.awa)
    url = reverse("coaching:write_reading", args=[situation.pk])
    refused = client.post(url, {"do": "submit", "happened": "Un début."})
    assert refused.status_code == 422
    assert "Un début." in refused.content.decode()
    answers = {"happened": "a", "turned": "b", "would_try": "c"}
    assert client.post(url, {"do": "submit", **answers}).status_code == 302
    assert client.post(url, {"do": "submit", **answers}).status_code == 422
    assert client.post(reverse("coaching:show_reading", args=[situation.pk])).status_code == 302
    assert OwnReading.objects.get().shown_early
    assert client.post(reverse("coaching:withdraw_reading", args=[situation.pk])).status_code == 302
    assert not OwnReading.objects.exists()
