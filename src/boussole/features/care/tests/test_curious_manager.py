"""A curious manager asks for every page, week, filter and operation of care, alone or with the others, and learns nobody's week.

A company is counted four weeks running; people leave, come back, or choose not to be counted, which is what subtraction feeds on. The
attackers read only what is served over HTTP, and know who was there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.core.care import Band
from boussole.features.care import debriefs, exposure, offering, publishing, services
from boussole.features.care.models import Debrief, Offer, Present, PublishedWeek, WeekBands
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Person, Team
from tests.attacks import LEAST, isolated
from tests.care_stock import awa_after_a_heavy_week, people_of_lyon
from tests.cast import Cast
from tests.wellbeing_stock import agents

pytestmark = pytest.mark.django_db
FIRST, WEEKS = date(2026, 1, 5), 4
ROW = re.compile(r'<tr class="care-week">(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
ATTACKERS = ("claire", "malik", "odile")
Key = tuple[int, int | None]
Line = tuple[int, int, int]


@dataclass
class Company:
    """Who is where, who was counted in which week, and how each one's week was."""

    teams: dict[int, list[Person]]
    counted: list[dict[int, int]] = field(default_factory=list)
    bands: list[dict[int, Band]] = field(default_factory=list)

    def people(self, week: int, team: int | None) -> set[int]:
        """Whom a figure is about."""
        return {one for one, home in self.counted[week].items() if team in (None, home)}


def build(cast: Cast) -> Company:
    """Lyon and Paris, which Claire manages; Nantes, too small, and Brest, which hides it; Lille."""
    brest = organisation.create_team(by=None, name="Brest", external_names=[])
    paris = organisation.create_team(by=None, name="Paris", external_names=[])
    lille = organisation.create_team(by=None, name="Lille", external_names=[])
    organisation.join_team(cast.claire, paris, by=None, kind=Membership.Kind.MANAGER)
    organisation.join_team(cast.malik, lille, by=None, kind=Membership.Kind.MANAGER)
    return Company(
        {
            cast.lyon.pk: people_of_lyon(cast, 8),
            cast.nantes.pk: [cast.nina, *agents(cast.nantes, 2)],
            paris.pk: agents(paris, 9),
            lille.pk: agents(lille, 7),
            brest.pk: agents(brest, 5),
        }
    )


@pytest.fixture
def company(cast: Cast) -> Company:
    """Four weeks: everyone; one of Lyon less; two of Paris and one of Lille less; everyone again."""
    found, chance = build(cast), random.Random(5)  # noqa: S311 - the same company each time
    teams = list(found.teams.values())
    out: tuple[list[Person], ...] = ([], teams[0][:1], [*teams[2][:2], teams[3][0]], [])
    for turn in range(WEEKS):
        away = {one.pk for one in out[turn]}
        for one in (person for people in teams for person in people):
            services.choose(one, exposure=one.pk not in away, offers=False)
        roster = exposure.roster()
        bands = {one: Band(chance.choice([0, 0, 1, 2])) for one in roster}
        publishing.publish(FIRST + timedelta(weeks=turn), roster, bands)
        found.counted.append(roster)
        found.bands.append(bands)
    return found


def addresses() -> Iterator[tuple[str, int | None]]:
    """Every page with every filter one might try."""
    tried = (
        "",
        "?week=2026-01-05",
        "?person=1",
        "?agent=Awa",
        "?sort=heavy",
        "?format=csv",
        "?team=1",
    )
    most = max(Team.objects.values_list("pk", flat=True))
    for more in tried:
        yield reverse("care:index") + more, None
        yield reverse("care:company") + more, None
        for team in range(1, most + 2):
            yield reverse("care:team", args=[team]) + more, team
            yield f"/api/care/teams/{team}/weeks{more}", team


def read(page: str) -> list[list[str]]:
    """The weeks of a page's table, the newest first."""
    return [
        [re.sub("<.*?>", "", one).strip() for one in CELL.findall(row)] for row in ROW.findall(page)
    ]


def lines_of(address: str, answer: Any) -> list[Line | None]:
    """People counted, heavy and very heavy, by week, the newest first; None where nothing is shown."""
    if address.startswith("/api"):
        rows = [(one["counted"], one["heavy"], one["very_heavy"]) for one in answer.json()]
        return [None if row[0] is None else row for row in rows]
    found: list[Line | None] = []
    for cells in read(answer.content.decode()):
        n, heavy, very_heavy = (cells[place].split()[0] for place in (1, 3, 4))
        found.append(None if n == "—" else (int(n), int(heavy), int(very_heavy)))
    return found


def served(person: Person, client: Client) -> tuple[dict[Key, Line], str]:
    """The figures someone is served by week and group, and all the text of what they opened."""
    client.force_login(person)
    found: dict[Key, Line] = {}
    texts = []
    for address, team in addresses():
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        text = answer.content.decode()
        texts.append(text)
        for back, line in enumerate(lines_of(address, answer)):
            if line is not None:
                # Whatever is asked, a week is served the same, on pages and to programs.
                assert found.setdefault((WEEKS - 1 - back, team), line) == line
    return found, "\n".join(texts)


def test_no_sum_or_difference_of_what_is_served_speaks_of_fewer_than_five(
    cast: Cast, company: Company, client: Client
) -> None:
    alone = {name: served(cast.people()[name], client)[0] for name in ATTACKERS}
    together = {key: line for each in alone.values() for key, line in each.items()}
    for cells in (*alone.values(), together):
        # There is something to attack.
        assert len(cells) >= 2
        for (week, team), (n, heavy, very_heavy) in cells.items():
            assert n == len(company.people(week, team)) >= LEAST
            assert 1 <= very_heavy <= heavy <= n - 1
        assert isolated([company.people(week, team) for week, team in cells]) == set()
    assert len(together) >= 10
    assert cast.nantes.pk not in {team for _week, team in together}


def test_the_attack_succeeds_where_nothing_is_withheld(company: Company) -> None:
    every = [company.people(week, team) for week in range(WEEKS) for team in (None, *company.teams)]
    assert isolated([group for group in every if len(group) >= LEAST])


def test_nobody_is_named_and_nothing_is_kept_of_anyone(
    cast: Cast, company: Company, client: Client
) -> None:
    names = {one.name for people in company.teams.values() for one in people}
    for name in ATTACKERS:
        text = served(cast.people()[name], client)[1]
        assert not any(one in text for one in names)
    assert {one.name for one in Present._meta.concrete_fields} == {"id", "week", "team", "person"}
    columns = {one.name for one in WeekBands._meta.concrete_fields}
    assert columns == {"id", "week", "team", "n", "heavy", "very_heavy", "parts"}
    rows = AuditEntry.objects.filter(action__startswith="care.")
    assert {(row.action, row.person_id) for row in rows} == {("care.published", None)}


def test_one_who_leaves_the_count_hides_the_team_until_subtraction_says_nothing(
    cast: Cast, company: Company
) -> None:
    shown = [
        set(week.bands.values_list("team", flat=True))
        for week in PublishedWeek.objects.order_by("monday")
    ]
    # Lyon is one less in the second week, whole again in the third; Lille is one less in the third.
    lyon, lille = cast.lyon.pk, Team.objects.get(name="Lille").pk
    assert [lyon in week for week in shown] == [True, False, True, True]
    assert [lille in week for week in shown] == [True, True, False, True]
    hidden = {cast.nantes.pk, Team.objects.get(name="Brest").pk}
    assert all(not hidden & week for week in shown)


def steady(people: list[Person], client: Client) -> list[str]:
    """What the others are served, without what changes at each request, and the trail."""
    token = r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"'
    pages = [
        reverse("home"), reverse("care:index"), reverse("care:company"), reverse("organisation:audit"),
        *(reverse("care:team", args=[team]) for team in Team.objects.values_list("pk", flat=True)),
    ]  # fmt: skip
    found = []
    for person in people:
        client.force_login(person)
        found += [re.sub(token, "", client.get(page).content.decode()) for page in pages]
    return [*found, str(AuditEntry.objects.count())]


def test_an_offer_made_declined_or_refused_for_good_is_seen_by_nobody_else(
    cast: Cast, client: Client
) -> None:
    awa_after_a_heavy_week(cast)
    Offer.objects.all().delete()
    others = [cast.claire, cast.bruno, cast.odile, cast.paul]
    before = steady(others, client)
    assert offering.offer_all(timezone.localdate()) == 1
    assert steady(others, client) == before
    services.put_away(cast.awa)
    assert steady(others, client) == before
    closed = Offer.objects.values("open", "about", "conversation").get()
    assert closed == {"open": False, "about": None, "conversation": ""}
    services.choose(cast.awa, exposure=False, offers=False)
    assert steady(others, client) == before
    assert not Offer.objects.exists()


def test_a_debrief_is_seen_by_the_two_alone_and_taken_offers_look_like_the_others(
    cast: Cast, client: Client
) -> None:
    awa_after_a_heavy_week(cast)
    today = timezone.localdate()
    others = [cast.malik, cast.bruno, cast.odile, cast.paul]
    before = steady(others, client)
    made = debriefs.ask(cast.awa, cast.claire, today, today=today)
    debriefs.agree(made, by=cast.claire)
    debriefs.hold(made, today=today)
    debriefs.write_note(made, "Penser à la pause.", by=cast.awa)
    assert steady(others, client) == before
    closed = Offer.objects.values("open", "about", "conversation").get()
    assert closed == {"open": False, "about": None, "conversation": ""}
    assert not {one.name for one in Debrief._meta.concrete_fields} & {
        "offer",
        "week",
        "conversation",
    }
