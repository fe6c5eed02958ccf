"""Surveys are made, changed, started, paused and forgotten, each leaving one row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from boussole.core.surveys import Question
from boussole.core.text import Text
from boussole.features.conversations import models as conversations
from boussole.features.organisation.models import AuditEntry
from boussole.features.surveys import addresses, questions, services
from boussole.features.surveys.errors import UnfinishedSurveyError, UnreachableError
from boussole.features.surveys.models import Address, Answer, Decision, FollowUp, Invitation, Survey
from tests import surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON


def trail() -> list[str]:
    rows = AuditEntry.objects.filter(action__startswith="surveys.").order_by("pk")
    return list(rows.values_list("action", flat=True))


def test_each_action_leaves_one_row(cast: Cast) -> None:
    survey = services.create_survey(cast.claire, questions.usual(("csat_5",)), name="Enquête")
    services.change_survey(survey, by=cast.claire, share_percent=50)
    services.change_questions(survey, questions.usual(("nps_11",)), by=cast.claire)
    services.start_survey(survey, by=cast.claire)
    services.pause_survey(survey, by=cast.claire)
    services.change_house_rules(by=cast.claire, overall_clock_days=7)
    assert trail() == [
        f"surveys.{name}"
        for name in (
            "created",
            "changed",
            "questions_changed",
            "started",
            "paused",
            "rules_changed",
        )
    ]


def test_an_answer_leaves_one_row_when_begun_and_one_when_over(cast: Cast) -> None:
    surveys_stock.answered(cast, value=5, words="Merci")
    assert trail()[-2:] == ["surveys.answered", "surveys.finished"]


def test_what_cannot_be_asked_is_not_kept(cast: Cast) -> None:
    free = Question(key="q1", type="free", text=Text(fr="Un mot ?", en="A word?"))
    with pytest.raises(UnfinishedSurveyError):
        services.create_survey(cast.claire, [free], name="Enquête")
    survey = surveys_stock.survey(cast)
    with pytest.raises(UnfinishedSurveyError):
        services.change_questions(survey, [], by=cast.claire)
    assert Survey.objects.get().versions.count() == 1


def test_a_survey_that_nobody_could_answer_is_not_started(cast: Cast, settings: Settings) -> None:
    settings.PUBLIC_URL = ""
    with pytest.raises(UnreachableError):
        services.start_survey(surveys_stock.survey(cast, start=False), by=cast.claire)


def test_what_served_its_time_is_erased_and_refusals_are_kept(cast: Cast) -> None:
    one = surveys_stock.answered(cast, words="Ma facture est fausse")
    addresses.stop(one.email, Address.Why.OPTED_OUT, NOON)
    assert services.forget(NOON + services.KEPT_FOR) == 0
    assert services.forget(NOON + services.KEPT_FOR + timedelta(days=1)) == 1
    for table in (Invitation, Answer, Decision, FollowUp):
        assert not table.objects.exists()
    assert Address.objects.count() == 1
    assert trail()[-1] == "surveys.forgotten"
    assert Survey.objects.exists()


def test_erasing_a_contact_erases_what_was_asked_about_it(cast: Cast) -> None:
    surveys_stock.answered(cast, words="Ma facture est fausse")
    conversations.Conversation.objects.all().delete()
    for table in (Invitation, Answer, Decision, FollowUp):
        assert not table.objects.exists()
