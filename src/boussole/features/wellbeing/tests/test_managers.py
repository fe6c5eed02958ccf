"""Managers are asked as one group of the company: never of a team, never in a sum, from five answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.organisation.models import Person
from boussole.features.wellbeing import queries, waves
from boussole.features.wellbeing.models import Comment, Published, Wave
from tests.cast import Cast
from tests.wellbeing_stock import agents, answers, managers, people_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
WORDS = "Trop de réunions."


def run(cast: Cast, people: list[Person], day: date = TODAY, kind: str = "long") -> Wave:
    wave = waves.launch(kind, day, by=cast.odile)
    answers(wave, people)
    waves.settle_due(wave.closes_on)
    wave.refresh_from_db()
    return wave


def shown(wave: Wave) -> set[tuple[int | None, bool, int]]:
    return set(wave.published.values_list("team", "managers", "n"))


def test_fewer_than_five_managers_are_not_asked(cast: Cast) -> None:
    people_of_lyon(cast)
    managers(cast, 2)
    wave = waves.launch("short", TODAY, by=cast.odile)
    assert not wave.places.filter(team=None).exists()


def test_managers_are_one_group_and_in_no_other_figure(cast: Cast) -> None:
    lyon, leading = people_of_lyon(cast), managers(cast, 6)
    wave = run(cast, [*lyon, *leading])
    assert shown(wave) == {
        (None, False, len(lyon)),
        (cast.lyon.pk, False, len(lyon)),
        (None, True, len(leading)),
    }
    assert {row.n for row in queries.published([None])} == {len(lyon)}
    assert {row.n for row in queries.managers_published()} == {len(leading)}
    assert {line.figures.n for line in queries.managers_pulse().lines} == {len(leading)}
    assert queries.side_by_side(cast.odile, wave)[0].figures[0] == queries.figures_of(
        queries.published([None])[0]
    )


def test_four_managers_publish_nothing_and_the_teams_are_published_still(cast: Cast) -> None:
    lyon, leading = people_of_lyon(cast), managers(cast, 6)
    assert shown(run(cast, [*lyon, *leading[:4]])) == {
        (None, False, len(lyon)),
        (cast.lyon.pk, False, len(lyon)),
    }


def test_the_memory_holds_for_managers_too(cast: Cast) -> None:
    lyon, leading = people_of_lyon(cast), managers(cast, 6)
    run(cast, [*lyon, *leading[:7]])
    later = run(cast, [*lyon, *leading], TODAY + timedelta(days=20))
    assert not later.published.filter(managers=True).exists()
    assert later.published.filter(team=cast.lyon).exists()
    free = run(cast, [*lyon, *leading], TODAY + timedelta(days=20) + waves.MEMORY)
    assert free.published.filter(managers=True).exists()


def test_an_agent_who_becomes_a_manager_is_not_subtracted(cast: Cast) -> None:
    """They answered among Lyon's, then among managers': published twice, the parts would be them alone and the others."""
    lyon, leading = people_of_lyon(cast), managers(cast, 6)
    run(cast, lyon)
    Person.objects.filter(pk=lyon[0].pk).update(role="manager")
    lyon[0].memberships.update(kind="manager")
    later = waves.launch("long", TODAY + timedelta(days=20), by=cast.odile)
    assert later.places.get(person=lyon[0]).team is None
    answers(later, [*lyon, *leading])
    waves.settle_due(later.closes_on)
    assert not later.published.exists()


def test_how_many_managers_are_engaged_is_one_answer_each(cast: Cast) -> None:
    lyon, leading = people_of_lyon(cast), managers(cast, 10)
    assert queries.managers_engaged(TODAY) is None
    wave = waves.launch("long", TODAY, by=cast.odile)
    for place, person in enumerate([*leading, *lyon]):
        values = dict.fromkeys(wave.questions, 2 if place < 4 else 5)
        answers(wave, [person], values)
    waves.settle_due(wave.closes_on)
    assert queries.managers_engaged(TODAY) == (8, 12)
    assert queries.managers_engaged(wave.closes_on + timedelta(days=1)) is None


@pytest.mark.parametrize(("count", "kept"), [(9, 0), (10, 10)])
def test_what_managers_write_goes_to_the_leadership_from_ten(
    cast: Cast, client: Client, count: int, kept: int
) -> None:
    people_of_lyon(cast)
    leading = managers(cast, 10)
    agents(cast.nantes, 4)
    wave = waves.launch("short", TODAY, by=cast.odile)
    answers(wave, leading[:count], comment=WORDS)
    # Nine managers are not made ten by the comments of a few agents.
    answers(wave, list(Person.objects.filter(name__startswith="Pouls nantes")), comment=WORDS)
    waves.settle_due(wave.closes_on)
    assert Comment.objects.count() == kept
    client.force_login(cast.odile)
    assert (WORDS in client.get(reverse("wellbeing:company")).content.decode()) == bool(kept)
    client.force_login(cast.claire)
    for name in ("wellbeing:managers", "wellbeing:index"):
        assert WORDS not in client.get(reverse(name)).content.decode()


def test_a_manager_is_told_that_they_answer_among_managers(cast: Cast, client: Client) -> None:
    people_of_lyon(cast)
    managers(cast)
    waves.launch("short", TODAY, by=cast.odile)
    wave = Wave.objects.get()
    Wave.objects.update(closes_on=date(2099, 1, 1))
    client.force_login(cast.claire)
    text = client.get(reverse("wellbeing:answer")).content.decode()
    assert "Parmi les managers de toute l’entreprise" in text
    assert "Lyon" not in text.split("<main")[1]
    assert 'name="reader"' not in text
    posted = {**dict.fromkeys(wave.questions, "4"), "comment": WORDS}
    assert "pulse-code" in client.post(reverse("wellbeing:answer"), posted).content.decode()
    written = Comment.objects.get()
    assert (written.team, written.reader) == (None, Comment.Reader.COMPANY)


def test_managers_figures_are_rows_of_their_own(cast: Cast) -> None:
    run(cast, [*people_of_lyon(cast), *managers(cast, 6)])
    assert not Published.objects.exclude(team=None).filter(managers=True).exists()
