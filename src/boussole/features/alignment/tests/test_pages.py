"""The alignment pages: opening, judging, and what the curious find before a session closes: nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.alignment import queries, services
from boussole.features.alignment.models import Answer, Session, SoftwareReading
from boussole.features.alignment.services import Said
from boussole.features.metrics import decisions
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.organisation.services import change_profile
from tests.alignment_stock import (
    RULE,
    answer_all,
    close,
    join_lyon,
    open_session,
    place_of,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def url(name: str, session: Session, **more: Any) -> str:
    return reverse(f"alignment:{name}", kwargs={"pk": session.pk, **more})


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def given(says: str = "met", **more: str) -> dict[str, str]:
    return {
        f"{RULE}-{name}": value for name, value in {"says": says, "sure": "sure", **more}.items()
    }


def alternating(place: int, _rule: str) -> str:
    return "met" if place % 2 else "not_met"


def test_a_manager_opens_a_session(facts: Cast, client: Client) -> None:
    client.force_login(facts.claire)
    page = client.get(reverse("alignment:new"))
    offered = page.context["form"].fields["people"].choices
    assert [name for name, _people in offered] == ["Lyon"]
    closes_on = timezone.localdate() + timedelta(days=5)
    posted = {
        "rules": [RULE, "recovery"],
        "people": [facts.claire.pk, facts.awa.pk],
        "count": "6",
        "closes_on": closes_on.isoformat(),
    }
    page = client.post(reverse("alignment:new"), posted, follow=True)
    session = Session.objects.get()
    assert page.redirect_chain[0][0] == url("session", session)
    assert [one.rule for one in session.rules.all()] == [RULE, "recovery"]
    assert set(session.teams.all()) == {facts.lyon}
    assert timezone.localtime(session.closes_at).date() == closes_on + timedelta(days=1)


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"people": []}, "Invitez au moins deux personnes."),
        ({"rules": []}, "Choisissez une règle au moins."),
        ({"rules": [RULE, "recovery", "derailment", "exemplary"]}, "Gardez 3 règles au plus."),
        ({"closes_on": "2020-01-01"}, "d’ici 60 jours"),
    ],
)
def test_what_lacks_is_said(posted: dict[str, Any], said: str, facts: Cast, client: Client) -> None:
    client.force_login(facts.claire)
    good = {
        "rules": [RULE],
        "people": [facts.claire.pk, facts.awa.pk],
        "count": "6",
        "closes_on": timezone.localdate().isoformat(),
    }
    page = client.post(reverse("alignment:new"), good | posted)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Session.objects.exists()


def test_people_of_other_teams_cannot_be_invited(facts: Cast, client: Client) -> None:
    client.force_login(facts.claire)
    posted = {
        "rules": [RULE],
        "people": [facts.claire.pk, facts.nina.pk],
        "count": "6",
        "closes_on": timezone.localdate().isoformat(),
    }
    assert client.post(reverse("alignment:new"), posted).status_code == 422


def test_a_situation_shows_neither_names_nor_what_was_read(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.bruno)
    page = text_of(client, url("judge", session, place=1))
    main = page.split("<main")[1].split("</main>")[0]
    for word in ("Awa", "Jeanne", "chosen-", "borderline", "late_escalation</", "logiciel"):
        assert word not in main
    assert "Y voyez-vous" in main
    entry = AuditEntry.objects.get(action="alignment.situation_opened")
    assert (entry.person, entry.details) == (
        facts.bruno,
        {"situation": queries.own_items(place_of(session, facts.bruno))[0].place},
    )


def test_judging_leads_from_one_situation_to_the_next(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.claire)
    page = client.post(url("judge", session, place=1), given(sure="hesitating"))
    assert page["Location"] == url("judge", session, place=2)
    kept = Answer.objects.get()
    assert (kept.says, kept.sure, kept.turn) == ("met", False, None)
    page = client.get(url("judge", session, place=1))
    assert re.search(r'value="met"[^>]*checked', page.content.decode())
    page = client.post(
        url("judge", session, place=6), {**given("not_applicable"), "towards": "list"}
    )
    assert page["Location"] == url("session", session)


def test_an_answer_is_asked_for(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.claire)
    page = client.post(url("judge", session, place=1), {f"{RULE}-sure": "sure"})
    assert page.status_code == 422
    assert "Choisissez une réponse." in page.content.decode()
    assert not Answer.objects.exists()


def test_a_passage_and_a_remark_are_kept(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.claire)
    item = queries.own_items(place_of(session, facts.claire))[0]
    first = item.messages[0]["text"]
    more = {"turn": "0", "words": first[3:20], "remark": "Dès le début.", "signed": "on"}
    client.post(url("judge", session, place=1), given(**more))
    kept = Answer.objects.get()
    assert first[kept.start : kept.end].strip() == first[3:20].strip()
    assert (kept.turn, kept.remark, kept.signed) == (0, "Dès le début.", True)
    page = client.post(url("judge", session, place=1), given(turn="0", words="mots inventés"))
    assert "Ces mots ne se trouvent pas dans le message 1" in page.content.decode()


def test_handing_in_waits_for_every_answer(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.awa)
    assert "Rendre mes réponses" not in text_of(client, url("session", session))
    page = client.post(url("submit", session), follow=True)
    assert "Il reste des situations sans réponse" in page.content.decode()
    answer_all(session, facts.awa, alternating, submit=False)
    assert "Rendre mes réponses" in text_of(client, url("session", session))
    page = client.post(url("submit", session), follow=True)
    assert "Vos réponses sont rendues" in page.content.decode()
    assert client.get(url("judge", session, place=1))["Location"] == url("session", session)


def curious(facts: Cast) -> list[Person]:
    return [facts.claire, facts.awa, facts.bruno, facts.odile]


def test_the_curious_find_nothing_while_a_session_is_open(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    secret = "Une remarque que nul ne lit encore"
    mine = place_of(session, facts.awa)
    for item in queries.own_items(mine):
        said = Said("met", sure=True, turn=0, remark=secret, signed=True)
        services.judge(mine, item, {RULE: said}, by=facts.awa)
    services.submit(mine, by=facts.awa)
    answer_all(session, facts.bruno, alternating)
    for person in curious(facts):
        client.force_login(person)
        assert client.get(url("results", session)).status_code == 404
        assert client.get(url("debate", session, place=1)).status_code == 404
        assert client.get(reverse("alignment:history", kwargs={"key": RULE})).status_code == 404
        for address in (reverse("alignment:index"), url("session", session)):
            assert secret not in text_of(client, address)
    client.force_login(facts.claire)
    before = text_of(client, url("judge", session, place=1))
    assert secret not in before
    # Nothing on the page depends on what others, or the software, said.
    Answer.objects.update(says="not_met", turn=1)
    SoftwareReading.objects.update(found=False, nearness="without")
    strip = re.compile(r"csrf\w*[^>]*|X-CSRFToken[^}]*")
    assert strip.sub("", text_of(client, url("judge", session, place=1))) == strip.sub("", before)


def test_one_s_own_answers_are_one_s_own(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    answer_all(session, facts.claire, lambda _place, _rule: "not_applicable", submit=False)
    client.force_login(facts.bruno)
    page = text_of(client, url("judge", session, place=1))
    assert not re.search(r'value="(met|not_met|not_applicable)"[^>]*checked', page)
    assert "répondu</span>" not in text_of(client, url("session", session))


def test_a_session_of_others_does_not_exist(facts: Cast, client: Client) -> None:
    session = open_session(facts, facts.claire, facts.awa)
    closed = close(open_session(facts, facts.claire, facts.awa))
    for person in (facts.bruno, facts.malik, facts.nina):
        client.force_login(person)
        for address in (
            url("session", session),
            url("judge", session, place=1),
            url("results", closed),
            url("debate", closed, place=1),
        ):
            assert client.get(address).status_code == 404
        assert client.post(url("submit", session)).status_code == 404
        assert client.post(url("judge", session, place=1), given()).status_code == 404


def test_a_leader_reads_results_and_does_not_judge(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.odile)
    assert "Vos réponses" not in text_of(client, url("session", session))
    assert client.get(url("judge", session, place=1)).status_code == 404
    close(session)
    assert client.get(url("session", session))["Location"] == url("results", session)
    text_of(client, url("results", session))


def test_home_says_what_waits(facts: Cast, client: Client) -> None:
    session = open_session(facts, facts.claire, facts.awa)
    for person in (facts.claire, facts.awa):
        client.force_login(person)
        page = text_of(client, reverse("home"))
        assert url("session", session) in page
        assert "Des situations attendent votre avis" in page
    assert decisions.waiting_for(facts.bruno) == []
    Session.objects.update(closes_at=timezone.now() + timedelta(hours=20))
    (one,) = decisions.waiting_for(facts.awa)
    assert "se termine bientôt" in one.detail
    answer_all(session, facts.awa, alternating)
    assert decisions.waiting_for(facts.awa) == []


def test_the_only_manager_is_told_that_they_are_a_group_of_one(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    client.force_login(facts.claire)
    assert "Vous êtes le seul manager" in text_of(client, url("session", session))
    client.force_login(facts.awa)
    assert "Vous êtes le seul manager" not in text_of(client, url("session", session))


def test_the_list_costs_the_same_with_more_sessions(
    facts: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(facts.claire)
    open_session(facts)
    close(open_session(facts))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("alignment:index"))
    for seed in range(3):
        open_session(facts, seed=seed)
        close(open_session(facts, seed=seed, rules=(RULE, "recovery")))
    with django_assert_num_queries(len(few)):
        client.get(reverse("alignment:index"))


def test_results_cost_the_same_with_more_people_and_situations(
    facts: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(facts.claire)
    small = open_session(facts, facts.claire, facts.awa)
    for person in (facts.claire, facts.awa):
        answer_all(small, person, alternating)
    with CaptureQueriesContext(connection) as few:
        client.get(url("results", small))
    others = join_lyon(facts, 4)
    large = open_session(facts, facts.claire, facts.awa, *others, count=12)
    for person in (facts.claire, facts.awa, *others):
        answer_all(large, person, alternating)
    with django_assert_num_queries(len(few)):
        client.get(url("results", large))


def test_english_is_written(facts: Cast, client: Client) -> None:
    session = open_session(facts)
    change_profile(facts.claire, name="Claire Morel", language="en", theme="light")
    client.force_login(facts.claire)
    page = text_of(client, url("judge", session, place=1))
    assert "Situation 1 of 6" in page
    assert "Do you see" in page
