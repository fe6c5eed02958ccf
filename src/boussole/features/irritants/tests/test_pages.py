"""The pages of irritants: what they show, whom they do not name, what they refuse, and what they cost."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boussole.features.irritants import declaring, handling, presenting, queries
from boussole.features.irritants.models import Irritant, Step, Voice
from boussole.features.organisation import tokens
from tests import irritants_stock as stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_nobody_is_named_but_who_signed(cast: Cast, client: Client) -> None:
    made = stock.irritant_of_awa(cast)
    declaring.me_too(made, by=cast.bruno, on=stock.today(), times=1, minutes=30)
    for person in (cast.claire, cast.odile, cast.bruno):
        client.force_login(person)
        pages = _page(client, "/irritants/") + _page(client, f"/irritants/{made.pk}/")
        assert "Awa Diop" not in pages
        assert ("Bruno Lefèvre" in pages) == (person == cast.bruno)
        token = tokens.make_token(person, "test")[1]
        told = Client().get(
            f"/api/irritants/{made.pk}", headers={"Authorization": f"Bearer {token}"}
        )
        assert told.status_code == 200
        assert "Awa" not in json.dumps(told.json())
    declaring.change(made, by=cast.awa, what=stock.WHAT, detail="", hurts="both", signed=True)
    client.force_login(cast.claire)
    assert "Awa Diop" in _page(client, "/irritants/")


def test_me_too_is_undone_and_figures_are_optional(cast: Cast, client: Client) -> None:
    made = stock.irritant_of_awa(cast)
    client.force_login(cast.bruno)
    client.post(f"/irritants/{made.pk}/me-too/", {"from": "list"})
    assert "2 personnes, dont 1 a chiffré" in _page(client, "/irritants/").replace("\u00a0", " ")
    client.post(f"/irritants/{made.pk}/not-me/")
    assert not Voice.objects.filter(by=cast.bruno).exists()
    client.post(f"/irritants/{made.pk}/me-too/", {"times": "-3", "minutes": "x"})
    assert not Voice.objects.filter(by=cast.bruno).exists()


def test_a_person_counts_once_wherever_they_said_it(cast: Cast, client: Client) -> None:
    first, said = stock.irritant_of_awa(cast), stock.irritant_of_awa(cast, by=cast.bruno)
    client.force_login(cast.claire)
    client.post(f"/irritants/{said.pk}/join/", {"first": first.pk})
    client.force_login(cast.bruno)
    moved = client.get(f"/irritants/{said.pk}/")
    assert moved.status_code == 302
    assert moved["Location"] == f"/irritants/{first.pk}/"
    client.post(f"/irritants/{first.pk}/me-too/", {"times": "10", "minutes": "30"})
    assert Voice.objects.filter(by=cast.bruno).count() == 1
    assert queries.costs([first])[first.pk].hours == 6
    client.force_login(cast.claire)
    client.post(f"/irritants/{said.pk}/separate/")
    assert queries.costs([first])[first.pk].hours == 1


def test_similar_ones_are_proposed_to_who_may_merge_them(cast: Cast, client: Client) -> None:
    made = stock.irritant_of_awa(cast)
    other = declaring.declare(
        "Obtenir un formulaire : un formulaire", by=cast.bruno, on=stock.today()
    )
    address = f"/irritants/{made.pk}/"
    for person, proposed in ((cast.awa, True), (cast.claire, True), (cast.bruno, False)):
        client.force_login(person)
        assert ("Peut-être le même" in _page(client, address)) == proposed
    client.force_login(cast.nina)
    hidden = client.post(f"/irritants/{made.pk}/join/", {"first": other.pk})
    assert hidden.status_code == 404


def test_the_whole_story_by_posting(cast: Cast, client: Client) -> None:
    made = stock.irritant_of_awa(cast)
    department = stock.department_of_denis(cast)
    address = f"/irritants/{made.pk}/"
    client.force_login(cast.claire)
    client.post(f"{address}assign/", {"to": "nobody:1"})
    assert not Step.objects.exists()
    client.post(f"{address}assign/", {"to": f"department:{department.pk}"})
    client.post(f"{address}link/", {"reasons": ["billing.double_charge"], "contact_minutes": "7"})
    client.post(f"{address}link/", {"reasons": ["no.such_reason"]})
    client.force_login(cast.denis)
    client.post(f"{address}take/")
    client.post(f"{address}owner-answer/", {"answer": "Oui.", "fixing": ""})
    client.post(f"{address}owner-answer/", {"answer": "Oui.", "fixing": "yes"})
    client.post(f"{address}resolve/", {"on": "2019-01-01"})
    client.post(f"{address}resolve/", {"on": stock.today().isoformat(), "how": "Retiré."})
    made.refresh_from_db()
    assert (made.state, made.reasons, made.contact_minutes) == (
        "resolved",
        ["billing.double_charge"],
        7,
    )
    page = _page(client, address)
    assert "Retiré." in page
    client.force_login(cast.awa)
    client.post(f"{address}cost-now/", {"times": "", "minutes": ""})
    client.post(f"{address}cost-now/", {"times": "2", "minutes": ""})
    assert Voice.objects.get(by=cast.awa).now_on is None
    client.post(f"{address}cost-now/", {"times": "0"})
    assert "rien de mesuré" not in _page(client, address)
    client.post(f"{address}cost-unsaid/")
    assert Voice.objects.get(by=cast.awa).now_on is None


def test_steps_are_undone_from_the_page(cast: Cast, client: Client) -> None:
    made = stock.irritant_of_awa(cast)
    client.force_login(cast.claire)
    client.post(f"/irritants/{made.pk}/take/")
    step = Step.objects.get()
    made.refresh_from_db()
    assert made.owner == cast.claire
    assert made.due_on is not None
    client.force_login(cast.odile)
    assert client.post(f"/irritants/{made.pk}/steps/{step.pk}/undo/").status_code == 404
    client.force_login(cast.claire)
    client.post(f"/irritants/{made.pk}/steps/{step.pk}/undo/")
    again = Irritant.objects.get()
    assert not again.has_owner
    assert again.due_on is None
    assert again.state == "proposed"


def test_late_answers_are_shown_to_all_who_read_it(cast: Cast, client: Client) -> None:
    made = Irritant.objects.get(pk=stock.given_to_denis(cast)["pk"])
    Irritant.objects.filter(pk=made.pk).update(due_on="2020-01-06")
    for person in (cast.awa, cast.bruno, cast.claire, cast.denis):
        client.force_login(person)
        assert "était attendue avant le 6 janvier 2020" in _page(client, f"/irritants/{made.pk}/")


def test_rankings_go_on_page_after_page(cast: Cast) -> None:
    made = [stock.irritant_of_awa(cast, times=float(at)) for at in range(queries.SHOWN + 3)]
    first = presenting.page(cast.awa, queries.OPEN, "", None, stock.today())
    rest = presenting.page(cast.awa, queries.OPEN, "", first.next, stock.today())
    shown = [row.irritant for row in (*first.rows, *rest.rows)]
    assert shown == made[::-1]
    assert rest.next is None
    assert presenting.page(cast.awa, queries.OPEN, "", 0, stock.today()).rows == first.rows


@pytest.mark.parametrize("address", ["irritants:index", "irritants:asked"])
def test_a_list_costs_the_same_with_one_and_with_twelve(
    cast: Cast, client: Client, address: str
) -> None:
    client.force_login(cast.claire)
    spent = []
    for more in (1, 11):
        for _ in range(more):
            made = stock.irritant_of_awa(cast)
            declaring.me_too(made, by=cast.bruno, on=stock.today(), times=2)
            handling.assign(made, by=cast.odile, on=stock.today(), owner=cast.claire)
        with CaptureQueriesContext(connection) as run:
            assert client.get(reverse(address)).status_code == 200
        spent.append(len(run))
    assert spent[0] == spent[1]
