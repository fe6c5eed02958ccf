"""What the pages of care show, and to whom; their cost does not grow with what they list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.core.care import Band
from boussole.features.care import debriefs, exposure, publishing, services
from boussole.features.care.models import Choice, Debrief, DebriefNote
from boussole.features.conversations import models as conversations
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person
from tests.care_stock import (
    awa_after_a_heavy_week,
    debrief_of_awa,
    last_monday,
    lyon_counted,
    note_of_awa,
)
from tests.cast import Cast
from tests.wellbeing_stock import agents

pytestmark = pytest.mark.django_db


def page(person: Person, client: Client, name: str, *args: int) -> str:
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def cost(person: Person, client: Client, name: str, *args: int) -> int:
    client.force_login(person)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(name, args=args))
    return len(asked)


def test_my_weeks_my_conversations_and_the_offer(cast: Cast, client: Client) -> None:
    awa_after_a_heavy_week(cast)
    text = page(cast.awa, client, "care:index")
    assert "5 échanges difficiles sur 6" in text
    assert "C’est plus que d’habitude pour vous" in text
    assert "Voulez-vous en parler" in text
    mine = conversations.Conversation.objects.filter(agent=cast.awa).values_list("pk", flat=True)
    linked = [pk for pk in mine if reverse("conversations:conversation", args=[pk]) in text]
    assert len(linked) == 5
    client.post(reverse("care:put_away"))
    assert "Voulez-vous en parler" not in page(cast.awa, client, "care:index")


def test_switched_off_nothing_is_computed(cast: Cast, client: Client) -> None:
    awa_after_a_heavy_week(cast)
    client.force_login(cast.awa)
    client.post(reverse("care:choose"), {})
    assert not Choice.objects.get(person=cast.awa).exposure
    text = page(cast.awa, client, "care:index")
    assert "Rien n’est compté pour vous" in text
    assert "care-weeks" not in text
    assert client.get("/api/care/exposure").json() == {"weeks": []}


def test_a_manager_reads_bands_and_a_rota_without_names(cast: Cast, client: Client) -> None:
    lyon_counted(cast)
    text = page(cast.claire, client, "care:team", cast.lyon.pk)
    assert "sur 6 personnes comptées\xa0: lourde ou très lourde pour 2." in text
    assert "à un tiers des personnes ou moins" in text
    assert not any(one.name in text for one in people_named(cast))


def people_named(cast: Cast) -> list[Person]:
    return [cast.awa, cast.bruno, *Person.objects.filter(name__startswith="Pouls")]


def test_a_small_team_is_told_why_it_reads_nothing(cast: Cast, client: Client) -> None:
    publishing.publish(
        last_monday(), exposure.roster(), dict.fromkeys(exposure.roster(), Band.HEAVY)
    )
    text = page(cast.claire, client, "care:team", cast.lyon.pk)
    assert "rien ne peut en être montré ici" in text
    assert "à partir de cinq personnes comptées" in text
    assert "care-week" not in text


def test_the_leadership_reads_what_is_refused_of_the_pulse(cast: Cast, client: Client) -> None:
    lyon_counted(cast)
    text = page(cast.odile, client, "care:company")
    assert text.count("rien ne peut être dit. Il faut au moins cinq équipes") == 2


def test_a_debrief_in_two_browsers(cast: Cast, client: Client) -> None:
    services.volunteer(cast.nina, timezone.localdate())
    client.force_login(cast.awa)
    shown = client.get(reverse("care:new")).content.decode()
    assert [shown.count(label) for label in ("Mon manager", "Un collègue relais")] == [1, 1]
    posted = {"partner": str(cast.nina.pk), "planned_on": timezone.localdate().isoformat()}
    client.post(reverse("care:new"), posted)
    made = Debrief.objects.get()
    assert made.partner == cast.nina
    client.force_login(cast.nina)
    client.post(reverse("care:agree", args=[made.pk]))
    client.post(reverse("care:write_note", args=[made.pk]), {"text": "Marcher un peu."})
    client.post(reverse("care:hold", args=[made.pk]))
    text = page(cast.awa, client, "care:debrief", made.pk)
    assert "Marcher un peu." in text
    assert "a eu lieu" in text
    assert "Proposer ce jour" not in text


@pytest.mark.parametrize("who", ["awa", "claire"])
def test_erasing_asks_first_then_leaves_nothing(cast: Cast, client: Client, who: str) -> None:
    found = note_of_awa(cast)
    client.force_login(cast.people()[who])
    note = reverse("care:erase_note", args=[found["pk"], found["note"]])
    whole = reverse("care:erase", args=[found["pk"]])
    for address in (note, whole):
        client.post(address)
    assert DebriefNote.objects.exists()
    client.post(note, {"sure": "yes"})
    assert not DebriefNote.objects.exists()
    client.post(whole, {"sure": "yes"})
    assert not Debrief.objects.exists()


def test_someone_who_may_not_be_chosen_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    for outsider in (cast.odile, cast.bruno, cast.awa):
        posted = {"partner": str(outsider.pk), "planned_on": timezone.localdate().isoformat()}
        answer = client.post(reverse("care:new"), posted)
        assert answer.status_code == 200
        assert 'class="field-error"' in answer.content.decode()
    assert not Debrief.objects.exists()


def test_a_former_manager_of_the_pair_still_reads_what_is_theirs(
    cast: Cast, client: Client
) -> None:
    """A debrief belongs to its two people, not to a hierarchy: the next manager of the team does not inherit it."""
    found = note_of_awa(cast)
    organisation.leave_team(cast.claire, cast.lyon, by=cast.zoe)
    organisation.join_team(cast.malik, cast.lyon, by=None, kind=Membership.Kind.MANAGER)
    for person, status in ((cast.claire, 200), (cast.malik, 404), (cast.odile, 403)):
        client.force_login(person)
        assert client.get(reverse("care:debrief", args=[found["pk"]])).status_code == status


def test_an_agent_finds_the_way_from_their_own_conversation_alone(
    cast: Cast, client: Client
) -> None:
    awa_after_a_heavy_week(cast)
    pk = conversations.Conversation.objects.filter(agent=cast.awa).first().pk  # type: ignore[union-attr]
    said = "Parler à quelqu’un de cet échange"
    assert said in page(cast.awa, client, "conversations:conversation", pk)
    assert said not in page(cast.claire, client, "conversations:conversation", pk)


def test_pages_cost_the_same_however_much_they_list(cast: Cast, client: Client) -> None:
    lyon_counted(cast)
    debrief_of_awa(cast)
    services.ask_breather(cast.awa, "", timezone.localdate())
    asked = (
        (cast.awa, "care:index"),
        (cast.claire, "care:index"),
        (cast.odile, "care:index"),
        (cast.claire, "care:team", cast.lyon.pk),
        (cast.odile, "care:company"),
    )
    before = [cost(person, client, name, *args) for person, name, *args in asked]
    today = timezone.localdate()
    for number, other in enumerate(people_of_lyon_more(cast)):
        debriefs.ask(other, cast.claire, today, today=today)
        debriefs.ask(cast.awa, cast.claire, today + timedelta(days=number), today=today)
        services.ask_breather(other, "", today)
    for number in range(3):
        agents(organisation.create_team(by=None, name=f"Site {number}", external_names=[]), 6)
    roster = exposure.roster()
    publishing.publish(
        last_monday() + timedelta(weeks=1), roster, dict.fromkeys(roster, Band.USUAL)
    )
    assert [cost(person, client, name, *args) for person, name, *args in asked] == before


def people_of_lyon_more(cast: Cast) -> list[Person]:
    return agents(cast.lyon, 4, "care-more")
