"""Nothing here counts people, orders them by a number, or lets one do it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import boussole.features.recognition as feature
from boussole.features.organisation.models import Person
from boussole.features.recognition import queries, services
from boussole.features.recognition.models import Recognition, ThanksToo
from tests.cast import Cast
from tests.stock import TALK, noun, propose, store

pytestmark = pytest.mark.django_db
NUMBERS = {"PositiveIntegerField", "PositiveSmallIntegerField", "FloatField", "IntegerField"}
ROOT = Path(inspect.getfile(feature)).parent
PAGES = ("recognition:wall", "recognition:mine", "recognition:new")


def thanked(person: Person, by: Person, times: int) -> None:
    for _time in range(times):
        given = services.thank(person, by=by, sentence="Une explication claire.")
        services.choose_reach(given, "company", by=person)


def test_no_table_holds_a_number_about_a_person() -> None:
    counted = {
        field.name
        for model in (Recognition, ThanksToo)
        for field in model._meta.concrete_fields
        if field.get_internal_type() in NUMBERS
    }
    assert counted == {"turn"}


def test_no_query_groups_recognitions_by_person() -> None:
    wrong = [
        f"{path.name}: {found}"
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts
        for found in re.findall(
            r"annotate\(|aggregate\(|\bCount\(|Counter\(", path.read_text("utf-8")
        )
    ]
    assert wrong == []


def without_tokens(page: str) -> str:
    """A page without what changes at each request or with each row's key."""
    page = re.sub(r'<header class="rail">.*?</header>', "", page, flags=re.DOTALL)
    page = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": ?)"?[^">]+', "", page)
    return re.sub(r"recognitions?[-/]\d+", "", page)


@pytest.mark.parametrize("name", PAGES)
def test_people_are_in_the_same_order_whatever_their_number(
    name: str, cast: Cast, client: Client
) -> None:
    """Bruno has six, Awa one, given last: the newest comes first, and lists go by name."""
    thanked(cast.bruno, cast.claire, 6)
    thanked(cast.awa, cast.claire, 1)
    for person in (cast.claire, cast.nina, cast.malik):
        client.force_login(person)
        page = without_tokens(client.get(reverse(name), {"reach": "company"}).content.decode())
        named = re.findall("Awa Diop|Bruno Lefèvre", page)
        assert named == sorted(named), name


@pytest.mark.parametrize("name", PAGES)
def test_no_page_says_how_many(name: str, cast: Cast, client: Client) -> None:
    """The numbers on a page are those of its dates: none changes with how many someone received."""
    seen: list[set[str]] = []
    for times in (6, 5):
        thanked(cast.bruno, cast.claire, times)
        client.force_login(cast.nina)
        page = without_tokens(client.get(reverse(name), {"reach": "company"}).content.decode())
        text = re.sub(r"<[^>]+>", " ", page)
        seen.append(set(re.findall(r"(?<![\w-])\d+(?![\w-])", text)))
    assert seen[0] == seen[1]


def test_whom_to_thank_is_in_the_week_s_order(cast: Cast) -> None:
    """The list follows the situations of the week, whoever was thanked most."""
    store(noun("one", TALK), noun("two", TALK, agent="agent-bruno"))
    propose()
    before = [one.situation for one in queries.to_thank(cast.claire)]
    thanked(cast.bruno, cast.claire, 4)
    assert [one.situation for one in queries.to_thank(cast.claire)] == before
    assert len(before) == 2
