"""The pages of commitments, as people use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.commitments import services, voting
from boussole.features.commitments.models import Consultation, Proposal
from boussole.features.metrics import decisions
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from tests import commitments_stock as stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
INDEX = "/commitments/"


def page(client: Client, person: Person, url: str, **data: str) -> str:
    client.force_login(person)
    return " ".join(client.get(url, data).content.decode().split())


def test_a_consultation_is_opened_and_filled(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    said = {
        "title": "Nos engagements",
        "purpose": "Ce que nous promettons.",
        "vote_opens_on": (today + timedelta(days=7)).isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
    }
    client.force_login(cast.claire)
    refused = client.post(reverse("commitments:new"), {**said, "team": cast.lyon.pk})
    assert "au moins cinq personnes" in refused.content.decode()
    client.force_login(cast.odile)
    client.post(reverse("commitments:new"), said)
    made = Consultation.objects.get()
    assert "Y prendre part" in page(client, cast.nina, INDEX)
    propose = reverse("commitments:propose", args=[made.pk])
    client.post(propose, {"sentence": "Nous rappelons."})
    assert not Proposal.objects.exists()
    client.post(propose, {"sentence": "Nous rappelons.", "looks_like": "À l’heure dite."})
    proposal = Proposal.objects.get()
    read = page(client, cast.awa, reverse("commitments:consultation", args=[made.pk]))
    assert "Nina Petit" in read
    assert reverse("commitments:reword", args=[proposal.pk]) not in read
    client.post(reverse("commitments:comment", args=[proposal.pk]), {"text": "Vraiment."})
    client.force_login(cast.nina)
    again = {"sentence": "Nous rappelons toujours.", "looks_like": "À l’heure dite."}
    client.post(reverse("commitments:reword", args=[proposal.pk]), again)
    read = page(client, cast.awa, reverse("commitments:consultation", args=[made.pk]))
    assert "Nous rappelons toujours." in read
    assert "Vraiment." in read


def test_one_s_ballot_is_shown_to_oneself(cast: Cast, client: Client) -> None:
    made = stock.voting_now(cast)
    first = made.proposals.order_by("pk")[0]
    url = reverse("commitments:ballot", args=[made.pk])
    waits = "Un vote est ouvert sur nos engagements"
    assert waits in [one.title for one in decisions.waiting_for(cast.awa)]
    client.force_login(cast.awa)
    client.post(url, {"supports": [first.pk]})
    ticked = f'value="{first.pk}" checked'
    assert ticked in page(client, cast.awa, url)
    assert ticked not in page(client, cast.bruno, url)
    assert waits not in [one.title for one in decisions.waiting_for(cast.awa)]
    client.force_login(cast.awa)
    client.post(reverse("commitments:take_ballot_back", args=[made.pk]))
    assert ticked not in page(client, cast.awa, url)


def test_a_ballot_page_is_kept_by_no_cache(cast: Cast, client: Client) -> None:
    made = stock.voting_now(cast)
    client.force_login(cast.awa)
    answer = client.get(reverse("commitments:ballot", args=[made.pk]))
    assert "no-store" in answer["Cache-Control"]


def test_authors_are_not_named_on_the_ballot(cast: Cast, client: Client) -> None:
    made = stock.voting_now(cast)
    ballot = page(client, cast.claire, reverse("commitments:ballot", args=[made.pk]))
    assert "Awa Diop" not in ballot
    assert "Awa Diop" in page(
        client, cast.claire, reverse("commitments:consultation", args=[made.pk])
    )


def test_everyone_reads_the_version_in_force_and_its_rules(cast: Cast, client: Client) -> None:
    line = stock.line_in_force(cast)["pk"]
    rule = playbook_in_force().rules[0]
    client.force_login(cast.odile)
    client.post(reverse("commitments:rules", args=[line]), {"rules": [rule.key]})
    for person in cast.people().values():
        if person.is_active:
            read = page(client, person, INDEX)
            assert "Nous disons ce que nous ne savons pas encore." in read
            assert reverse("playbook:rule", args=[rule.key]) in read
    history = page(client, cast.zoe, reverse("commitments:history"))
    assert "Version 1, adoptée le" in history


def test_a_team_s_commitments_are_its_own(cast: Cast, client: Client) -> None:
    stock.team_of_five(cast)
    of_lyon = {"team": str(cast.lyon.pk)}
    assert "Y prendre part" in page(client, cast.bruno, INDEX, **of_lyon)
    client.force_login(cast.nina)
    assert client.get(INDEX, of_lyon).status_code == 404
    assert client.get(INDEX, {"team": "x"}).status_code == 404
    assert "Facturation" not in page(client, cast.nina, INDEX)


def test_giving_up_asks_first(cast: Cast, client: Client) -> None:
    made = stock.company(cast)
    url = reverse("commitments:consultation", args=[made.pk])
    assert "Rien ne les fera revenir." in page(client, cast.odile, url)
    assert "Rien ne les fera revenir." not in page(client, cast.claire, url)
    client.force_login(cast.odile)
    client.post(reverse("commitments:cancel", args=[made.pk]))
    assert "a été abandonnée" in page(client, cast.awa, url)


@pytest.mark.parametrize(("who", "offers"), [("odile", True), ("awa", False), ("zoe", False)])
def test_an_empty_page_teaches(who: str, offers: bool, cast: Cast, client: Client) -> None:
    found = page(client, cast.people()[who], INDEX)
    assert "Une consultation dure quelques semaines" in found
    assert (reverse("commitments:new") in found) is offers


@pytest.mark.parametrize("which", ["index", "history", "consultation", "ballot"])
def test_a_page_asks_no_more_questions_for_more_rows(
    which: str, cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    stock.closed(cast)
    made = stock.voting_now(cast) if which == "ballot" else stock.company(cast)
    url = {
        "index": INDEX,
        "history": reverse("commitments:history"),
        "consultation": reverse("commitments:consultation", args=[made.pk]),
        "ballot": reverse("commitments:ballot", args=[made.pk]),
    }[which]
    client.force_login(cast.bruno)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    Consultation.objects.filter(pk=made.pk).update(state="writing")
    made.refresh_from_db()
    for person in (cast.claire, cast.malik, cast.bruno):
        more = services.propose(made, f"De {person.pk}", "Ainsi.", by=person)
        services.comment(more, "Oui.", by=cast.awa)
    if which in {"index", "history"}:
        for person in (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina):
            Consultation.objects.filter(pk=made.pk).update(state="voting")
            voting.vote(made, made.proposals.values_list("pk", flat=True), by=person)
        voting.advance(stock.days_ago(-30))
        stock.company(cast)
    else:
        state = "voting" if which == "ballot" else "writing"
        Consultation.objects.filter(pk=made.pk).update(state=state)
    with django_assert_num_queries(len(few)):
        client.get(url)
