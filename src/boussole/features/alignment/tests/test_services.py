"""A session from its opening to its forgetting: what is copied, who judges what, what is kept."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from boussole.features.alignment import queries, services
from boussole.features.alignment.errors import (
    AlreadySubmittedError,
    DateRefusedError,
    IncompleteError,
    NotClosedError,
    NotEnoughSituationsError,
    PassageNotFoundError,
    SessionClosedError,
)
from boussole.features.alignment.models import Answer, Item, Participant, Session
from boussole.features.alignment.services import Said
from boussole.features.conversations.models import Conversation
from boussole.features.organisation.models import AuditEntry
from tests.alignment_stock import (
    RULE,
    answer_all,
    close,
    open_session,
    place_of,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def yes(_place: int, _rule: str) -> str:
    return "met"


def test_situations_are_copied_masked_and_without_names(facts: Cast) -> None:
    session = open_session(facts)
    items = list(session.items.all())
    assert [item.place for item in items] == [1, 2, 3, 4, 5, 6]
    kept = json.dumps([[item.messages, item.subject] for item in items], ensure_ascii=False)
    for personal in ("jeanne.moulin", "Jeanne", "Moulin", "Awa", "Diop", "Bruno", "agent-"):
        assert personal not in kept
    assert "[EMAIL]" in kept
    assert set(items[0].messages[0]) == {"turn", "role", "text", "public", "minutes"}


def test_some_of_each_sort_are_drawn_and_counted(facts: Cast) -> None:
    session = open_session(facts)
    counted = queries.drawn(session)[RULE]
    assert sum(counted.values()) == 6
    assert counted["without"] >= 2
    assert sum(counted.get(sort, 0) for sort in ("sure", "borderline")) >= 2


def test_the_same_lot_draws_the_same_situations(facts: Cast) -> None:
    first, again = open_session(facts), open_session(facts)
    other = open_session(facts, seed=8)
    drawn = [
        list(one.items.values_list("conversation", flat=True)) for one in (first, again, other)
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_nobody_judges_what_they_handled(facts: Cast) -> None:
    session = open_session(facts, count=12)
    for person in (facts.awa, facts.bruno):
        mine = queries.own_items(place_of(session, person))
        handled = Conversation.objects.filter(agent=person).values_list("pk", flat=True)
        assert set(mine.values_list("conversation", flat=True)) & set(handled) == set()
        assert 0 < mine.count() < 12
    assert queries.own_items(place_of(session, facts.claire)).count() == 12


def test_the_rule_keeps_the_words_and_version_it_was_judged_with(facts: Cast) -> None:
    (judged,) = open_session(facts).rules.all()
    assert set(judged.said) == {"name", "sentence", "meaning"}
    assert (judged.said["name"]["fr"], judged.rule_version >= 1) == ("Escalade tardive", True)


def test_too_few_conversations_are_refused(cast: Cast) -> None:
    with pytest.raises(NotEnoughSituationsError, match="0 conversations"):
        open_session(cast)
    assert not Session.objects.exists()


def test_a_date_is_near_and_not_past(facts: Cast) -> None:
    today = timezone.localdate()
    people = queries.invitable(facts.claire)
    for days in (-1, 61):
        with pytest.raises(DateRefusedError):
            services.create_session(
                by=facts.claire,
                rules=[RULE],
                people=people,
                count=6,
                closes_on=today + timedelta(days=days),
            )


def test_answers_change_until_they_are_handed_in(facts: Cast) -> None:
    session = open_session(facts)
    mine = place_of(session, facts.awa)
    item = queries.own_items(mine)[0]
    services.judge(mine, item, {RULE: Said("met", sure=True)}, by=facts.awa)
    services.judge(mine, item, {RULE: Said("not_met", sure=False)}, by=facts.awa)
    assert list(Answer.objects.values_list("says", "sure")) == [("not_met", False)]
    with pytest.raises(IncompleteError):
        services.submit(mine, by=facts.awa)
    answer_all(session, facts.awa, yes)
    with pytest.raises(AlreadySubmittedError):
        services.judge(mine, item, {RULE: Said("not_met", sure=True)}, by=facts.awa)
    with pytest.raises(AlreadySubmittedError):
        services.submit(mine, by=facts.awa)


def test_the_last_to_answer_closes_the_session(facts: Cast) -> None:
    session = open_session(facts, facts.claire, facts.awa)
    answer_all(session, facts.awa, yes)
    session.refresh_from_db()
    assert session.closed_at is None
    answer_all(session, facts.claire, yes)
    session.refresh_from_db()
    assert session.closed_at is not None


def test_its_date_closes_a_session_and_erases_what_was_not_handed_in(facts: Cast) -> None:
    session = open_session(facts)
    answer_all(session, facts.awa, yes)
    answer_all(session, facts.bruno, yes, submit=False)
    close(session)
    assert session.closed_at is not None
    assert {one.participant.person for one in queries.answers(session)} == {facts.awa}
    assert not Answer.objects.filter(participant__person=facts.bruno).exists()
    mine = place_of(session, facts.bruno)
    with pytest.raises(SessionClosedError):
        services.submit(mine, by=facts.bruno)
    assert services.close_due() == 0


def test_an_open_session_gives_no_answer_to_anyone(facts: Cast) -> None:
    session = open_session(facts)
    answer_all(session, facts.awa, yes)
    with pytest.raises(NotClosedError):
        queries.answers(session)
    with pytest.raises(NotClosedError):
        queries.items_with_readings(session)
    with pytest.raises(NotClosedError):
        queries.answers_about(session.rules.select_related("session"))
    assert queries.history(facts.claire, RULE) == []
    assert not queries.closed_for(facts.claire).exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("parler à un responsable", "parler à un responsable"),
        ("  JE VEUX   parler ", "Je veux parler"),
        ("C'est inadmissible", "C’est inadmissible"),
        ("", None),
    ],
)
def test_a_passage_is_found_in_the_message(words: str, found: str | None) -> None:
    text = "C’est inadmissible.\nJe veux parler à un responsable."
    item = Item(messages=[{"turn": 2, "text": text}])
    start, end = services.place_of(item, 2, words)
    assert (text[start:end] if start is not None else None) == found


def test_words_that_are_not_there_are_refused() -> None:
    item = Item(messages=[{"turn": 2, "text": "Bonjour"}])
    with pytest.raises(PassageNotFoundError, match="message 3"):
        services.place_of(item, 2, "Bonsoir")


def test_a_remark_names_nobody(facts: Cast) -> None:
    session = open_session(facts)
    mine = place_of(session, facts.claire)
    said = Said("met", sure=True, remark="Bruno Lefèvre aurait pu passer la main.")
    services.judge(mine, queries.own_items(mine)[0], {RULE: said}, by=facts.claire)
    remark = Answer.objects.get().remark
    assert "Lefèvre" not in remark
    assert remark.endswith("aurait pu passer la main.")


def test_a_session_is_prolonged_or_cancelled(facts: Cast) -> None:
    session = open_session(facts)
    answer_all(session, facts.awa, yes)
    later = timezone.localdate() + timedelta(days=20)
    assert services.extend(session, later, by=facts.claire).closes_at > session.closes_at
    with pytest.raises(DateRefusedError):
        services.extend(session, timezone.localdate(), by=facts.claire)
    services.cancel(session, by=facts.claire)
    assert not Session.objects.exists()
    assert not Answer.objects.exists()
    other = close(open_session(facts))
    with pytest.raises(SessionClosedError):
        services.cancel(other, by=facts.claire)
    with pytest.raises(SessionClosedError):
        services.extend(other, later, by=facts.claire)


def test_every_action_leaves_a_trace_without_answers(facts: Cast) -> None:
    session = open_session(facts, facts.claire, facts.awa)
    answer_all(session, facts.awa, yes)
    answer_all(session, facts.claire, yes)
    trail = AuditEntry.objects.filter(action__startswith="alignment.")
    assert set(trail.values_list("action", flat=True)) == {
        "alignment.session_created",
        "alignment.situation_judged",
        "alignment.answers_submitted",
        "alignment.session_closed",
    }
    assert "met" not in json.dumps(list(trail.values_list("details", flat=True)))


def test_a_year_later_only_figures_are_kept(facts: Cast) -> None:
    session = close_after_everyone(facts)
    assert services.forget() == 0
    Session.objects.update(closed_at=timezone.now() - timedelta(days=366))
    assert services.forget() == 1
    assert services.forget() == 0
    assert not Answer.objects.exists()
    assert not Item.objects.exists()
    assert not Participant.objects.exists()
    session.refresh_from_db()
    assert session.forgotten_at is not None
    assert session.rules.get().figures["percent"]["value"] == 1.0


def close_after_everyone(cast: Cast) -> Session:
    session = open_session(cast)
    for person in (cast.awa, cast.bruno, cast.claire):
        answer_all(session, person, lambda place, _rule: "met" if place % 2 else "not_met")
    session.refresh_from_db()
    return session


def test_erasing_a_conversation_erases_its_situation(facts: Cast) -> None:
    session = close_after_everyone(facts)
    session.items.all()[0].conversation.delete()
    assert session.items.count() == 5
    assert Answer.objects.filter(item__place=1).count() == 0
