"""Recognitions: who may give, who reads what, and that the person thanked alone decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from boussole.features.coaching import queries as coaching
from boussole.features.coaching import services as situations
from boussole.features.conversations import judging, models
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.recognition import queries, services
from boussole.features.recognition.errors import (
    AlreadySharedError,
    AlreadyThankedError,
    OwnSuccessError,
)
from boussole.features.recognition.models import Recognition, ThanksToo
from tests.cast import Cast
from tests.recognition_stock import recognition_of_awa, success_of_awa
from tests.stock import MONDAY, TALK, noun, propose, store

pytestmark = pytest.mark.django_db
WEEK = MONDAY.date()


def given_to_awa(cast: Cast) -> Recognition:
    return Recognition.objects.get(pk=recognition_of_awa(cast)["pk"])


def walls(person: Person) -> list[tuple[str, str]]:
    """What each wall shows a person: the wall, and who is thanked on it."""
    return [
        (reach, one.recognition.recipient.name)
        for reach in ("team", "company")
        for one in queries.wall(person, reach).shown
    ]


def test_a_success_becomes_a_recognition_with_its_passage(cast: Cast) -> None:
    success_of_awa(cast)
    (success,) = (one for one in coaching.of_week(cast.claire, WEEK) if one.success)
    given = services.accept(success.pk, by=cast.claire)
    assert (given.recipient, given.by, given.team) == (cast.awa, cast.claire, cast.lyon)
    assert given.passage == success.passage
    assert given.origin == "proposal"
    assert set(given.rule_name) == {"fr", "en"}
    success.refresh_from_db()
    assert (success.status, success.decided_by) == ("seen", cast.claire)


def test_the_passage_holds_no_personal_data(cast: Cast) -> None:
    talk = (*TALK[:4], ("customer", "Merci beaucoup, écrivez à jeanne.moulin@example.com."))
    store(noun("good", talk))
    propose()
    for one in coaching.of_week(cast.claire, WEEK):
        if one.success:
            assert "jeanne" not in services.accept(one.pk, by=cast.claire).passage.casefold()


def test_nothing_is_shown_before_the_person_chose(cast: Cast) -> None:
    given_to_awa(cast)
    for person in cast.people().values():
        assert walls(person) == []
    assert [one.recognition.passage for one in queries.received(cast.awa)] != []
    for person in (cast.bruno, cast.malik, cast.odile, cast.claire):
        assert queries.received(person) == []


def test_the_team_then_the_company_then_nobody(cast: Cast) -> None:
    given = given_to_awa(cast)
    services.choose_reach(given, "team", by=cast.awa)
    assert walls(cast.bruno) == walls(cast.claire) == [("team", "Awa Diop")]
    assert walls(cast.nina) == walls(cast.malik) == walls(cast.odile) == []
    services.choose_reach(given, "company", by=cast.awa)
    assert walls(cast.bruno) == [("team", "Awa Diop"), ("company", "Awa Diop")]
    assert walls(cast.nina) == walls(cast.odile) == [("company", "Awa Diop")]
    services.choose_reach(given, "private", by=cast.awa)
    assert all(walls(person) == [] for person in cast.people().values())


def test_only_the_person_thanked_chooses_or_withdraws(cast: Cast) -> None:
    given = given_to_awa(cast)
    for person in (cast.claire, cast.bruno):
        with pytest.raises(LookupError):
            services.choose_reach(given, "company", by=person)
        with pytest.raises(LookupError):
            services.withdraw(given, by=person)


def test_what_is_withdrawn_is_erased_and_not_proposed_again(cast: Cast) -> None:
    given = given_to_awa(cast)
    services.choose_reach(given, "company", by=cast.awa)
    services.thank_too(given, by=cast.nina)
    services.withdraw(given, by=cast.awa)
    given.refresh_from_db()
    assert given.passage == given.sentence == ""
    assert not ThanksToo.objects.exists()
    assert queries.received(cast.awa) == []
    assert all(walls(person) == [] for person in cast.people().values())
    assert queries.to_thank(cast.claire) == []
    propose()
    assert queries.to_thank(cast.claire) == []


def test_one_takes_back_what_is_still_private(cast: Cast) -> None:
    given = given_to_awa(cast)
    services.choose_reach(given, "team", by=cast.awa)
    with pytest.raises(AlreadySharedError):
        services.take_back(given, by=cast.claire)
    services.choose_reach(given, "private", by=cast.awa)
    services.take_back(given, by=cast.claire)
    assert not Recognition.objects.exists()
    assert [one.recipient for one in queries.to_thank(cast.claire)] == [cast.awa]


def test_a_success_is_thanked_for_once(cast: Cast) -> None:
    success = success_of_awa(cast)["pk"]
    services.accept(success, by=cast.claire)
    with pytest.raises(AlreadyThankedError):
        services.accept(success, by=cast.claire)


def test_nobody_thanks_themselves(cast: Cast) -> None:
    with pytest.raises(OwnSuccessError):
        services.accept(success_of_awa(cast)["pk"], by=cast.awa)
    with pytest.raises(OwnSuccessError):
        services.thank(cast.claire, by=cast.claire, sentence="Bravo.")


def test_another_team_s_success_does_not_exist(cast: Cast) -> None:
    with pytest.raises(LookupError):
        services.accept(success_of_awa(cast)["pk"], by=cast.malik)


def test_whom_to_thank_leaves_out_what_was_set_aside_or_contested(cast: Cast) -> None:
    success = success_of_awa(cast)["pk"]
    assert [one.situation for one in queries.to_thank(cast.claire)] == [success]
    assert queries.to_thank(cast.malik) == queries.to_thank(cast.awa) == []
    (one,) = (one for one in coaching.of_week(cast.claire, WEEK) if one.success)
    situations.mark_seen(one, by=cast.awa)
    assert len(queries.to_thank(cast.claire)) == 1
    conversation = models.Conversation.objects.get(pk=one.conversation_id)
    judging.judge(conversation, one.turn, "rule", one.rule, "wrong", by=cast.bruno)
    assert queries.to_thank(cast.claire) == []
    judging.judge(conversation, one.turn, "rule", one.rule, "right", by=cast.claire)
    assert len(queries.to_thank(cast.claire)) == 1
    situations.dismiss(one, by=cast.claire, reason="not_useful")
    assert queries.to_thank(cast.claire) == []


def test_thanks_of_others_are_named_to_the_person_alone(cast: Cast) -> None:
    given = given_to_awa(cast)
    services.choose_reach(given, "team", by=cast.awa)
    services.thank_too(given, by=cast.bruno)
    services.thank_too(given, by=cast.bruno)
    (own,) = queries.wall(cast.awa, "team").shown
    assert own.thanks == ("Bruno Lefèvre",)
    for person, thanked in ((cast.bruno, True), (cast.claire, False)):
        (seen,) = queries.wall(person, "team").shown
        assert (seen.thanks, seen.thanked) == ((), thanked)
    services.no_longer_thank(given, by=cast.bruno)
    assert queries.received(cast.awa)[0].thanks == ()


def test_a_sentence_keeps_the_colleague_s_name_and_no_customer_s_data(cast: Cast) -> None:
    said = "Merci Awa, tu as rappelé Mme Jeanne Moulin au 06 12 34 56 78 avant midi."
    given = services.thank(cast.awa, by=cast.bruno, sentence=said)
    assert "Merci Awa" in given.sentence
    assert "[PHONE]" in given.sentence
    assert "Moulin" not in given.sentence
    assert given.origin == "colleague"


def test_every_write_leaves_a_trace_without_words(cast: Cast) -> None:
    given = services.thank(cast.awa, by=cast.bruno, sentence="Une explication limpide.")
    services.choose_reach(given, "team", by=cast.awa)
    services.thank_too(given, by=cast.claire)
    services.no_longer_thank(given, by=cast.claire)
    services.withdraw(given, by=cast.awa)
    made = AuditEntry.objects.filter(action__startswith="recognition.").order_by("pk")
    assert [(entry.action.split(".")[1], entry.person) for entry in made] == [
        ("given", cast.bruno),
        ("reach_chosen", cast.awa),
        ("thanked_too", cast.claire),
        ("no_longer_thanked", cast.claire),
        ("withdrawn", cast.awa),
    ]
    assert "limpide" not in str([entry.details for entry in made])


def test_the_wall_pages_without_losing_or_repeating_any(cast: Cast) -> None:
    now = timezone.now()
    for number in range(7):
        given = services.thank(cast.awa, by=cast.claire, sentence=f"Numéro {number}.")
        services.choose_reach(given, "team", by=cast.awa)
    # Several share an instant: the order still never ties.
    Recognition.objects.update(shared_at=now)
    read, before = [], None
    for _page in range(4):
        found = queries.wall(cast.bruno, "team", before, size=2)
        read += [one.recognition.sentence for one in found.shown]
        before = found.next
    assert before is None
    assert read == [f"Numéro {number}." for number in reversed(range(7))]


def test_two_years_later_it_is_forgotten(cast: Cast) -> None:
    given = given_to_awa(cast)
    now = timezone.now()
    assert services.forget(now + timedelta(days=729)) == 0
    assert services.forget(now + timedelta(days=731)) == 1
    assert not Recognition.objects.filter(pk=given.pk).exists()


def test_erasing_a_customer_erases_what_was_copied(cast: Cast) -> None:
    given = given_to_awa(cast)
    other = services.thank(cast.awa, by=cast.bruno, sentence="Une explication claire.")
    assert services.erase_passages([given.conversation_id or 0], by=cast.paul) == 1
    assert services.erase_passages([given.conversation_id or 0], by=cast.paul) == 0
    given.refresh_from_db()
    assert given.passage == ""
    assert Recognition.objects.filter(pk=other.pk, sentence=other.sentence).exists()
    (entry,) = AuditEntry.objects.filter(action="recognition.passages_erased")
    assert (entry.person, entry.details) == (cast.paul, {"count": 1})
