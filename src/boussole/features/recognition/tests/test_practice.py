"""A manager's own practice: what it says, when it says that it cannot, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.features.coaching import queries as coaching
from boussole.features.coaching import services as situations
from boussole.features.playbook import questions
from boussole.features.playbook.models import Question
from boussole.features.recognition import lines, services
from boussole.features.recognition.practice import practice
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, propose, question, store

pytestmark = pytest.mark.django_db
WEEK = MONDAY.date()


def weeks_of_situations(count: int) -> None:
    """Each week a late escalation and a recovery of Awa's, and as many of Bruno's."""
    for week in range(count):
        at = MONDAY + timedelta(weeks=week)
        store(
            noun(f"late-{week}", LATE_TALK, at=at),
            noun(f"good-{week}", TALK, at=at),
            noun(f"late-b-{week}", LATE_TALK, at=at, agent="agent-bruno"),
            noun(f"good-b-{week}", TALK, at=at, agent="agent-bruno"),
        )
        propose(at.date())


def test_too_little_is_said_to_be_too_little(cast: Cast) -> None:
    found = practice(cast.claire, timezone.now())
    assert found.weeks == []
    assert found.rhythm.startswith("Il faut au moins trois semaines")
    assert "trop peu pour parler d’équilibre" in found.balance[0]
    assert found.balance[1] == "Vous n’avez encore remercié personne ici sur cette période."
    assert found.answered == ["Vous n’avez encore répondu à aucune question sur le playbook."]


def test_each_week_says_what_this_manager_made_of_it(cast: Cast) -> None:
    weeks_of_situations(3)
    first, second, *others = coaching.of_week(cast.claire, WEEK)
    situations.mark_seen(first, by=cast.claire)
    situations.dismiss(second, by=cast.claire, reason="talked")
    situations.mark_seen(others[0], by=cast.awa)
    found = practice(cast.claire, timezone.now())
    oldest = found.weeks[-1]
    assert (oldest.proposed, oldest.seen, oldest.dismissed) == (len(others) + 2, 1, 1)
    assert oldest.reasons == ("nous en avons déjà parlé",)
    assert found.rhythm.startswith("Vous avez regardé des situations pendant 1 des 3")
    assert practice(cast.malik, timezone.now()).weeks == []


def test_balance_is_said_from_ten_situations(cast: Cast) -> None:
    weeks_of_situations(3)
    proposed = [
        one
        for monday in coaching.weeks(cast.claire)
        for one in coaching.of_week(cast.claire, monday)
    ]
    assert len(proposed) == 12
    for one in proposed[:9]:
        situations.mark_seen(one, by=cast.claire)
    assert "trop peu" in practice(cast.claire, timezone.now()).balance[0]
    for one in proposed[9:11]:
        situations.mark_seen(one, by=cast.claire)
    successes = sum(one.success for one in proposed[:11])
    assert (
        f"Parmi les 11 situations que vous avez regardées, {successes} étaient"
        in (practice(cast.claire, timezone.now()).balance[0])
    )


def test_thanks_are_those_one_gave(cast: Cast) -> None:
    weeks_of_situations(1)
    services.thank(cast.awa, by=cast.bruno, sentence="Une explication claire.")
    services.thank(cast.awa, by=cast.claire, sentence="Une explication claire.")
    assert practice(cast.claire, timezone.now()).balance[1].startswith("Vous avez remercié 1 fois")


def test_questions_say_how_long_they_waited(cast: Cast) -> None:
    asked = Question.objects.get(pk=question(cast))
    questions.answer(asked, "Oui.", by=cast.claire)
    now = timezone.now()
    Question.objects.update(asked_at=now - timedelta(days=3), answered_at=now)
    assert practice(cast.claire, now).answered == [
        "Vous avez répondu à 1 question, qui a attendu 3\xa0j."
    ]
    question(cast)
    waiting = practice(cast.malik, now + timedelta(days=2)).answered
    assert waiting[0].startswith("Vous n’avez encore répondu")
    assert waiting[1].startswith("1 question attend encore une réponse, depuis")


def test_a_usual_wait_is_said_from_five_answers(cast: Cast) -> None:
    for _time in range(5):
        questions.answer(Question.objects.get(pk=question(cast)), "Oui.", by=cast.claire)
    (said,) = practice(cast.claire, timezone.now()).answered
    assert said.startswith("Vous avez répondu à 5 questions\xa0; la moitié")


def test_a_later_feature_adds_its_line(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_providers", [])
    line = lines.Line("L’accord avec l’équipe", "Pas encore assez de situations jugées.", "/")

    def provider(person: object) -> list[lines.Line]:
        return [line] if person == cast.claire else []

    lines.register(provider)
    lines.register(provider)
    for person, times in ((cast.claire, 1), (cast.malik, 0)):
        client.force_login(person)
        page = client.get(reverse("recognition:practice")).content.decode()
        assert page.count("Pas encore assez de situations jugées.") == times


def test_the_page_says_no_score(cast: Cast, client: Client) -> None:
    weeks_of_situations(3)
    client.force_login(cast.claire)
    page = client.get(reverse("recognition:practice")).content.decode()
    assert "%" not in page.split("<main")[1]
    assert "sur 5" not in page
