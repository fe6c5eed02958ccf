"""The pages: what each role sees of the same facts, and nobody else's."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from boussole.features.metrics import decisions, services
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.models import Person
from tests.cast import Cast
from tests.stock import MONDAY, noun, store, weeks_of_facts


def page(client: Client, person: Person, url: str = "/") -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_facts_are_built_home_says_so(cast: Cast, client: Client) -> None:
    store(noun("a"))
    assert "Les indicateurs se préparent" in page(client, cast.claire)
    assert "Les indicateurs se préparent" in page(client, cast.odile, "/indicators/")


def test_a_manager_reads_the_week_of_their_team(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    home = page(client, cast.claire)
    assert "Semaine du 20 au 26\u00a0avril 2026" in home
    assert "Ce qui a changé, et qui est réel" in home
    assert "Où les clients peinent" in home
    assert "troisième fois" in home
    assert "jeanne.moulin@example.com" not in home


def test_another_team_s_manager_sees_none_of_it(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    assert "troisième fois" not in page(client, cast.malik)
    client.force_login(cast.malik)
    for url in ("/", "/indicators/", "/journey/", "/indicators/csat/"):
        assert client.get(url, {"team": cast.lyon.pk}).status_code == 404


def test_a_leader_reads_the_company_and_each_team(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    assert "Toute l’entreprise" in page(client, cast.odile)
    assert "troisième fois" in page(client, cast.odile, f"/?team={cast.lyon.pk}")


def test_situations_name_people_to_their_manager_alone(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    assert cast.awa.name in page(client, cast.claire)
    assert cast.awa.name not in page(client, cast.odile)


def test_an_agent_sees_their_own_conversations_and_no_one_else_s(
    cast: Cast, client: Client
) -> None:
    weeks_of_facts(cast)
    mine = page(client, cast.awa)
    assert "Vous avez mené 80 conversations" in mine
    assert "Bruno" not in mine
    assert "Nantes" not in mine
    assert "Vos conversations apparaîtront ici" in page(client, cast.bruno)


def test_an_administrator_reads_counts_and_no_conversation(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    kept = page(client, cast.zoe)
    assert "160 conversations" in kept
    assert "troisième fois" not in kept


def test_the_week_before_is_a_link_away(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    home = page(client, cast.claire)
    assert "/?week=2026-W16" in home
    assert "Semaine du 13 au 19\u00a0avril 2026" in page(client, cast.claire, "/?week=2026-W16")
    assert "Semaine du 20 au 26\u00a0avril 2026" in page(client, cast.claire, "/?week=nonsense")


def test_every_indicator_has_its_number_its_chart_and_its_false_alarms(
    cast: Cast, client: Client
) -> None:
    weeks_of_facts(cast)
    shown = page(client, cast.claire, "/indicators/")
    specs = re.findall(r'<script id="chart-(\w+)" type="application/json">(.*?)</script>', shown)
    assert {"effort_expressed", "contacts", "csat"} <= {name for name, _spec in specs}
    assert all(json.loads(spec)["datasets"]["weeks"] for _name, spec in specs)
    assert "Fausse alerte attendue" in shown


def test_the_rough_week_is_said_to_be_real(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    shown = page(client, cast.claire, "/indicators/effort_expressed/")
    assert "hors de la variation habituelle" in shown
    assert "Les conversations derrière" in shown


def test_a_figure_leads_to_its_conversations_within_scope(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    url = "/indicators/effort_expressed/conversations/?part=numerator"
    assert page(client, cast.claire, url).count("data-row-link") == 28
    assert "data-row-link" not in page(client, cast.malik, url)


def test_an_unknown_indicator_does_not_exist(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    client.force_login(cast.claire)
    assert client.get("/indicators/mood/").status_code == 404


def test_the_journey_names_steps_and_links_to_conversations(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    shown = page(client, cast.claire, "/journey/")
    assert "Payer" in shown
    assert "about=step%3Apay" in shown
    assert "about=billing.double_charge" in shown
    assert "period=2026-04-20..2026-04-26" in shown


def test_a_manager_without_a_team_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    weeks_of_facts(cast)
    cast.claire.memberships.all().delete()
    assert "Votre équipe manque" in page(client, cast.claire)
    client.force_login(cast.claire)
    assert client.get("/indicators/").status_code == 200


def test_later_features_say_what_waits(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks_of_facts(cast)
    monkeypatch.setattr(decisions, "_providers", [])
    decisions.register(lambda person: [Decision("Une règle est contestée", person.name, "/")])
    assert "Une règle est contestée" in page(client, cast.claire)


def test_more_conversations_cost_no_more_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    weeks_of_facts(cast)
    store(*[noun(f"more-{n}", at=MONDAY, team="team-lyon") for n in range(30)])
    services.rebuild_stale()
    for url in ("/", "/indicators/", "/journey/", "/indicators/csat/"):
        page(client, cast.claire, url)
        with django_assert_max_num_queries(31):
            client.get(url)
