"""The playbook's pages: everything a rule says is there, in the reader's language."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from boussole.core.playbook import default_playbook
from boussole.features.metrics import services as metrics
from boussole.features.organisation.services import change_profile
from tests.cast import Cast
from tests.stock import LATE_TALK, noun, store

pytestmark = pytest.mark.django_db
RULES = [rule.key for rule in default_playbook().rules]


def read(client: Client, name: str, **arguments: str) -> str:
    return client.get(reverse(name, kwargs=arguments)).content.decode()


def test_the_index_says_every_rule_in_one_sentence(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    page = read(client, "playbook:index")
    for rule in default_playbook().rules:
        assert rule.name.fr in page
        assert rule.sentence.fr in page
        assert rule.cue.fr in page


@pytest.mark.parametrize("key", RULES)
def test_a_rule_says_all_it_holds(key: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    page = read(client, "playbook:rule", key=key)
    rule = default_playbook()[key]
    for text in (rule.meaning, rule.matters, rule.cue, *rule.steps):
        assert text.fr in page
    for example in rule.examples:
        assert example.note.fr in page
    assert page.count("example-carries") == sum(example.expected for example in rule.examples)


def test_a_rule_in_english(cast: Cast, client: Client) -> None:
    change_profile(cast.claire, name=cast.claire.name, language="en", theme="light")
    client.force_login(cast.claire)
    page = read(client, "playbook:rule", key="late_escalation")
    assert default_playbook()["late_escalation"].meaning.en in page
    assert "in the next 2 replies of the agent, none of this" in page


def test_an_unknown_rule_does_not_exist(cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    assert client.get(reverse("playbook:rule", kwargs={"key": "unknown"})).status_code == 404


def test_only_readers_of_conversations_are_sent_to_them(cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    assert "situation=recovery" in read(client, "playbook:rule", key="recovery")
    client.force_login(cast.zoe)
    assert "situation=recovery" not in read(client, "playbook:rule", key="recovery")


def test_promises_are_shown_with_how_they_stand_to_those_who_see_figures(
    cast: Cast, client: Client
) -> None:
    store(*(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(12)))
    metrics.rebuild_stale()
    first, *_others = default_playbook().commitments
    client.force_login(cast.odile)
    page = read(client, "playbook:index")
    assert first.promise.fr in page
    assert "Douze dernières semaines, toute l’entreprise." in page
    assert "standing-" in page
    client.force_login(cast.awa)
    page = read(client, "playbook:index")
    assert first.promise.fr in page
    assert "standing-" not in page
