"""Whom a survey asks: found in records, decided once, kept with why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boussole.core.conversations import Party
from boussole.core.surveys import GATES
from boussole.features.surveys import addresses, explaining, planning, queries, services
from boussole.features.surveys.errors import NobodyToAskError, NotRunningError
from boussole.features.surveys.models import Address, Decision, Invitation, Survey
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON, SOLVED, contact

DAY = timedelta(days=1)


def gates_of(survey: Survey) -> list[str]:
    return list(survey.decisions.order_by("pk").values_list("gate", flat=True))


def test_a_resolved_contact_is_asked_about_once(cast: Cast) -> None:
    survey = surveys_stock.survey(cast)
    stock.store(contact())
    assert planning.plan(NOON) == planning.Planned(asked=1)
    (one,) = survey.invitations.all()
    assert (one.email, one.language, one.channel) == ("lea1@example.com", "fr", "email")
    assert (one.team, one.state) == (cast.lyon, Invitation.State.PLANNED)
    assert planning.plan(NOON + timedelta(hours=1)) == planning.Planned()
    assert Decision.objects.count() == 1


def test_nobody_is_asked_about_the_past_nor_before_the_delay(cast: Cast) -> None:
    surveys_stock.survey(cast, delay_hours=2)
    before = surveys_stock.STARTED - timedelta(minutes=1)
    stock.store(contact(1, solved_at=before), contact(2, solved_at=NOON - timedelta(hours=1)))
    assert planning.plan(NOON) == planning.Planned()
    assert planning.plan(NOON + timedelta(hours=1, minutes=1)) == planning.Planned(asked=1)


def test_a_survey_in_preparation_or_suspended_asks_nobody(cast: Cast) -> None:
    surveys_stock.survey(cast, start=False)
    paused = surveys_stock.survey(cast, name="Autre")
    services.pause_survey(paused, by=cast.claire)
    stock.store(contact())
    assert planning.plan(NOON) == planning.Planned()


@pytest.mark.parametrize(("per", "asked"), [("conversation", 1), ("resolution", 2)])
def test_a_contact_resolved_again_is_asked_about_again_only_if_chosen(
    cast: Cast, per: str, asked: int
) -> None:
    survey = surveys_stock.survey(cast, per=per, survey_clock_days=0)
    services.change_house_rules(by=cast.claire, overall_clock_days=0)
    stock.store(contact())
    planning.plan(NOON)
    stock.store(contact(solved_at=SOLVED + DAY))
    planning.plan(NOON + DAY)
    assert survey.invitations.count() == asked


def test_one_clock_over_all_surveys(cast: Cast) -> None:
    first = surveys_stock.survey(cast, survey_clock_days=0)
    second = surveys_stock.survey(cast, name="Autre", survey_clock_days=0)
    stock.store(contact())
    assert planning.plan(NOON) == planning.Planned(asked=1, not_asked=1)
    assert (gates_of(first), gates_of(second)) == ([""], ["overall_clock"])


def test_each_reason_not_to_ask_is_kept(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, channels=["email"])
    addresses.stop("LEA1@example.com ", Address.Why.OPTED_OUT, NOON)
    addresses.stop("lea2@example.com", Address.Why.COMPLAINED, NOON)
    german = {"language": "de"}
    stock.store(
        contact(1), contact(2), contact(3, **german), contact(4, channel="chat"), contact(5)
    )
    planning.plan(NOON)
    assert sorted(gates_of(survey)) == sorted(["opt_out", "address", "language", "channel", ""])


def test_quiet_hours_put_off_and_then_ask(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, delay_hours=0)
    stock.store(contact())
    night = SOLVED + timedelta(hours=3)
    assert planning.plan(night) == planning.Planned(later=1)
    assert planning.plan(night + timedelta(minutes=10)) == planning.Planned()
    later = survey.decisions.get()
    assert later.retry_at is not None
    assert planning.plan(later.retry_at) == planning.Planned(asked=1)
    assert [one.outcome for one in survey.decisions.order_by("pk")] == ["later", "asked"]


def test_a_sample_is_the_same_people_each_time_and_others_in_the_next_wave(cast: Cast) -> None:
    survey = surveys_stock.survey(
        cast, trigger="relational", share_percent=50, every_days=30, survey_clock_days=0
    )
    services.change_house_rules(by=cast.claire, overall_clock_days=0)
    stock.store(*(contact(n, at=SOLVED - DAY) for n in range(1, 41)), read=False)
    first = planning.plan(NOON)
    assert 10 <= first.asked <= 30
    assert first.asked + first.not_asked == 40
    assert planning.plan(NOON + DAY) == planning.Planned()
    planning.plan(NOON + 30 * DAY)
    drawn = [
        set(
            survey.invitations.filter(occasion__startswith=f"wave:20260302.{wave}:").values_list(
                "email"
            )
        )
        for wave in (0, 1)
    ]
    assert all(drawn)
    assert drawn[0] != drawn[1]


def test_a_wave_waits_for_the_end_of_quiet_hours_and_is_looked_at_once_a_day(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="relational", survey_clock_days=0)
    services.change_house_rules(by=cast.claire, overall_clock_days=0)
    stock.store(contact(1, at=SOLVED - DAY))
    assert planning.plan(SOLVED + timedelta(hours=4)) == planning.Planned()
    assert planning.plan(NOON) == planning.Planned(asked=1)
    stock.store(contact(2, at=SOLVED - DAY))
    assert planning.plan(NOON + timedelta(hours=1)) == planning.Planned()
    assert planning.plan(NOON + DAY) == planning.Planned(asked=1)
    assert survey.decisions.count() == 2


@pytest.mark.parametrize("status", ["open", "pending"])
def test_a_contact_that_is_open_again_is_not_asked_about(cast: Cast, status: str) -> None:
    surveys_stock.survey(cast)
    stock.store(contact(status=status))
    assert planning.plan(NOON) == planning.Planned()


@pytest.mark.parametrize(
    "email", ["", "lea", "lea@", "lea@ex ample.com", "lea@example.com\nBcc: x@y.z"]
)
def test_what_is_no_address_is_not_written_to(cast: Cast, email: str) -> None:
    survey = surveys_stock.survey(cast)
    customer = Party(id="client-9", name="Léa Martin", email=email or None)
    stock.store(contact(customer=customer))
    planning.plan(NOON)
    assert gates_of(survey) == ["address"]


def test_an_announced_event_is_asked_about_days_later_and_once(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="event", delay_days=7)
    told: dict[str, Any] = {"email": "Zia@example.com", "language": "en", "key": "order-42"}
    for _again in range(2):
        services.announce(survey, by=cast.claire, happened_at=NOON, **told)
    assert planning.plan(NOON + 6 * DAY) == planning.Planned()
    assert planning.plan(NOON + 7 * DAY) == planning.Planned(asked=1)
    assert planning.plan(NOON + 8 * DAY) == planning.Planned()
    assert survey.invitations.get().email == "zia@example.com"


def test_a_contact_chosen_by_hand_is_asked_about(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="hand")
    (pk,) = stock.store(contact())
    services.announce(survey, by=cast.claire, conversation=pk, happened_at=NOON)
    planning.plan(NOON)
    assert survey.invitations.get().conversation_id == pk
    with pytest.raises(NobodyToAskError):
        services.announce(survey, by=cast.claire, conversation=404)
    services.pause_survey(survey, by=cast.claire)
    with pytest.raises(NotRunningError):
        services.announce(survey, by=cast.claire, conversation=pk)


def test_planning_costs_the_same_for_one_as_for_twelve(cast: Cast) -> None:
    surveys_stock.survey(cast, survey_clock_days=0)
    stock.store(contact(1), read=False)
    planning.plan(NOON)  # the house rules are written the first time
    stock.store(contact(2), read=False)
    with CaptureQueriesContext(connection) as one:
        planning.plan(NOON)
    stock.store(*(contact(n) for n in range(3, 15)), read=False)
    with CaptureQueriesContext(connection) as twelve:
        assert planning.plan(NOON).asked == 12
    assert len(twelve) == len(one)


def test_why_is_answered_from_what_was_true_then(cast: Cast) -> None:
    survey = surveys_stock.survey(cast, channels=["email"])
    (pk,) = stock.store(contact(channel="chat"))
    planning.plan(NOON)
    services.change_survey(survey, by=cast.claire, channels=[])
    by_address = queries.decisions_about(cast.claire, " Lea1@example.com", NOON + DAY)
    assert by_address == queries.decisions_about(cast.claire, str(pk), NOON + DAY)
    (told,) = [explaining.explained(one) for one in by_address]
    assert told.sentence == "Non interrogé : canal chat ; l’enquête porte sur : e-mail."
    assert [gate.state for gate in told.gates] == ["open"] * 3 + ["closed"] + ["unseen"] * 4
    assert len(told.gates) == len(GATES)


def test_why_knows_the_moment_and_the_scope(cast: Cast) -> None:
    surveys_stock.survey(cast)
    (pk,) = stock.store(contact())
    planning.plan(NOON)
    assert queries.decisions_about(cast.claire, "lea1@example.com", NOON) == []
    for stranger in (cast.malik,):
        assert queries.decisions_about(stranger, "lea1@example.com", NOON + DAY) == []
        assert queries.decisions_about(stranger, str(pk), NOON + DAY) == []
    assert len(queries.decisions_about(cast.paul, "lea1@example.com", NOON + DAY)) == 1


def test_every_gate_has_its_sentence(cast: Cast) -> None:
    surveys_stock.survey(cast)
    stock.store(contact())
    planning.plan(NOON)
    decision = Decision.objects.get()
    for gate in GATES:
        decision.gate, decision.outcome, decision.retry_at = gate, "not_asked", NOON
        told = explaining.explained(decision)
        assert told.sentence.startswith("Non interrogé : ")
        assert all(one.fact for one in told.gates if one.state != "unseen")
    decision.gate, decision.outcome = "quiet", "later"
    assert explaining.explained(decision).sentence.startswith("Remis à plus tard")


def test_the_second_occasion_of_one_person_is_told_apart(cast: Cast) -> None:
    survey = surveys_stock.survey(cast)
    lea = contact(1).customer
    stock.store(contact(1), contact(2, customer=lea, solved_at=SOLVED + timedelta(hours=1)))
    assert planning.plan(NOON) == planning.Planned(asked=1, not_asked=1)
    second = survey.decisions.get(outcome="not_asked")
    assert "au même moment pour une autre occasion" in explaining.explained(second).sentence
