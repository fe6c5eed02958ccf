"""The pages of initiatives, as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.initiatives import services, trying
from boussole.features.initiatives.models import Comment, Initiative, Objection, Trial
from boussole.features.irritants import services as irritants
from boussole.features.metrics import decisions
from boussole.features.organisation.models import Person
from tests import initiatives_stock as stock
from tests.cast import Cast
from tests.irritants_stock import irritant_of_awa
from tests.recognition_stock import agents_of_lyon

pytestmark = pytest.mark.django_db
LIST = "/initiatives/"


def page(client: Client, person: Person, url: str, **data: str) -> str:
    client.force_login(person)
    return " ".join(client.get(url, data).content.decode().split())


def waits(person: Person) -> list[str]:
    return [one.title for one in decisions.waiting_for(person)]


def test_an_idea_is_proposed_and_may_be_withdrawn_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    said = {"line": "Rappeler la veille", "why": "Ils appellent.", "whom": "Les clients"}
    answer = client.post(reverse("initiatives:new"), said, follow=True).content.decode()
    made = Initiative.objects.get()
    assert (made.by, made.team, made.state) == (cast.awa, cast.lyon, "proposed")
    undo = reverse("initiatives:withdraw", args=[made.pk])
    assert undo in answer
    client.post(undo)
    assert "Rappeler la veille" not in page(client, cast.bruno, LIST)
    assert "Rappeler la veille" in page(client, cast.awa, LIST, list="own")


def test_it_may_start_from_what_someone_hears(cast: Cast, client: Client) -> None:
    heard = irritants.hear("process", "Le formulaire pour un formulaire", by=cast.awa)
    new = reverse("initiatives:new")
    reference = f"heard:{heard.pk}"
    assert heard.line in page(client, cast.awa, new, origin=reference)
    # Nina cannot read what Awa heard: the reference is not kept for her.
    assert heard.line not in page(client, cast.nina, new, origin=reference)
    said = {
        "line": "Un seul",
        "why": "Deux suffisent à perdre.",
        "whom": "Tous",
        "origin": reference,
    }
    client.post(new, said)
    assert Initiative.objects.get(by=cast.nina).origin == ""
    client.force_login(cast.awa)
    client.post(new, said)
    made = Initiative.objects.get(by=cast.awa)
    url = reverse("initiatives:initiative", args=[made.pk])
    assert made.origin == reference
    assert heard.line in page(client, cast.awa, url)
    assert heard.line not in page(client, cast.nina, url)
    irritants.take_back(heard, by=cast.awa)
    assert client.get(url).status_code == 200


def test_a_trial_is_announced_objected_to_and_announced_again(cast: Cast, client: Client) -> None:
    idea = stock.idea_of_awa(cast)
    scope = stock.scope_in(cast.lyon, timezone.localdate())
    said = {
        "what": scope.what,
        "where": scope.where,
        "teams": [cast.lyon.pk],
        "starts_on": scope.starts_on.isoformat(),
        "ends_on": scope.ends_on.isoformat(),
        "will_tell": scope.will_tell,
        "metric": "",
    }
    client.force_login(cast.awa)
    announce = reverse("initiatives:announce", args=[idea.pk])
    soon = client.post(announce, {**said, "starts_on": timezone.localdate().isoformat()})
    assert "commencez après ce jour" in soon.content.decode()
    client.post(announce, said)
    assert "Un essai est annoncé dans votre équipe" in waits(cast.claire)
    assert "Un essai est annoncé dans votre équipe" not in waits(cast.malik)
    to_object = reverse("initiatives:object", args=[idea.pk])
    assert to_object in page(client, cast.claire, reverse("initiatives:initiative", args=[idea.pk]))
    client.post(to_object, {"reason": "Trop large."})
    assert not Objection.objects.exists()
    client.post(to_object, {"reason": "Trop large.", "counter_proposal": "Le matin seulement."})
    assert "Un manager propose d’essayer autrement" in waits(cast.awa)
    again = page(client, cast.awa, announce)
    assert "Le matin seulement." in again
    assert scope.what in again
    client.post(announce, {**said, "where": "Le matin"})
    assert Trial.objects.count() == 2
    assert "Essais annoncés auparavant" in page(
        client, cast.nina, reverse("initiatives:initiative", args=[idea.pk])
    )


def test_a_trial_past_its_end_waits_for_its_story(cast: Cast, client: Client) -> None:
    idea = Initiative.objects.get(**stock.tried(cast))
    assert "Votre essai est terminé\N{NO-BREAK SPACE}: qu’a-t-il appris\u202f?" in waits(cast.awa)
    client.force_login(cast.awa)
    tell = reverse("initiatives:tell", args=[idea.pk])
    client.post(tell, {"learnt": "Un SMS suffit.", "outcome": "dropped"})
    told = page(client, cast.zoe, reverse("initiatives:initiative", args=[idea.pk]))
    assert "Un SMS suffit." in told
    assert "abandonnée" in told
    assert "Un SMS suffit" not in "".join(waits(cast.awa))
    assert idea.line in page(client, cast.paul, LIST, list="told")


def test_colleagues_are_in_and_comment(cast: Cast, client: Client) -> None:
    idea = stock.idea_of_awa(cast)
    url = reverse("initiatives:initiative", args=[idea.pk])
    client.force_login(cast.nina)
    client.post(reverse("initiatives:support", args=[idea.pk]))
    client.post(reverse("initiatives:comment", args=[idea.pk]), {"text": "Je l’essaierais aussi."})
    assert "En sont : Nina Petit" in page(client, cast.awa, LIST)
    assert "Je l’essaierais aussi." in page(client, cast.awa, url)
    client.post(reverse("initiatives:comment", args=[idea.pk]), {"text": ""})
    assert Comment.objects.count() == 1
    client.force_login(cast.nina)
    client.post(reverse("initiatives:no_longer_support", args=[idea.pk]))
    client.post(reverse("initiatives:remove_comment", args=[Comment.objects.get().pk]))
    assert "Nina Petit" not in page(client, cast.awa, url).split("<main")[1]


def test_an_administrator_reads_and_sets_the_delay(cast: Cast, client: Client) -> None:
    idea = stock.idea_of_awa(cast)
    read = page(client, cast.zoe, reverse("initiatives:initiative", args=[idea.pk]))
    assert reverse("initiatives:support", args=[idea.pk]) not in read
    assert reverse("initiatives:new") not in page(client, cast.zoe, LIST)
    client.post(reverse("initiatives:rule"), {"objection_days": "7"})
    assert services.objection_days() == 7
    client.post(reverse("initiatives:rule"), {"objection_days": "70"})
    assert services.objection_days() == 7


@pytest.mark.parametrize("which", ["under_way", "told", "own"])
def test_an_empty_list_teaches(which: str, cast: Cast, client: Client) -> None:
    found = page(client, cast.bruno, LIST, list=which)
    assert "Une initiative part de ce que vous voyez chaque jour" in found
    assert page(client, cast.zoe, LIST, list=which).count(reverse("initiatives:new")) == 0


def test_the_list_goes_page_by_page(cast: Cast, client: Client) -> None:
    for number in range(22):
        services.propose(f"Idée {number:02}", "Parce que", "Tous", by=cast.awa)
    first = page(client, cast.nina, LIST)
    assert ("Idée 21" in first, "Idée 01" in first) == (True, False)
    (before,) = {one.pk for one in Initiative.objects.filter(line="Idée 02")}
    older = page(client, cast.nina, LIST, list="under_way", before=str(before))
    assert ("Idée 01" in older, "Idée 02" in older) == (True, False)


def test_figures_are_for_the_teams_of_the_trial_until_it_is_told(
    cast: Cast, client: Client
) -> None:
    agents_of_lyon(cast, 3)
    idea = stock.idea_of_awa(cast)
    past = stock.days_ago(60)
    scope = stock.scope_in(cast.lyon, past.date(), metric="csat")
    trying.announce(idea, scope, by=cast.awa, now=past)
    trying.start_due(stock.days_ago(50))
    url = reverse("initiatives:initiative", args=[idea.pk])
    said = "Rien n’est encore mesuré"
    for person, reads in (
        (cast.awa, True),
        (cast.claire, True),
        (cast.odile, True),
        (cast.nina, False),
        (cast.malik, False),
        (cast.zoe, False),
        (cast.paul, False),
    ):
        assert (said in page(client, person, url)) is reads, person
    trying.tell(idea, "Un SMS suffit.", "kept", by=cast.awa)
    assert said in page(client, cast.nina, url)


@pytest.mark.parametrize("which", ["list", "initiative"])
def test_a_page_asks_no_more_questions_for_more_rows(
    which: str, cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    idea = Initiative.objects.get(**stock.told(cast))
    url = (
        f"{LIST}?list=told"
        if which == "list"
        else reverse("initiatives:initiative", args=[idea.pk])
    )
    client.force_login(cast.claire)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for person in (cast.nina, cast.malik, cast.odile):
        services.support(idea, by=person)
        services.comment(idea, "Oui.", by=person)
    stock.told(cast)
    stock.told(cast)
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_it_may_start_from_an_irritant_that_one_reads(cast: Cast, client: Client) -> None:
    found = irritant_of_awa(cast)
    new = reverse("initiatives:new")
    reference = f"irritant:{found.pk}"
    offered = page(client, cast.bruno, new)
    assert "Partir d’un irritant" in offered
    assert f"origin=irritant%3A{found.pk}" in offered
    assert "Partir d’un irritant" not in page(client, cast.nina, new)
    said = {"line": "Un seul", "why": "Deux suffisent.", "whom": "Tous", "origin": reference}
    client.force_login(cast.bruno)
    client.post(new, said)
    made = Initiative.objects.get()
    assert made.origin == reference
    url = reverse("initiatives:initiative", args=[made.pk])
    leads = reverse("irritants:irritant", args=[found.pk])
    assert leads in page(client, cast.claire, url)
    assert leads not in page(client, cast.nina, url)
