"""The managers' pages: made, previewed, started, read, in both languages, at a fixed cost."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from boussole.features.metrics import called_back
from boussole.features.surveys import planning, questions
from boussole.features.surveys.models import FollowUp, Survey
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON, contact

GIVEN = {
    "name": "Après un contact", "trigger": "resolved", "per": "conversation", "delay_hours": 2, "delay_days": 0,
    "every_days": 90, "languages": ["fr", "en"], "channels": [], "survey_clock_days": 30, "share_percent": 100,
    "reminder_days": 3, "expires_days": 14, "follows_up": "on", "follow_up_days": 3,
    "q1-type": "csat_5", "q2-type": "free", "q2-fr": "Un mot ?", "q2-en": "A word?",
}  # fmt: skip


@pytest.fixture
def claire(cast: Cast, client: Client) -> Client:
    """Claire at her desk."""
    client.force_login(cast.claire)
    return client


def test_a_survey_is_made_with_usual_words_and_previewed(claire: Client) -> None:
    answer = claire.post(reverse("surveys:new"), GIVEN)
    survey = Survey.objects.get()
    assert answer["Location"] == reverse("surveys:preview", args=[survey.pk])
    asked = questions.read(questions.current(survey))
    assert [(one.key, one.type) for one in asked] == [("q1", "csat_5"), ("q2", "free")]
    assert asked[0].text == questions.WORDINGS["csat_5"]
    assert asked[1].text.en == "A word?"
    page = claire.get(answer["Location"]).content.decode()
    assert page.count("<iframe") == 2


def test_a_survey_that_cannot_be_asked_is_not_kept(claire: Client) -> None:
    answer = claire.post(reverse("surveys:new"), GIVEN | {"q1-type": "free"})
    assert "La première question est une note" in answer.content.decode()
    assert not Survey.objects.exists()


def test_other_questions_are_a_version_and_keep_their_keys(claire: Client, cast: Cast) -> None:
    invitation = surveys_stock.invited(cast)
    survey = invitation.survey
    changed = GIVEN | {
        "q1-key": "q1",
        "q2-key": "q2",
        "q2-type": "nps_11",
        "q2-fr": "",
        "q2-en": "",
    }
    claire.post(reverse("surveys:edit", args=[survey.pk]), changed)
    assert questions.current(survey).number == 2
    invitation.refresh_from_db()
    assert [one.type for one in questions.of(invitation)] == ["csat_5", "free"]
    claire.post(reverse("surveys:edit", args=[survey.pk]), changed)
    assert questions.current(survey).number == 2, "the same questions are no new version"


def test_the_preview_is_the_customer_page_in_either_language(claire: Client, cast: Cast) -> None:
    survey = surveys_stock.survey(cast)
    for language, words in (("fr", "Êtes-vous satisfait"), ("en", "How satisfied are you")):
        answer = claire.get(reverse("surveys:screen", args=[survey.pk, language, 1]))
        page = answer.content.decode()
        assert words in page
        assert f'<html lang="{language}"' in page
        assert '<button type="submit" disabled>' in page
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert claire.get(reverse("surveys:screen", args=[survey.pk, "fr", 3])).status_code == 404


def test_a_survey_is_not_started_when_customers_could_not_answer(
    claire: Client, cast: Cast, settings: Settings
) -> None:
    survey = surveys_stock.survey(cast, start=False)
    settings.PUBLIC_URL = ""
    answer = claire.post(reverse("surveys:start", args=[survey.pk]))
    assert "BOUSSOLE_PUBLIC_URL" in str(next(iter(get_messages(answer.wsgi_request))))
    survey.refresh_from_db()
    assert survey.state == "draft"
    settings.PUBLIC_URL = surveys_stock.PUBLIC_URL
    claire.post(reverse("surveys:start", args=[survey.pk]))
    survey.refresh_from_db()
    assert (survey.state, survey.started_at is None) == ("active", False)


def test_results_say_what_was_heard_in_words_masked_with_their_reason(
    claire: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one = surveys_stock.answered(
            cast, words="Ma facture est fausse, c’est inadmissible. Écrivez à lea1@example.com"
        )
    page = claire.get(reverse("surveys:results", args=[one.survey_id])).content.decode()
    assert "lea1@example.com" not in page
    assert "insatisfaction exprimée" in page
    assert reverse("conversations:conversation", args=[one.conversation_id]) in page
    assert "Pas assez de données" in page


def test_a_manager_asks_by_hand_about_their_own_contacts_alone(claire: Client, cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="hand")
    mine, foreign = stock.store(contact(1), contact(2, agent="agent-nina", team="team-nantes"))
    for number in (mine, foreign, 0):
        claire.post(reverse("surveys:ask", args=[survey.pk]), {"conversation": number})
    assert list(survey.occasions.values_list("conversation", flat=True)) == [mine]


def test_the_question_why_is_answered_and_leaves_a_trace(claire: Client, cast: Cast) -> None:
    surveys_stock.survey(cast, channels=["chat"])
    stock.store(contact())
    planning.plan(NOON)
    page = claire.get(reverse("surveys:why"), {"who": "lea1@example.com", "at": "2026-03-03"})
    assert "Non interrogé : canal e-mail ; l’enquête porte sur : chat." in page.content.decode()
    before = claire.get(reverse("surveys:why"), {"who": "lea1@example.com", "at": "2026-03-02"})
    assert "Aucune décision à ce jour" in before.content.decode()


def test_a_follow_up_is_taken_and_closed_and_the_customer_told(
    claire: Client, cast: Cast, mailoutbox: list[object]
) -> None:
    found = FollowUp.objects.get(invitation=surveys_stock.answered(cast))
    FollowUp.objects.update(owner=None)
    claire.post(reverse("surveys:take", args=[found.pk]))
    url = reverse("surveys:follow_up", args=[found.pk])
    assert claire.post(url, {"what_was_done": ""}).status_code == 200
    answer = claire.post(url, {"what_was_done": "Avoir émis", "told": "C’est corrigé."})
    assert answer["Location"] == reverse("surveys:follow_ups")
    found.refresh_from_db()
    assert (found.owner, found.closed_by) == (cast.claire, cast.claire)
    assert found.told_at is not None
    assert len(mailoutbox) == 1
    assert "Avoir émis" in claire.get(reverse("surveys:follow_ups")).content.decode()


@pytest.mark.parametrize("name", ["surveys:list", "surveys:follow_ups", "surveys:why"])
def test_a_page_costs_the_same_for_one_as_for_several(
    claire: Client, cast: Cast, name: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            claire.get(reverse(name), {"who": "lea1@example.com"})
        return len(asked)

    def low(number: int) -> None:
        survey = surveys_stock.survey(cast, name=f"Enquête {number}", survey_clock_days=0)
        stock.store(contact(number, solved_at=surveys_stock.SOLVED))
        planning.plan_survey(survey, NOON)
        for one in survey.invitations.all():
            FollowUp.objects.create(
                invitation=one, due_on=NOON.date(), opened_at=NOON, owner=cast.claire
            )

    low(1)
    cost()
    first = cost()
    for number in range(2, 6):
        low(number)
    assert cost() == first


def test_pages_are_read_in_english(claire: Client, cast: Cast) -> None:
    cast.claire.language = "en"
    cast.claire.save()
    one = surveys_stock.answered(cast)
    for name, args in (
        ("surveys:list", []),
        ("surveys:results", [one.survey_id]),
        ("surveys:rules", []),
    ):
        page = claire.get(reverse(name, args=args)).content.decode()
        assert "Surveys" in page
        assert "Enquêtes" not in page


def test_home_says_who_waits_to_be_called_back(cast: Cast) -> None:
    surveys_stock.answered(cast)
    (line,) = called_back.decisions(cast.claire)
    assert line.title == "Un client attend d’être rappelé après une réponse basse"
    assert line.detail == "1 échéance est passée."
    assert list(called_back.decisions(cast.malik)) == []
    assert list(called_back.decisions(cast.odile)) == []


def test_a_new_survey_comes_filled_in(claire: Client) -> None:
    page = claire.get(reverse("surveys:new")).content.decode()
    assert page.count('type="checkbox" name="languages"') == 2
    assert len(re.findall(r'name="languages"[^>]*checked', page)) == 2
    assert re.search(r'name="expires_days" value="14"', page)
