"""A curious manager asks for every page, wave, filter and address there is, alone or with the others, and learns nobody's answer.

A company answers four full waves, its managers too; from one to the next a few people answer or do not, which is what subtraction
feeds on. The attackers read only what is served over HTTP, by pages and by the API. What they hold is then attacked as in ``core/anonymity/tests``: by linear algebra
over the people who answered, whom they are supposed to know.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Person, Team
from boussole.features.wellbeing import answering, waves
from boussole.features.wellbeing.forms import words_of_questions
from boussole.features.wellbeing.models import Answer, Comment, Place, Published, Wave
from boussole.web.api import api
from tests.cast import Cast
from tests.pages import PAGES, Page
from tests.wellbeing_stock import agents, answers, managers, people_of_lyon

pytestmark = pytest.mark.django_db
FIRST, LEAST, WAVES = date(2026, 1, 5), 5, 4
NUMBER = re.compile(
    r'class="pulse-question">(?P<label>.*?)</span>.*?<strong>(?P<share>\d+).*?'
    r"n = (?P<n>\d+) · moyenne (?P<mean>\d,\d)",
    re.DOTALL,
)
MANAGERS = "managers"
# A team, the company, or the managers' one group.
Where = int | str | None
Cell = tuple[int, Where, str]
Value = tuple[int, float, float]


@dataclass
class Company:
    """Who is where, who answered what in which wave, and the secrets that nobody may read."""

    teams: dict[int, list[Person]]
    managers: list[Person]
    waves: list[Wave] = field(default_factory=list)
    said: dict[int, dict[int, dict[str, int]]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def respondents(self, wave: int, team: Where) -> set[int]:
        """Whom a figure is about."""
        if team == MANAGERS:
            return {one.pk for one in self.managers} & set(self.said[wave])
        inside = {
            one.pk for key, people in self.teams.items() if team in (None, key) for one in people
        }
        return inside & set(self.said[wave])


def build(cast: Cast) -> Company:
    """Lyon and Paris, which Claire manages; Nantes, too small; Lille. Everyone is asked."""
    paris = organisation.create_team(by=None, name="Paris", external_names=[])
    lille = organisation.create_team(by=None, name="Lille", external_names=[])
    organisation.join_team(cast.claire, paris, by=None, kind=Membership.Kind.MANAGER)
    organisation.join_team(cast.malik, lille, by=None, kind=Membership.Kind.MANAGER)
    return Company(
        {
            cast.lyon.pk: people_of_lyon(cast),
            cast.nantes.pk: [cast.nina, *agents(cast.nantes, 2)],
            paris.pk: agents(paris, 9),
            lille.pk: agents(lille, 7),
        },
        managers(cast, 9),
    )


def answer_waves(company: Company, cast: Cast) -> None:
    """Four full waves, twenty days apart, with a few people more or less each time.

    Paris and managers write for the company, the others for their manager.
    """
    rng = random.Random(7)  # noqa: S311 - the same company each time
    everyone = [person for people in company.teams.values() for person in people]
    for_company = {*company.teams[Team.objects.get(name="Paris").pk], *company.managers}
    for turn in range(WAVES):
        wave = waves.launch("long", FIRST + timedelta(days=20 * turn), by=cast.odile)
        silent = {one.pk for one in rng.sample(everyone, (0, 1, 6, 0)[turn])}
        silent |= {one.pk for one in company.managers[: (0, 1, 5, 0)[turn]]}
        said: dict[int, dict[str, int]] = {}
        for person in rng.sample([*everyone, *company.managers], len(everyone) + 11):
            if person.pk not in silent:
                values = {key: rng.randint(1, 5) for key in wave.questions}
                text = f"secret-{wave.pk}-{person.pk}"
                company.codes += answers(
                    wave, [person], values, comment=text, company=person in for_company
                )
                said[person.pk] = values
        company.waves.append(wave)
        company.said[wave.pk] = said
        waves.settle_due(wave.closes_on)


@pytest.fixture
def company(cast: Cast) -> Company:
    found = build(cast)
    answer_waves(found, cast)
    return found


TRIED = (
    "?question=means_tools",
    "?person=1",
    "?since=2026-01-01",
    "?format=csv",
    "?format=json",
)


def asked_waves(company: Company) -> list[str]:
    """Every wave there is, the newest by default, and some there are not."""
    return ["", *(f"?wave={one.pk}" for one in company.waves), "?wave=0", "?wave=-1", "?wave=x"]


def addresses(company: Company) -> Iterator[tuple[str, Where, bool]]:
    """Every page of the pulse with every filter one might try: address, group, and whether it holds its figures."""
    most = max(Team.objects.values_list("pk", flat=True))
    for more in (*asked_waves(company), *TRIED):
        yield reverse("wellbeing:index") + more, None, False
        yield reverse("wellbeing:company") + more, None, True
        yield reverse("wellbeing:managers") + more, MANAGERS, True
        for team in range(1, most + 3):
            yield reverse("wellbeing:team", args=[team]) + more, team, True


def served(company: Company, person: Person, client: Client) -> tuple[dict[Cell, Value], str]:
    """The figures someone is served by pages and by the API, and all the text of what they opened."""
    client.force_login(person)
    keys = {words: key for key, words in words_of_questions().items()}
    newest, known = company.waves[-1].pk, {one.pk for one in company.waves}
    cells: dict[Cell, Value] = {}
    texts = []
    for address, where, holds in addresses(company):
        for accept in ("text/html", "application/json")[: 1 + ("format" in address)]:
            answer = client.get(address, headers={"accept": accept})
            if answer.status_code != 200:
                continue
            page = answer.content.decode()
            texts.append(page)
            named = re.search(r"\?wave=(-?\w+)$", address)
            wave = int(named[1]) if named and named[1].isdigit() else newest
            for found in NUMBER.finditer(page) if holds and wave in known else ():
                label = html.unescape(re.sub("<.*?>", "", found["label"])).strip()
                mean = float(found["mean"].replace(",", "."))
                cells[wave, where, keys[label]] = (int(found["n"]), int(found["share"]), mean)
    told, words = served_by_api(company, person, client)
    # A page and the API say the same, as near as the page rounds.
    for cell, (n, share, mean) in told.items():
        if cell in cells:
            assert cells[cell][:2] == (n, round(share))
            assert abs(cells[cell][2] - mean) < 0.0501
    return cells | told, "\n".join([*texts, words])


def calls(company: Company) -> Iterator[tuple[str, Where]]:
    """Every reading operation of the pulse that the description names, with every team, wave and filter."""
    described = api.get_openapi_schema()["paths"]
    paths = [path for path, methods in described.items() if "pulse" in path and "get" in methods]
    assert len(paths) == 7
    most = max(Team.objects.values_list("pk", flat=True))
    for path in paths:
        for team in range(1, most + 3) if "{pk}" in path else [0]:
            where: Where = MANAGERS if path.endswith("managers") else team or None
            for more in asked_waves(company) if team > 1 else (*asked_waves(company), *TRIED):
                yield path.format(pk=team) + more, where


def served_by_api(
    company: Company, person: Person, client: Client
) -> tuple[dict[Cell, Value], str]:
    """What the API serves someone: every figure with its exact share and mean, and all its text."""
    cells: dict[Cell, Value] = {}
    texts = [client.get("/api/openapi.json").content.decode()]
    client.force_login(person)
    for address, where in calls(company):
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        texts.append(answer.content.decode())
        said = json.loads(texts[-1])
        named = re.search(r"\?wave=(\d+)$", address)
        newest = int(named[1]) if named else company.waves[-1].pk
        for group in said if "/company/teams" in address else [said]:
            if not isinstance(group, dict) or "figures" not in group:
                continue
            home: Where = group["team"]["id"] if group.get("team") else where
            wave = group["wave"]["id"] if group.get("wave") else newest
            for one in group["figures"]:
                cell = (one["n"], 100 * one["share"], one["mean"])
                assert cells.setdefault((wave, home, one["question"]), cell) == cell
    return cells, "\n".join(texts)


def isolated(groups: list[set[int]]) -> set[int]:
    """A set of fewer than five people that some linear combination of the groups speaks of, or nothing."""
    people = sorted(set().union(*groups)) if groups else []
    if not people:
        return set()
    table = np.array([[person in group for person in people] for group in groups], float)
    # People who stand together in every group are one unknown: a combination speaks of all of them or of none.
    columns = Counter(tuple(column) for column in table.T)
    small = [column for column, count in columns.items() if count < LEAST]
    rank = np.linalg.matrix_rank(table)
    for size in range(1, min(LEAST, len(small) + 1)):
        for few in combinations(small, size):
            left = np.array([column for column in table.T if tuple(column) not in few]).T
            if sum(columns[one] for one in few) < LEAST and (
                not left.size or np.linalg.matrix_rank(left) < rank
            ):
                return {
                    person
                    for person, column in zip(people, table.T, strict=True)
                    if tuple(column) in few
                }
    return set()


def by_question(
    cells: dict[Cell, Value],
) -> dict[str, list[tuple[int, Where]]]:
    found: dict[str, list[tuple[int, Where]]] = {}
    for wave, team, question in cells:
        found.setdefault(question, []).append((wave, team))
    return found


def test_no_sum_or_difference_of_what_is_served_speaks_of_fewer_than_five(
    cast: Cast, company: Company, client: Client
) -> None:
    alone = {
        name: served(company, cast.people()[name], client)[0]
        for name in ("claire", "malik", "odile", "awa")
    }
    together = {cell: value for cells in alone.values() for cell, value in cells.items()}
    for cells in (*alone.values(), together):
        # There is something to attack, and each figure is about whom the test believes.
        assert len(cells) >= 24
        for (wave, team, _question), (n, _share, _mean) in cells.items():
            assert n == len(company.respondents(wave, team)) >= LEAST
        for question, groups in by_question(cells).items():
            people = [company.respondents(wave, team) for wave, team in groups]
            assert isolated(people) == set(), question
    # Managers are read by managers and the leadership, by no agent, and stand in no other figure.
    groups_of = {name: {team for _wave, team, _question in alone[name]} for name in alone}
    assert {name for name, groups in groups_of.items() if MANAGERS in groups} == {
        "claire",
        "malik",
        "odile",
    }
    # The most a manager adds is their own answer: taken away, nothing speaks of fewer than four others.
    for person in (cast.claire, cast.malik):
        theirs = {cell[0] for cell in together if cell[1] == MANAGERS}
        assert len(theirs) >= 2
        without = [company.respondents(wave, MANAGERS) - {person.pk} for wave in theirs]
        assert len(isolated(without)) in (0, 4)
    # The small team is nowhere, even together.
    assert cast.nantes.pk not in {team for _wave, team, _question in together}
    assert not Comment.objects.filter(team=cast.nantes).exists()


def test_the_attack_succeeds_where_nothing_is_withheld(company: Company) -> None:
    """Were every group of five published, the attackers would learn answers: the protection is what stops them."""
    naive = [
        company.respondents(wave.pk, team)
        for wave in company.waves
        for team in (None, MANAGERS, *company.teams)
    ]
    assert isolated([group for group in naive if len(group) >= LEAST])


def test_figures_subtract_to_parts_away_from_the_ends(
    cast: Cast, company: Company, client: Client
) -> None:
    cells = served(company, cast.odile, client)[0]
    for (wave, team, question), (n, _share, mean) in cells.items():
        if team is not None:
            if team == MANAGERS:
                assert 1.5 <= mean <= 4.5
            continue
        below = [
            cells[wave, one, question] for one in company.teams if (wave, one, question) in cells
        ]
        rest = n - sum(one[0] for one in below)
        total = n * mean - sum(one[0] * one[2] for one in below)
        margin = 0.05 * (n + sum(one[0] for one in below)) + 1e-6
        assert rest == 0 or rest >= LEAST
        assert 1.5 * rest - margin <= total <= 4.5 * rest + margin


def test_no_page_holds_a_secret(cast: Cast, company: Company, client: Client) -> None:
    """Comments for Lyon's manager are hers alone, those for the company the leadership's; codes are nobody's."""
    paris = company.teams[Team.objects.get(name="Paris").pk]
    may_read = {
        "claire": {one.pk for one in company.teams[cast.lyon.pk]},
        "odile": {one.pk for one in (*paris, *company.managers)},
    }
    receipts = [*Comment.objects.values_list("receipt", flat=True)]
    for name in ("claire", "malik", "odile", "paul", "zoe"):
        text = served(company, cast.people()[name], client)[1] + rest_of_the_product(
            cast.people()[name], client
        )
        read = {tuple(map(int, one)) for one in re.findall(r"secret-(\d+)-(\d+)", text)}
        assert {person for _wave, person in read} == may_read.get(name, set())
        assert not any(code in text for code in company.codes)
        assert not any(receipt in text for receipt in receipts)


def rest_of_the_product(person: Person, client: Client) -> str:
    """Every page that takes no argument, and the description of the API."""
    client.force_login(person)
    plain: list[tuple[str, Page]] = [
        (name, page) for name, page in PAGES.items() if page.method == "get"
    ]
    texts = [client.get("/api/openapi.json").content.decode()]
    for name, page in plain:
        if page.drawn and page.arguments is PAGES["home"].arguments:
            texts.append(client.get(reverse(name)).content.decode())
    return "\n".join(texts)


def test_the_trail_says_nothing_of_answers(company: Company) -> None:
    rows = AuditEntry.objects.filter(action__startswith="wellbeing.")
    assert {row.action for row in rows} == {"wellbeing.launched", "wellbeing.settled"}
    assert all(set(row.details) <= {"kind"} for row in rows)
    assert rows.count() == 2 * WAVES


def steady(person: Person, client: Client, team: int) -> list[str]:
    """The pages of the pulse and home, without what changes at each request."""
    client.force_login(person)
    pages = [
        reverse("home"), reverse("wellbeing:index"), reverse("wellbeing:team", args=[team]),
        reverse("wellbeing:company"), reverse("wellbeing:managers"), "/api/pulse/waves",
        f"/api/pulse/teams/{team}", "/api/pulse/company", "/api/pulse/managers",
    ]  # fmt: skip
    found = [client.get(page).content.decode() for page in pages]
    token = r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"'
    return [re.sub(token, "", one) for one in found]


@pytest.mark.parametrize("name", ["claire", "odile"])
def test_watching_an_open_wave_shows_nothing(cast: Cast, client: Client, name: str) -> None:
    company, person = build(cast), cast.people()[name]
    answer_waves(company, cast)
    wave = waves.launch("short", FIRST + timedelta(days=100), by=cast.odile)
    before = steady(person, client, cast.lyon.pk)
    for one in (*company.managers[2:], *company.teams[cast.lyon.pk]):
        (code,) = answers(wave, [one], 1, comment="Un mot.")
        assert steady(person, client, cast.lyon.pk) == before
    answering.withdraw(code, person=one)
    assert steady(person, client, cast.lyon.pk) == before


@pytest.mark.parametrize(("value", "near"), [(1, 2), (5, 4)])
def test_everyone_the_same_is_served_as_everyone_but_one(
    cast: Cast, client: Client, value: int, near: int
) -> None:
    """The manager cannot tell a team that answered 1 throughout from one in which somebody did not."""
    company = build(cast)
    lyon = company.teams[cast.lyon.pk]
    pages = []
    for turn, last in enumerate((value, near)):
        wave = waves.launch("long", FIRST + timedelta(days=200 * turn), by=cast.odile)
        answers(wave, lyon[:-1], value)
        answers(wave, lyon[-1:], last)
        waves.settle_due(wave.closes_on)
        pages.append(
            list(
                Published.objects.filter(wave=wave)
                .order_by("team", "question")
                .values_list("team", "question", "n", "total", "favourable")
            )
        )
    assert pages[0] == pages[1]


def test_one_who_holds_the_database_finds_no_answer_after_the_close(company: Company) -> None:
    assert not Answer.objects.exists()
    assert Place.objects.exists()
    kept = {one.name for one in Published._meta.concrete_fields}
    assert kept == {"id", "wave", "team", "managers", "question", "n", "total", "favourable"}
