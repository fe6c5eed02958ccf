"""From stored conversations to the effect of a session: its rates, its interval, and "not enough data"."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.metrics import services as metrics
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Role
from boussole.features.sessions import following, services
from boussole.features.sessions.models import AgreedCue, FollowUp, TeamFollowUp
from boussole.features.sessions.tests.talks import (
    COLLEAGUES,
    CUE,
    ON,
    OVER,
    START,
    coached,
    kept,
)
from tests.cast import Cast, _person
from tests.stock import noun, store

pytestmark = pytest.mark.django_db
STEADY = dict.fromkeys(COLLEAGUES, (0.2, 0.2))


def follow_up(cue: AgreedCue) -> FollowUp:
    return FollowUp.objects.get(cue=cue)


def test_an_agent_coached_at_a_date_and_what_their_conversations_show(
    cast: Cast, client: Client
) -> None:
    kept({"agent-awa": (0.2, 0.8), **STEADY})
    cue = coached(cast)
    assert following.follow_all(OVER) == 1
    result = follow_up(cue).read
    assert (result.before.n, result.after.n) == (40, 30)
    assert result.before.value == pytest.approx(0.2, abs=0.08)
    assert result.after.value == pytest.approx(0.8, abs=0.08)
    assert (result.others_before.n, result.others_after.n) == (200, 150)
    assert result.verdict == "improved"
    assert result.difference is not None
    assert result.difference.low is not None
    assert result.difference.high is not None
    assert 0.2 < result.difference.low < 0.6 < result.difference.high < 1
    assert AuditEntry.objects.get(action="sessions.followed").details == {"cues": 1}
    for person, url in (
        (cast.awa, reverse("sessions:cues")),
        (cast.awa, reverse("sessions:session", args=[cue.session_id])),
        (cast.claire, reverse("sessions:session", args=[cue.session_id])),
    ):
        client.force_login(person)
        page = client.get(url).content.decode()
        assert "Amélioration." in page
        assert "sur 30 occasions" in page
        assert "une différence de" in page
        assert "Ce résultat porte sur ces conversations seulement" in page
    client.force_login(cast.claire)
    listed = client.get(reverse("sessions:list")).content.decode()
    assert "amélioration" in listed
    # The list says it in words: a rate stands on the pair's pages alone.
    assert "occasions" not in listed


def test_while_it_runs_rates_are_shown_and_the_effect_waits(cast: Cast, client: Client) -> None:
    kept({"agent-awa": (0.2, 0.8), **STEADY})
    cue = coached(cast, smallest=0.3)
    following.follow_all(START + timedelta(weeks=2))
    result = follow_up(cue).read
    assert (result.verdict, result.why) == ("not_enough", "running")
    assert result.difference is None
    assert result.after.n == 10
    client.force_login(cast.awa)
    page = client.get(reverse("sessions:cues")).content.decode()
    assert "suivi jusqu’au 16/06/2026" in page
    assert "une différence de" not in page


def test_with_few_conversations_it_says_about_how_many_more(cast: Cast) -> None:
    kept({"agent-awa": (0.5, 0.5), **dict.fromkeys(COLLEAGUES, (0.5, 0.5))}, each=10)
    cue = coached(cast, smallest=0.3)
    following.follow_all(START + timedelta(days=6))
    result = follow_up(cue).read
    assert result.verdict == "not_enough"
    assert result.missing
    assert "conversations de plus" in result.said.fr
    assert "more conversations" in result.said.en


def test_a_past_too_short_to_see_it_is_said(cast: Cast) -> None:
    kept({"agent-awa": (0.5, 0.5), **dict.fromkeys(COLLEAGUES, (0.5, 0.5))}, each=1)
    cue = coached(cast)
    following.follow_all(OVER)
    result = follow_up(cue).read
    assert (result.verdict, result.difference, result.missing) == ("not_enough", None, None)
    assert "trop peu de conversations" in result.said.fr


def test_without_facts_or_before_the_start_nothing_is_counted(cast: Cast) -> None:
    cue = coached(cast)
    assert following.follow_all(OVER) == 0
    kept({"agent-awa": (0.2, 0.8)}, each=2)
    assert following.follow_all(ON) == 0
    assert not FollowUp.objects.filter(cue=cue).exists()


def test_alone_in_the_company_nothing_is_compared(cast: Cast) -> None:
    kept({"agent-awa": (0.2, 0.8)})
    cue = coached(cast)
    following.follow_all(OVER)
    assert follow_up(cue).read.why == "nothing_to_compare"


def test_it_is_counted_once_a_day_and_again_when_facts_change(cast: Cast) -> None:
    kept({"agent-awa": (0.2, 0.8), **STEADY}, each=2)
    cue = coached(cast)
    assert following.follow_all(OVER) == 1
    assert following.follow_all(OVER) == 0
    assert following.follow_all(OVER + timedelta(days=1)) == 1
    store(noun("late-comer", agent="agent-awa"), read=False)
    metrics.rebuild_stale()
    assert following.follow_all(OVER + timedelta(days=1)) == 1
    assert not follow_up(cue).settled
    assert following.follow_all(OVER + following.GRACE) == 1
    assert follow_up(cue).settled
    assert following.follow_all(OVER + timedelta(weeks=9)) == 0


def test_a_colleague_coached_later_is_compared_until_then(cast: Cast) -> None:
    kept({"agent-awa": (0.2, 0.8), **STEADY})
    cue = coached(cast)
    later = services.plan(
        by=cast.claire,
        kind="one_to_one",
        planned_on=ON,
        participants=[cast.bruno],
        today=ON + timedelta(weeks=2),
    )
    services.agree_cue(later, cast.bruno, CUE, by=cast.claire)
    services.close(
        later,
        by=cast.claire,
        held_on=ON + timedelta(weeks=2),
        today=ON + timedelta(weeks=2),
    )
    following.follow_all(OVER)
    assert follow_up(cue).read.others_after.n == 150 - 4 * 5


def _lyon_of_five(cast: Cast) -> list[str]:
    for name in ("ines", "karim", "lea"):
        person = _person(name, name.title(), Role.AGENT)
        organisation.join_team(person, cast.lyon, by=None, kind=Membership.Kind.AGENT)
    return ["agent-awa", "agent-bruno", "agent-ines", "agent-karim", "agent-lea"]


def test_a_team_is_shown_together_from_five_people_on(cast: Cast, client: Client) -> None:
    lyon = _lyon_of_five(cast)
    others = dict.fromkeys(("agent-nina", "O1", "O2", "O3", "O4"), (0.2, 0.2))
    kept({**dict.fromkeys(lyon, (0.2, 0.8)), **others}, each=3)
    people = list(cast.lyon.people.filter(role=Role.AGENT))
    group = services.plan(
        by=cast.claire, kind="collective", planned_on=ON, participants=people, today=ON
    )
    for person in people:
        services.agree_cue(group, person, CUE, by=cast.claire)
    services.close(group, by=cast.claire, held_on=ON, today=ON)
    assert following.follow_all(OVER) == 5
    one = TeamFollowUp.objects.get()
    assert (one.team, one.read.people) == (cast.lyon, 5)
    assert one.read.after.n == 5 * 6 * 3
    client.force_login(cast.claire)
    page = client.get(reverse("sessions:list")).content.decode()
    assert "Lyon, 5 personnes" in page
    client.force_login(cast.malik)
    assert "Lyon" not in client.get(reverse("sessions:list")).content.decode()


def test_a_team_of_four_is_not_shown(cast: Cast) -> None:
    lyon = _lyon_of_five(cast)[:4]
    kept({**dict.fromkeys(lyon, (0.2, 0.8)), **STEADY}, each=2)
    people = list(cast.lyon.people.filter(role=Role.AGENT).exclude(name="Lea"))
    group = services.plan(
        by=cast.claire, kind="collective", planned_on=ON, participants=people, today=ON
    )
    for person in people:
        services.agree_cue(group, person, CUE, by=cast.claire)
    services.close(group, by=cast.claire, held_on=ON, today=ON)
    assert following.follow_all(OVER) == 4
    assert not TeamFollowUp.objects.exists()
