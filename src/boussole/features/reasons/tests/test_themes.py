"""Themes: found aside, kept with their date, shown within one's scope, made into reasons."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from boussole.features.conversations import models as conversations
from boussole.features.conversations import reading
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.reasons import queries, searching
from boussole.features.reasons.errors import SearchRunningError
from boussole.features.reasons.models import FoundTheme, ThemeSearch
from tests.cast import Cast
from tests.stock import MONDAY, TALK, WORKSHOPS, noun, store, themes_found

pytestmark = pytest.mark.django_db


def page(client: Client, person: Person, name: str = "themes", query: str = "") -> str:
    client.force_login(person)
    return unescape(client.get(reverse(f"reasons:{name}") + query).content.decode())


def test_a_search_finds_what_the_unknown_say_again_and_again(cast: Cast) -> None:
    store(noun("known"), noun("given", (("customer", WORKSHOPS[0]),), reason="autre chose"))
    themes_found(cast)
    search = queries.last_search()
    assert search is not None
    assert search.state == ThemeSearch.State.DONE
    assert search.contacts == len(WORKSHOPS)
    (found,) = search.themes.all()
    assert found.size == len(WORKSHOPS)
    assert "atelier couture" in found.terms
    assert (found.earlier, found.recent) == (0, len(WORKSHOPS))


def test_eight_weeks_before_the_last_contact_are_read(cast: Cast) -> None:
    themes_found(cast)
    long_ago = MONDAY - timedelta(weeks=9)
    store(
        *(noun(f"old-{n}", (("customer", said),), at=long_ago) for n, said in enumerate(WORKSHOPS))
    )
    searching.search_for_the_week()
    search = queries.last_search()
    assert search is not None
    assert search.contacts == len(WORKSHOPS)
    assert search.until == MONDAY + timedelta(days=len(WORKSHOPS) - 1)


def test_a_search_is_asked_for_once_and_done_aside(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    store(noun())
    client.force_login(cast.claire)
    client.post(reverse("reasons:search_themes"))
    assert AuditEntry.objects.get(action="reasons.themes_asked").person == cast.claire
    assert "Recherche en cours" in page(client, cast.claire)
    with pytest.raises(SearchRunningError):
        searching.ask_search(cast.malik)
    client.post(reverse("reasons:search_themes"))
    assert "Une recherche est déjà en cours." in page(client, cast.claire)
    ThemeSearch.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("reasons:search_themes"))
    assert "Aucun thème n’y revient" in page(client, cast.claire)


def test_a_search_that_never_ended_is_asked_for_again(cast: Cast) -> None:
    long_ago = timezone.now() - 2 * queries.LONGEST_SEARCH
    ThemeSearch.objects.create(state=ThemeSearch.State.RUNNING, asked_at=long_ago)
    assert not queries.is_searching()
    searching.ask_search(cast.claire)
    assert queries.is_searching()


def test_a_search_that_fails_says_so(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(noun())
    monkeypatch.setattr(searching, "themes", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        searching.search_for_the_week()
    assert "La dernière recherche n’a pas abouti" in page(client, cast.claire)
    assert not queries.is_searching()


def test_nothing_is_looked_for_where_there_is_nothing(cast: Cast, client: Client) -> None:
    searching.search_for_the_week()
    assert not ThemeSearch.objects.exists()
    assert "Pas encore de recherche" in page(client, cast.claire)


def test_old_searches_are_forgotten(cast: Cast) -> None:
    for _ in range(searching.KEPT_SEARCHES + 2):
        themes_found(cast)
    assert ThemeSearch.objects.count() == searching.KEPT_SEARCHES


def test_messages_are_masked_and_of_one_s_own_teams(cast: Cast, client: Client) -> None:
    said = f"Je suis Jeanne Moulin. {WORKSHOPS[0]}"
    store(noun("masked", (("customer", said), TALK[1]), at=MONDAY + timedelta(days=9)))
    themes_found(cast)
    mine = page(client, cast.claire)
    assert "atelier couture" in mine
    assert mine.count("<q>") == queries.SHOWN_EXAMPLES
    assert "Moulin" not in mine
    foreign = page(client, cast.malik)
    assert "9 contacts" in foreign
    assert "<q>" not in foreign
    assert "Aucun de ces contacts n’est dans vos équipes." in foreign
    without = page(client, cast.zoe)
    assert "<q>" not in without
    assert "Votre rôle ne donne pas accès aux conversations" in without


def test_a_theme_is_made_a_reason(cast: Cast, client: Client) -> None:
    themes_found(cast)
    theme = FoundTheme.objects.get()
    query = f"?theme={theme.pk}"
    assert f"{reverse('reasons:new_reason')}{query}" in page(client, cast.claire)
    form = page(client, cast.claire, "new_reason", query)
    assert "atelier couture\n" in form
    assert "l’atelier couture" in form
    given = {"label_fr": "Atelier couture", "family": "billing", "examples": "atelier couture"}
    client.post(reverse("reasons:new_reason") + query, given)
    theme.refresh_from_db()
    assert theme.reason == "billing.atelier_couture"
    assert "Devenu le motif" in page(client, cast.claire)
    reading.refresh_waiting()
    found = conversations.Reading.objects.filter(reason=theme.reason)
    assert found.count() == len(WORKSHOPS)


def test_a_theme_undone_can_be_made_a_reason_again(cast: Cast, client: Client) -> None:
    themes_found(cast)
    theme = FoundTheme.objects.get()
    client.force_login(cast.claire)
    given = {"label_fr": "Atelier couture", "family": "billing"}
    client.post(f"{reverse('reasons:new_reason')}?theme={theme.pk}", given)
    client.post(reverse("reasons:undo", args=[1]))
    theme.refresh_from_db()
    assert theme.reason == ""


@pytest.mark.parametrize("theme", ["0", "abc", "9" * 30, "-1"])
def test_a_theme_that_is_gone_is_an_empty_form(cast: Cast, client: Client, theme: str) -> None:
    assert "Depuis le thème" not in page(client, cast.claire, "new_reason", f"?theme={theme}")


def test_themes_cost_the_same_however_many_they_are(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    themes_found(cast)
    search = queries.last_search()
    assert search is not None
    first = FoundTheme.objects.get()
    for more in (0, 8):
        for place in range(1, more + 1):
            FoundTheme.objects.create(
                search=search, place=place, terms=["x"], members=first.members, size=8,
                earlier=0, recent=8, growth="steady",
            )  # fmt: skip
        client.force_login(cast.claire)
        with django_assert_max_num_queries(16):
            client.get(reverse("reasons:themes"))
