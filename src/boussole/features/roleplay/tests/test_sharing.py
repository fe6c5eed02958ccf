"""A play is its trainee's alone: who reads it once shared, what a suggestion says, and what nobody can count."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.roleplay import access, queries, services, suggesting
from boussole.features.roleplay.errors import CannotShareError
from boussole.features.roleplay.models import Play, ScenarioVersion, Suggestion
from boussole.features.roleplay.tests.test_plays import GOOD, begun, played, text_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def readers(cast: Cast, play: Play) -> set[str]:
    people = cast.people().items()
    return {name for name, one in people if access.readable_plays(one).filter(pk=play.pk).exists()}


def test_a_play_is_read_by_its_trainee_alone_until_it_is_shared(cast: Cast) -> None:
    play = played(cast.awa)
    assert readers(cast, play) == {"awa"}
    services.share(play, by=cast.awa)
    assert readers(cast, play) == {"awa", "claire"}
    services.unshare(play, by=cast.awa)
    assert readers(cast, play) == {"awa"}
    done = list(AuditEntry.objects.filter(action__startswith="roleplay").order_by("pk"))
    assert [(one.action, one.person, one.details) for one in done] == [
        ("roleplay.play_shared", cast.awa, {}),
        ("roleplay.play_unshared", cast.awa, {}),
    ]


def test_who_leaves_the_team_is_read_by_its_manager_no_more(cast: Cast) -> None:
    play = played(cast.awa)
    services.share(play, by=cast.awa)
    organisation.leave_team(cast.awa, cast.lyon, by=cast.zoe)
    assert readers(cast, play) == {"awa"}


def test_changing_a_shared_play_takes_it_back(cast: Cast) -> None:
    play = played(cast.awa)
    services.share(play, by=cast.awa)
    services.take_back(play, after=len(GOOD))
    assert readers(cast, play) == {"awa"}
    stopped = played(cast.awa, GOOD[:1])
    services.give_up(stopped)
    services.share(stopped, by=cast.awa)
    assert readers(cast, stopped) == {"awa", "claire"}
    services.resume(stopped)
    assert readers(cast, stopped) == {"awa"}


def test_only_what_is_over_is_shared_and_only_with_someone(cast: Cast) -> None:
    with pytest.raises(CannotShareError):
        services.share(begun(cast.awa), by=cast.awa)
    with pytest.raises(CannotShareError):
        services.share(played(cast.odile), by=cast.odile)


def test_a_manager_reads_what_was_shared_and_changes_nothing(cast: Cast, client: Client) -> None:
    play = played(cast.awa)
    client.force_login(cast.claire)
    look_back = reverse("roleplay:look_back", args=[play.pk])
    assert client.get(look_back).status_code == 404
    services.share(play, by=cast.awa)
    page = text_of(client, "roleplay:look_back", play.pk)
    assert "Awa Diop" in page
    assert reverse("roleplay:again", args=[play.pk]) not in page
    assert look_back in text_of(client, "roleplay:index")
    answer: dict[str, str] = {"text": "Bonjour", "after": "0"}
    for name in ("play", "answer", "take_back", "give_up", "again", "discard", "share", "unshare"):
        url = reverse(f"roleplay:{name}", args=[play.pk])
        ask = client.get if name == "play" else client.post
        assert ask(url, answer).status_code == 404


def test_nobody_else_can_tell_how_much_someone_plays(cast: Cast, client: Client) -> None:
    """What others see does not depend on how often one plays: neither pages, nor the trail, nor a column."""
    suggesting.suggest("late_parcel", to=cast.awa, note="", by=cast.claire)
    asked = ("/roleplay/", "/roleplay/scenario/late_parcel/", "/", "/settings/audit/")

    def seen() -> dict[str, list[str]]:
        pages = {}
        for name in ("claire", "malik", "odile", "bruno", "paul", "zoe"):
            client.force_login(cast.people()[name])
            pages[name] = [
                text_of_page
                for path in asked
                if (text_of_page := _without_tokens(client, path)) is not None
            ]
        return pages

    before = seen()
    for _many in range(3):
        played(cast.awa)
        begun(cast.awa)
        services.give_up(begun(cast.awa))
    assert seen() == before
    shared = played(cast.awa)
    services.share(shared, by=cast.awa)
    assert seen()["claire"] != before["claire"]
    services.unshare(shared, by=cast.awa)
    trail = AuditEntry.objects.filter(person=cast.awa, action__startswith="roleplay")
    assert {entry.action for entry in trail} == {"roleplay.play_shared", "roleplay.play_unshared"}
    numbers = {"PositiveIntegerField", "PositiveSmallIntegerField", "FloatField", "IntegerField"}
    fields = Play._meta.concrete_fields
    assert {one.name for one in fields if one.get_internal_type() in numbers} == {"seed"}


def _without_tokens(client: Client, path: str) -> str | None:
    response = client.get(path)
    if response.status_code != 200:
        return None
    text = response.content.decode()
    return text.replace(str(response.context["csrf_token"]), "")


def test_a_suggestion_shows_for_whom_it_is_meant_until_it_is_played(
    cast: Cast, client: Client
) -> None:
    suggesting.suggest("late_parcel", to=cast.lyon, note="Comme mardi.", by=cast.claire)
    meant = {name for name, one in cast.people().items() if queries.suggested_to(one)}
    assert meant == {"awa", "bruno"}
    client.force_login(cast.awa)
    assert "Comme mardi." in text_of(client, "roleplay:index")
    begun(cast.awa)
    assert queries.suggested_to(cast.awa)
    played(cast.awa)
    assert queries.suggested_to(cast.awa) == []
    assert len(queries.suggested_by(cast.claire)) == len(queries.suggested_to(cast.bruno)) == 1


def test_a_manager_suggests_through_the_page_and_takes_it_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    url = reverse("roleplay:suggest", args=["late_parcel"])
    stranger = client.post(url, {"to": f"agent-{cast.nina.pk}"})
    assert stranger.status_code == 422
    assert not Suggestion.objects.exists()
    page = client.post(url, {"to": f"agent-{cast.awa.pk}", "note": "À essayer."}, follow=True)
    (made,) = queries.suggested_to(cast.awa)
    assert reverse("roleplay:unsuggest", args=[made.pk]) in page.content.decode()
    client.post(url, {"to": f"agent-{cast.awa.pk}", "note": "Encore."})
    assert [one.note for one in queries.suggested_to(cast.awa)] == ["Encore."]
    (made,) = queries.suggested_by(cast.claire)
    client.post(reverse("roleplay:unsuggest", args=[made.pk]))
    assert queries.suggested_to(cast.awa) == []
    actions = AuditEntry.objects.filter(action="roleplay.scenario_suggested")
    assert {str(entry.details) for entry in actions} == {"{'scenario': 'late_parcel'}"}


def test_a_scenario_that_is_gone_is_suggested_no_more(cast: Cast, client: Client) -> None:
    suggesting.suggest("gone", to=cast.awa, note="", by=cast.claire)
    client.force_login(cast.awa)
    assert "Proposés pour vous" not in text_of(client, "roleplay:index")


def test_what_is_shared_costs_no_more_questions_when_there_is_more(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.claire)
    services.share(played(cast.awa), by=cast.awa)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("roleplay:index"))
    for person in (cast.awa, cast.bruno, cast.bruno):
        services.share(played(person), by=person)
    suggesting.suggest("late_parcel", to=cast.bruno, note="", by=cast.claire)
    with django_assert_num_queries(len(few)):
        client.get(reverse("roleplay:index"))


def test_a_play_is_written_nowhere_but_in_its_row(cast: Cast) -> None:
    played(cast.awa)
    trail = "".join(str(entry.details) for entry in AuditEntry.objects.all())
    assert GOOD[0] not in trail
    assert Person.objects.filter(pk=cast.awa.pk).exists()
    assert all(GOOD[0] not in version.text for version in ScenarioVersion.objects.all())
