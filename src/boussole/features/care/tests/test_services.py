"""Choices, offers, debriefs, requests and counted weeks, through the services that pages call."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from boussole.core.care import OFFERED_EVERY, Band
from boussole.features.care import (
    access,
    debriefs,
    effects,
    exposure,
    offering,
    publishing,
    queries,
    retention,
    services,
)
from boussole.features.care.errors import BreatherError, DayError, PartnerError, StateError
from boussole.features.care.models import (
    Breather,
    Choice,
    Debrief,
    DebriefNote,
    Offer,
    Present,
    PublishedWeek,
    WeekBands,
)
from boussole.features.metrics import facts
from boussole.features.metrics.decisions import waiting_for
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership
from boussole.features.wellbeing.models import Published, Wave
from tests.care_stock import (
    awa_after_a_heavy_week,
    breather_of_awa,
    debrief_of_awa,
    last_monday,
    lyon_counted,
    note_of_awa,
    weeks_of,
)
from tests.cast import Cast
from tests.wellbeing_stock import agents

pytestmark = pytest.mark.django_db


def own(cast: Cast) -> exposure.Own:
    in_use = facts.in_use()
    assert in_use is not None
    found = exposure.of_oneself(in_use, cast.awa, timezone.localdate())
    assert found is not None
    return found


def test_ones_own_weeks_are_counted_from_facts_and_nobody_elses(cast: Cast) -> None:
    weeks_of({"agent-awa": [1, 0, 1, 0, 1, 0, 5], "agent-bruno": [9]})
    found = own(cast)
    assert [one.week.hard for one in found.weeks[-7:]] == [1, 0, 1, 0, 1, 0, 5]
    last = found.weeks[-1]
    assert (last.week.monday, last.week.contacts, last.band) == (last_monday(), 6, Band.HEAVY)
    assert last.usual is not None
    assert last.usual.weeks == 6
    assert len(found.hard) == 5
    assert queries.openable(cast.awa, [one.conversation for one in found.hard])
    assert not queries.openable(cast.nina, [one.conversation for one in found.hard])


def test_an_offer_is_made_once_to_the_person_alone(cast: Cast) -> None:
    awa_after_a_heavy_week(cast)
    today = timezone.localdate()
    assert queries.open_offer(cast.awa) is not None
    assert offering.offer_all(today) == 0
    assert offering.offer_all(today + timedelta(days=1)) == 0
    titles = {
        name: [one.title for one in waiting_for(person)] for name, person in cast.people().items()
    }
    assert any("Voulez-vous en parler" in one for one in titles["awa"])
    assert not any(
        "parler" in one for name, each in titles.items() if name != "awa" for one in each
    )
    assert not AuditEntry.objects.filter(action__startswith="care.").exists()


def test_whoever_is_switched_off_is_not_even_looked_at(cast: Cast) -> None:
    weeks_of({"agent-awa": [1, 0, 1, 0, 1, 0, 5]})
    services.choose(cast.awa, exposure=False, offers=True)
    assert not Choice.objects.get(person=cast.awa).offers
    assert cast.awa.pk not in exposure.roster()
    assert offering.offer_all(timezone.localdate()) == 0
    services.choose(cast.awa, exposure=True, offers=False)
    assert cast.awa.pk in exposure.roster()
    assert offering.offer_all(timezone.localdate()) == 0


def test_a_closed_offer_is_forgotten_when_another_may_be_made(cast: Cast) -> None:
    awa_after_a_heavy_week(cast)
    services.put_away(cast.awa)
    today = timezone.localdate()
    retention.forget(today + OFFERED_EVERY - timedelta(days=1))
    assert Offer.objects.exists()
    retention.forget(today + OFFERED_EVERY)
    assert not Offer.objects.exists()


def test_a_debrief_from_asking_to_erasing(cast: Cast) -> None:
    today = timezone.localdate()
    made = Debrief.objects.get(**debrief_of_awa(cast))
    with pytest.raises(StateError):
        debriefs.agree(made, by=cast.awa)
    debriefs.agree(made, by=cast.claire)
    debriefs.move(made, today + timedelta(days=2), by=cast.claire, today=today)
    with pytest.raises(StateError):
        debriefs.agree(made, by=cast.claire)
    debriefs.agree(made, by=cast.awa)
    with pytest.raises(DayError):
        debriefs.hold(made, today=today)
    debriefs.hold(made, today=today + timedelta(days=2))
    note = debriefs.write_note(made, "Penser à la pause.", by=cast.awa)
    assert [one.pk for one in queries.notes_of(cast.claire, made)] == [note.pk]
    assert queries.notes_of(cast.malik, made) == queries.notes_of(cast.odile, made) == []
    debriefs.erase(made)
    assert not DebriefNote.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="care.").exists()


@pytest.mark.parametrize("who", ["awa", "claire"])
def test_either_erases_a_note_for_both(cast: Cast, who: str) -> None:
    found = note_of_awa(cast)
    debriefs.erase_note(access.notes(cast.people()[who]).get(pk=found["note"]))
    assert not DebriefNote.objects.exists()


def test_who_may_be_chosen(cast: Cast) -> None:
    today = timezone.localdate()
    assert set(access.partners(cast.awa)) == {cast.claire, cast.malik}
    assert list(access.own_managers(cast.awa)) == [cast.claire]
    services.volunteer(cast.nina, today)
    services.volunteer(cast.nina, today)
    assert cast.nina in set(access.partners(cast.awa))
    assert cast.nina not in set(access.partners(cast.nina))
    services.step_down(cast.nina)
    with pytest.raises(PartnerError):
        debriefs.ask(cast.awa, cast.nina, today, today=today)
    with pytest.raises(PartnerError):
        debriefs.ask(cast.awa, cast.odile, today, today=today)
    with pytest.raises(DayError):
        debriefs.ask(cast.awa, cast.claire, today - timedelta(days=1), today=today)


def test_a_partner_who_is_not_available(cast: Cast) -> None:
    made = Debrief.objects.get(**debrief_of_awa(cast))
    with pytest.raises(StateError):
        debriefs.decline(made, by=cast.awa)
    debriefs.decline(made, by=cast.claire)
    assert any("n’est pas disponible" in one.title for one in waiting_for(cast.awa))
    assert not any("Awa" in one.title for one in waiting_for(cast.claire))


def test_debriefs_are_kept_a_year(cast: Cast) -> None:
    note_of_awa(cast)
    today = timezone.localdate()
    retention.forget(today + retention.DEBRIEFS_KEPT)
    assert Debrief.objects.exists()
    retention.forget(today + retention.DEBRIEFS_KEPT + timedelta(days=1))
    assert not DebriefNote.objects.exists()


def test_asking_to_catch_ones_breath_reaches_ones_manager_alone(cast: Cast) -> None:
    asked = Breather.objects.get(**breather_of_awa(cast))
    title = "Awa Diop demande à souffler"
    reached = {
        name
        for name, person in cast.people().items()
        if title in [one.title for one in waiting_for(person)]
    }
    assert reached == {"claire"}
    with pytest.raises(BreatherError):
        services.ask_breather(cast.awa, "", timezone.localdate())
    services.answer_breather(asked, "Oui, cet après-midi.", by=cast.claire)
    with pytest.raises(BreatherError):
        services.answer_breather(asked, "Non.", by=cast.claire)
    rows = AuditEntry.objects.filter(action__startswith="care.breather")
    assert {(row.person_id, row.object_type, row.object_id) for row in rows} == {
        (None, "organisation.team", str(cast.lyon.pk)),
        (cast.claire.pk, "organisation.team", str(cast.lyon.pk)),
    }
    retention.forget(timezone.localdate() + retention.BREATHERS_KEPT + timedelta(days=1))
    assert not Breather.objects.exists()


def test_a_week_is_counted_once_with_bands_and_a_rota(cast: Cast) -> None:
    lyon_counted(cast)
    weeks = queries.weeks_of(cast.lyon)
    assert [week.monday for week in weeks] == [last_monday() - timedelta(weeks=n) for n in range(3)]
    newest = weeks[0].bands
    assert newest is not None
    assert (newest.n, newest.heavy) == (6, 2)
    # Nantes has five people too, without a contact: a week of nothing is a usual one, and "none" is said as "1 at most".
    nantes = queries.weeks_of(cast.nantes)[0].bands
    assert nantes is not None
    assert (nantes.n, nantes.heavy) == (5, 1)
    rota = queries.rota_of(cast.lyon)
    assert rota is not None
    assert rota.people == 6
    assert rota.spread is not None
    assert rota.spread.uneven
    assert publishing.publish_due(timezone.localdate()) == 0
    assert AuditEntry.objects.filter(action="care.published", person=None).count() == 3


def test_an_erased_account_leaves_its_place_without_its_name(cast: Cast) -> None:
    lyon_counted(cast)
    count = Present.objects.count()
    cast.bruno.delete()
    assert Present.objects.count() == count
    assert Present.objects.filter(person=None).exists()


def test_who_was_counted_is_forgotten_with_the_memory(cast: Cast) -> None:
    lyon_counted(cast)
    roster = exposure.roster()
    for later in range(1, 5):
        monday = last_monday() + timedelta(weeks=later)
        publishing.publish(monday, roster, dict.fromkeys(roster, Band.USUAL))
    retention.forget(timezone.localdate())
    kept = set(Present.objects.values_list("week__monday", flat=True))
    assert min(kept) == last_monday() + timedelta(weeks=1)
    retention.forget(timezone.localdate() + retention.WEEKS_KEPT + timedelta(weeks=6))
    assert not PublishedWeek.objects.exists()
    assert not WeekBands.objects.exists()


def test_a_newcomer_hides_the_team_for_four_weeks(cast: Cast) -> None:
    lyon_counted(cast)
    newcomer = organisation.create_person(
        by=None, email="new@example.com", name="Nouvelle Recrue", role=cast.awa.role
    )
    organisation.join_team(newcomer, cast.lyon, by=None, kind=Membership.Kind.AGENT)
    roster = exposure.roster()
    shown = []
    for later in range(1, 6):
        monday = last_monday() + timedelta(weeks=later)
        week = publishing.publish(monday, roster, dict.fromkeys(roster, Band.USUAL))
        shown.append(week.bands.filter(team=cast.lyon).exists())
    assert shown == [False, False, False, True, True]


def test_teams_that_talk_are_compared_with_the_others_from_published_figures(cast: Cast) -> None:
    first, second = date(2026, 1, 5), date(2026, 4, 6)
    waves = [
        Wave.objects.create(
            kind="short",
            opens_on=day - timedelta(days=7),
            closes_on=day,
            questions=["load_pace"],
            least_answers=5,
            least_comments=10,
            memory_days=84,
            settled=True,
        )
        for day in (first, second)
    ]
    for number in range(10):
        team = organisation.create_team(by=None, name=f"Site {number}", external_names=[])
        talks = number < 5
        shares = (40, 70 + number if talks else 41 + number)
        for wave, favourable in zip(waves, shares, strict=True):
            Published.objects.create(
                wave=wave, team=team, question="load_pace", n=100, total=300, favourable=favourable
            )
        for person in agents(team, 5) if talks else ():
            Debrief.objects.create(
                person=person,
                partner=cast.claire,
                proposed_by=person,
                planned_on=first + timedelta(days=20),
                state=Debrief.State.HELD,
            )
    found = effects.found(second + timedelta(days=7))
    assert found["support"] == {"refused": "both"}
    assert found["load"]["teams"] == 10
    assert found["load"]["real"]
    # Means of 32 and 8 points: between teams, 24.
    assert found["load"]["value"] == pytest.approx(0.24)
    # One person less in one team, and there are too few that talk.
    Debrief.objects.order_by("pk")[0].delete()
    assert effects.found(second + timedelta(days=7))["load"] == {"refused": "talking"}


def test_the_pulse_is_not_compared_with_too_few_teams(cast: Cast) -> None:
    assert effects.found(timezone.localdate()) == {
        "support": {"refused": "both"},
        "load": {"refused": "both"},
    }
