"""Lists: every conversation of one's scope once, in order, at any depth, at a fixed cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from boussole.core.conversations import Party
from boussole.core.text import Text
from boussole.features.conversations import models, queries, reading, services
from boussole.features.conversations.filters import Filter, Sort
from boussole.features.conversations.forms import FilterForm
from boussole.features.conversations.rows import Mark, rows
from boussole.features.organisation.models import Person
from tests.cast import Cast
from tests.stock import MONDAY, TALK, noun, store

pytestmark = pytest.mark.django_db
CALM = (("customer", "Bonjour, quels sont vos horaires ?"), ("agent", "De 9 h à 18 h."))
ANGRY = (
    ("customer", "C’est inadmissible, je suis furieux, c’est une honte."),
    ("agent", "Bonjour."),
)


def walk(person: Person, asked: Filter, size: int = 3) -> list[int]:
    """Every id of a list, page after page."""
    cursor, ids = queries.Cursor(), list[int]()
    while True:
        page = queries.page(person, asked, cursor, size)
        ids += [row.pk for row in page.rows]
        if page.next is None:
            return ids
        cursor = queries.Cursor(page.next)


def walk_back(person: Person, asked: Filter, last: int, size: int = 3) -> list[int]:
    """The ids before a key, page after page, in the order of the list."""
    cursor, ids = queries.Cursor(last, back=True), list[int]()
    while True:
        page = queries.page(person, asked, cursor, size)
        ids = [row.pk for row in page.rows] + ids
        if page.previous is None:
            return ids
        cursor = queries.Cursor(page.previous, back=True)


@pytest.fixture
def stock(cast: Cast) -> list[int]:
    """Ten conversations: Awa's of Lyon but every third, Nina's of Nantes; two at the same second."""
    talks = (TALK, CALM, ANGRY)
    return store(
        *(
            noun(
                f"c-{n}",
                talks[n % 3],
                at=MONDAY + timedelta(days=n // 2),
                agent="agent-nina" if n % 3 == 0 else "agent-awa",
                channel="chat" if n % 2 else "email",
                reason="billing.double_charge" if n < 4 else None,
                customer=Party(id=f"client-{n // 2}", name="Jeanne Moulin"),
            )
            for n in range(10)
        )
    )


@pytest.mark.parametrize("words", ["", "bonjour"])
@pytest.mark.parametrize("sort", ["newest", "oldest", "tension"])
def test_pages_hold_each_conversation_once(
    cast: Cast, stock: list[int], sort: Sort, words: str
) -> None:
    asked = Filter(sort=sort, words=words)
    found = walk(cast.odile, asked)
    assert sorted(found) == sorted(stock)
    if sort != "tension":
        keys = dict(models.Reading.objects.values_list("pk", "newest_key"))
        in_order = sorted(stock, key=lambda pk: keys[pk], reverse=sort == "newest")
        assert found == in_order
    column = "tension_key" if sort == "tension" else "newest_key"
    last = models.Reading.objects.values_list(column, flat=True).get(pk=found[-1])
    assert walk_back(cast.odile, asked, last) == found[:-1]


def test_the_most_tense_come_first(cast: Cast, stock: list[int]) -> None:
    found = walk(cast.odile, Filter(sort="tension"))
    peaks = dict(models.Reading.objects.values_list("pk", "tension_peak"))
    levels = [round(peaks[pk]) for pk in found]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > levels[-1]


@pytest.mark.parametrize(
    ("who", "count"),
    [
        *(("odile", 10), ("paul", 10), ("claire", 6), ("malik", 4), ("awa", 6), ("nina", 4)),
        *(("bruno", 0), ("zoe", 0), ("hugo", 0)),
    ],
)
@pytest.mark.parametrize("words", ["", "bonjour OR furieux"])
def test_each_person_sees_their_scope_alone(
    cast: Cast, stock: list[int], who: str, count: int, words: str
) -> None:
    page = queries.page(cast.people()[who], Filter(words=words))
    assert len(page.rows) == page.count.number == count


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (Filter(channel="chat"), [9, 7, 5, 3, 1]),
        (Filter(about="billing"), [9, 6, 3, 2, 1, 0]),
        (Filter(about="billing.double_charge"), [3, 2, 1, 0]),
        (Filter(about="step:pay"), [9, 6, 3, 2, 1, 0]),
        (Filter(period="2026-03-03..2026-03-04"), [5, 4, 3, 2]),
        (Filter(expressing="repeat_contact"), [9, 6, 3, 0]),
        (Filter(period="1w"), []),
    ],
)
@pytest.mark.parametrize("words", ["", "bonjour OR furieux"])
def test_filters_keep_what_they_say_with_and_without_words(
    cast: Cast, stock: list[int], asked: Filter, places: list[int], words: str
) -> None:
    page = queries.page(cast.odile, Filter(**{**vars(asked), "words": words}))
    assert [row.pk for row in page.rows] == [stock[place] for place in places]
    assert page.count.number == len(places)


def test_a_team_is_a_filter_within_the_scope(cast: Cast, stock: list[int]) -> None:
    asked = Filter(team=cast.nantes.pk)
    assert queries.page(cast.odile, asked).count.number == 4
    assert queries.page(cast.claire, asked).count.number == 0


def test_a_situation_is_found(cast: Cast, stock: list[int]) -> None:
    models.Reading.objects.update(situations=" ")
    models.Reading.objects.filter(pk=stock[2]).update(situations=" late_escalation recovery ")
    for kind, places in (("recovery", [2]), ("late_escalation", [2]), ("derailment", [])):
        page = queries.page(cast.odile, Filter(situation=kind))
        assert [row.pk for row in page.rows] == [stock[place] for place in places]


def test_a_companys_own_rules_are_named_and_filtered_one_by_one(
    cast: Cast, stock: list[int]
) -> None:
    shipped = reading.frame()
    own = [
        shipped.playbook["recovery"].model_copy(
            update={"key": key, "kind": "to_thank", "name": Text(fr=name, en=name)}
        )
        for key, name in (("workaround", "Contournement"), ("next_update", "Prochain point"))
    ]
    frame = replace(
        shipped,
        playbook=shipped.playbook.model_copy(update={"rules": (*shipped.playbook.rules, *own)}),
    )
    models.Reading.objects.update(situations=" ")
    models.Reading.objects.filter(pk=stock[2]).update(situations=" next_update withdrawn ")
    page = queries.page(cast.odile, Filter(situation="next_update"))
    (row,) = rows(page.rows, frame=frame)
    assert row.marks == [Mark("Prochain point", success=True)]
    assert queries.page(cast.odile, Filter(situation="workaround")).count.number == 0
    asked = str(FilterForm(Filter(situation="withdrawn"), cast.odile, frame)["situation"])
    offered = ("workaround", "next_update", "withdrawn", "recovery")
    assert [key for key in offered if f'value="{key}"' not in asked] == []


def test_without_an_index_the_first_words_are_searched_and_it_is_said(
    cast: Cast, stock: list[int]
) -> None:
    reading.index().clear()
    page = queries.page(cast.odile, Filter(words="horaires"))
    assert page.without_index
    assert [row.pk for row in page.rows] == stock[7::-3]
    assert services.reindex() == 10
    assert not queries.page(cast.odile, Filter(words="horaires")).without_index


def test_what_left_the_scope_since_it_was_indexed_is_not_shown(
    cast: Cast, stock: list[int]
) -> None:
    models.Reading.objects.filter(pk=stock[4]).update(team=cast.nantes, agent=cast.nina)
    found = queries.page(cast.claire, Filter(words="bonjour OR furieux"))
    assert stock[4] not in [row.pk for row in found.rows]


def test_counting_stops_where_nobody_counts_any_more(
    cast: Cast, stock: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_COUNTED", 7)
    assert queries.page(cast.odile, Filter()).count == queries.Count(7, more=True)
    assert queries.page(cast.claire, Filter()).count == queries.Count(6)


@pytest.mark.parametrize("words", ["", "bonjour"])
def test_a_page_costs_the_same_whatever_it_holds(
    cast: Cast,
    stock: list[int],
    words: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for size in (1, 10):
        with django_assert_max_num_queries(3):
            page = queries.page(cast.odile, Filter(words=words), size=size)
            assert [row.conversation.customer and row.conversation.agent for row in page.rows]


def test_the_other_contacts_of_a_customer(cast: Cast, stock: list[int]) -> None:
    record = models.Conversation.objects.select_related("customer").get(pk=stock[1])
    assert [row.pk for row in queries.other_contacts(cast.odile, record)] == [stock[0]]
    assert queries.other_contacts(cast.awa, record) == []


@pytest.mark.parametrize("sort", ["newest", "oldest", "tension"])
def test_neighbours_are_those_of_the_list(cast: Cast, stock: list[int], sort: Sort) -> None:
    asked = Filter(sort=sort)
    order = [None, *walk(cast.odile, asked), None]
    for before, pk, after in zip(order, order[1:], order[2:], strict=False):
        assert pk is not None
        found = queries.neighbours(cast.odile, asked, pk)
        assert (found.previous, found.next) == (before, after)


def test_days_are_those_of_utc(cast: Cast) -> None:
    late = MONDAY.replace(hour=23, minute=30)
    store(noun("late", at=late), read=False)
    assert queries.days() == [late.date()]
    assert list(queries.changed_days()) == [late.date()]
    assert len(list(queries.of_day(late.date()))) == 1
    services.forget_changed_days(queries.changed_days())
    services.mark_every_day()
    assert list(queries.changed_days()) == [late.date()]
