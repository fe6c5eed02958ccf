"""The pages of sessions: what each reads, what may be done, and what no page ever shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import FloatField, IntegerField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from django.utils import timezone

from boussole.core.coaching.following import Rate, Result
from boussole.core.text import Text
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, models, queries, services, urls
from boussole.features.sessions.models import AgreedCue, FollowUp, Session
from tests.cast import Cast
from tests.sessions_stock import agreed_session, followed_cue, planned_session
from tests.stock import LATE_TALK, MONDAY, noun, propose, store

pytestmark = pytest.mark.django_db
CUE = "reformulate_before_explaining"


def page(client: Client, person: Person, name: str, *args: int) -> str:
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_manager_plans_a_session_and_may_undo_it(cast: Cast, client: Client) -> None:
    store(noun("late", LATE_TALK))
    propose()
    client.force_login(cast.claire)
    day = timezone.localdate() + timedelta(days=1)
    answer = client.post(
        reverse("sessions:new"),
        {"kind": "one_to_one", "participants": [cast.awa.pk], "planned_on": day.isoformat()},
        follow=True,
    )
    text = " ".join(answer.content.decode().split())
    made = Session.objects.get()
    assert "Entretien individuel · Awa Diop" in text
    assert "Aucune réussite n’y a été relevée" in text
    assert reverse("sessions:cancel", args=[made.pk]) in text
    client.post(reverse("sessions:cancel", args=[made.pk]))
    assert "Annulée" in page(client, cast.awa, "sessions:session", made.pk)
    page(client, cast.claire, "sessions:session", made.pk)
    client.post(reverse("sessions:restore", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == Session.State.PLANNED


def test_what_is_refused_is_said_and_nothing_is_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    day = timezone.localdate().isoformat()
    both = {"kind": "one_to_one", "participants": [cast.awa.pk, cast.bruno.pk], "planned_on": day}
    text = client.post(reverse("sessions:new"), both).content.decode()
    assert "une seule personne" in text
    foreign = {"kind": "one_to_one", "participants": [cast.nina.pk], "planned_on": day}
    assert client.post(reverse("sessions:new"), foreign).status_code == 200
    assert not Session.objects.exists()


def test_a_session_from_its_cue_to_its_closing(cast: Cast, client: Client) -> None:
    pk = planned_session(cast)["pk"]
    client.force_login(cast.claire)
    cue = {"person": cast.awa.pk, "key": CUE, "weeks": 6, "smallest": 0.2}
    agreement = {"text": "Relire la fiche", "person": cast.awa.pk, "due_on": "2026-01-05"}
    client.post(reverse("sessions:agree_cue", args=[pk]), cue)
    twice = client.post(reverse("sessions:agree_cue", args=[pk]), cue, follow=True)
    assert "déjà convenu" in twice.content.decode()
    client.post(reverse("sessions:agree", args=[pk]), agreement)
    client.post(reverse("sessions:write_note", args=[pk]), {"text": "Entre nous"})
    today = timezone.localdate()
    answer = client.post(
        reverse("sessions:close", args=[pk]), {"held_on": today.isoformat()}, follow=True
    )
    text = " ".join(answer.content.decode().split())
    assert "Ses repères sont suivis à partir de demain." in text
    assert reverse("sessions:reopen", args=[pk]) in text
    assert "avant tout comptage" in text
    of_awa = page(client, cast.awa, "sessions:session", pk)
    for said in ("Reformulez avant d’expliquer.", "Relire la fiche", "Entre nous", "date passée"):
        assert said in of_awa
    (done,) = access.agreements(cast.awa)
    client.post(reverse("sessions:agreement_done", args=[pk, done.pk]))
    done.refresh_from_db()
    assert done.done_at is not None


def test_an_agent_writes_their_own_remark(cast: Cast, client: Client) -> None:
    pk = planned_session(cast)["pk"]
    client.force_login(cast.awa)
    client.post(reverse("sessions:remark", args=[pk]), {"text": "Je vois les choses autrement."})
    assert "Je vois les choses autrement." in page(client, cast.claire, "sessions:session", pk)


def test_situations_are_chosen_among_the_participants(cast: Cast, client: Client) -> None:
    pk = planned_session(cast)["pk"]
    assert "J’ai déjà patienté" not in page(client, cast.claire, "sessions:topics", pk)
    client.post(reverse("sessions:topics", args=[pk]), {"situations": []})
    assert "Aucune situation choisie" in page(client, cast.awa, "sessions:session", pk)
    client.force_login(cast.claire)
    wrong = client.post(reverse("sessions:topics", args=[pk]), {"situations": ["999999"]})
    assert "n’est pas celle d’un participant" in wrong.content.decode()


def test_empty_pages_teach(cast: Cast, client: Client) -> None:
    assert reverse("sessions:new") in page(client, cast.claire, "sessions:list")
    assert reverse("coaching:situations") in page(client, cast.awa, "sessions:list")
    assert "Aucun repère convenu" in page(client, cast.awa, "sessions:cues")
    cast.lyon.memberships.filter(kind="agent").delete()
    assert "Personne à rencontrer" in page(client, cast.claire, "sessions:new")


def test_pages_speak_english(cast: Cast, client: Client) -> None:
    pk = followed_cue(cast)["pk"]
    Person.objects.update(language="en")
    for person in (cast.claire, cast.awa):
        person.refresh_from_db()
        text = page(client, person, "sessions:session", pk)
        assert "What is looked at" in text
        assert "Offer to hand over at the first request." in text
        assert "Ce qui est" not in text


@pytest.mark.parametrize("name", ["sessions:list", "sessions:cues"])
def test_a_list_asks_no_more_questions_for_more_sessions(
    name: str, cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    planned_and_closed(cast, 1)
    client.force_login(cast.awa)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(name))
    planned_and_closed(cast, 4, first=10)
    with django_assert_num_queries(len(few)):
        client.get(reverse(name))


def test_a_session_asks_no_more_questions_for_more_of_everything(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    session = Session.objects.get(**agreed_session(cast))
    client.force_login(cast.claire)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("sessions:session", args=[session.pk]))
    store(*(noun(f"more-{n}", LATE_TALK, at=MONDAY + timedelta(weeks=n)) for n in range(1, 4)))
    for week in range(1, 4):
        propose((MONDAY + timedelta(weeks=week)).date())
    services.choose_topics(
        session, [one.pk for one in queries.choosable(cast.claire, session)], by=cast.claire
    )
    assert session.topics.count() > 2
    services.agree_cue(session, cast.awa, CUE, by=cast.claire)
    for number in range(4):
        services.write_note(session, f"Note {number}", by=cast.awa)
        services.agree(session, f"{number}", by=cast.claire, person=cast.awa, due_on=None)
    with django_assert_num_queries(len(few)):
        client.get(reverse("sessions:session", args=[session.pk]))


def planned_and_closed(cast: Cast, count: int, first: int = 0) -> None:
    for number in range(first, first + count):
        day = date(2026, 1, 5) + timedelta(weeks=8 * number)
        with_cue(cast, cast.awa, day)


def with_cue(cast: Cast, person: Person, day: date, followed: int | None = None) -> AgreedCue:
    """A closed session of Claire's; ``followed`` of twenty occasions since."""
    session = Session.objects.create(
        kind="one_to_one", planned_on=day, held_on=day, manager=cast.claire, state="closed"
    )
    session.participants.create(person=person)
    cue = session.cues.create(
        person=person,
        key=CUE,
        sentence="Reformulez.",
        weeks=6,
        smallest_effect=0.2,
        start=day + timedelta(days=1),
        ends=day + timedelta(days=43),
    )
    if followed is not None:
        FollowUp.objects.create(
            cue=cue,
            key="k",
            result=result(followed).model_dump(mode="json"),
            counted_at=timezone.now(),
        )
    return cue


def result(followed: int) -> Result:
    rate = Rate(followed=followed, n=20, low=0.1, high=0.9)
    return Result(
        as_of=date(2026, 6, 1),
        ends=date(2026, 6, 1),
        people=1,
        before=rate,
        after=rate,
        others_before=rate,
        others_after=rate,
        verdict="unclear",
        why="judged",
        said=Text(fr="Résultat incertain.", en="Unclear."),
    )


def _pages() -> Iterator[str]:
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        yield f"sessions:{pattern.name}"


def names_in_order(text: str) -> list[str]:
    return re.findall("Awa Diop|Bruno Lefèvre", text)


def test_no_page_orders_people_by_a_rate(cast: Cast, client: Client) -> None:
    """Whatever their rates, people stand in the same order: that of dates, then of names."""
    day = date(2026, 5, 4)
    awa, bruno = with_cue(cast, cast.awa, day, 3), with_cue(cast, cast.bruno, day, 17)
    group = services.plan(
        by=cast.claire,
        kind="collective",
        planned_on=day,
        participants=[cast.bruno, cast.awa],
        today=day,
    )
    for person in (cast.bruno, cast.awa):
        services.agree_cue(group, person, "explain_a_refusal", by=cast.claire)
    seen = {}
    for swapped in (False, True):
        for cue, followed in ((awa, 17 if swapped else 3), (bruno, 3 if swapped else 17)):
            FollowUp.objects.filter(cue=cue).update(result=result(followed).model_dump(mode="json"))
        client.force_login(cast.claire)
        for name in ("sessions:list", "sessions:new"):
            text = client.get(reverse(name)).content.decode()
            seen[name, swapped] = names_in_order(text)
            # Nor does a list of several people show a figure of any of them.
            assert "occasions" not in text
        shown = client.get(reverse("sessions:session", args=[group.pk])).content.decode()
        seen["sessions:session", swapped] = names_in_order(shown)
    for name in {name for name, _swapped in seen}:
        assert seen[name, False] == seen[name, True], name
        assert "Awa Diop" in seen[name, True], name


def test_a_group_s_cues_compare_nobody(cast: Cast, client: Client) -> None:
    """The manager reads them together; each reads their own, and nobody else's."""
    day = date(2026, 5, 4)
    cue = with_cue(cast, cast.awa, day, 3)
    cue.session.participants.create(person=cast.bruno)
    other = cue.session.cues.create(
        person=cast.bruno,
        key=CUE,
        sentence=cue.sentence,
        weeks=6,
        smallest_effect=0.2,
        start=cue.start,
        ends=cue.ends,
    )
    FollowUp.objects.create(
        cue=other,
        key="k",
        result=result(17).model_dump(mode="json"),
        settled=True,
        counted_at=timezone.now(),
    )
    for name, args in (("sessions:session", [cue.session_id]), ("sessions:list", [])):
        of_claire = page(client, cast.claire, name, *args)
        assert "2 personnes, suivi terminé" in of_claire
        for figure in ("occasions", "incertain"):
            assert figure not in of_claire
    of_awa = page(client, cast.awa, "sessions:session", cue.session_id)
    assert "3 sur 20 occasions" in of_awa
    assert "17 sur 20" not in of_awa
    late = date(2026, 8, 1)
    assert queries.to_read(cast.claire, late, queries.watched(cast.claire)) == []
    assert queries.to_read(cast.bruno, late, queries.watched(cast.bruno)) == [other]


def test_nothing_of_a_person_is_exported(cast: Cast, client: Client) -> None:
    """No address answers with anything but a page, whatever is asked of it."""
    ids = {"pk": followed_cue(cast)["pk"], "cue": 1, "agreement": 1, "note": 1, "situation": 1}
    client.force_login(cast.claire)
    for pattern in urls.urlpatterns:
        known = {name: ids[name] for name in pattern.pattern.converters}
        url = reverse(f"sessions:{pattern.name}", kwargs=known)
        for asked in ({}, {"format": "csv"}, {"export": "1"}, {"sort": "rate", "order": "rate"}):
            answer = client.get(url, asked, headers={"accept": "text/csv, application/json"})
            assert "Content-Disposition" not in answer.headers
            assert answer.headers.get("Content-Type", "text/html").startswith("text/html")


def test_no_column_holds_a_score_of_a_person() -> None:
    """Numbers of the tables are declarations; what is counted is one document that no query sorts by."""
    tables = (models.AgreedCue, models.FollowUp, models.Participant, models.Session)
    numbers = {
        field.name
        for table in tables
        for field in table._meta.concrete_fields
        if isinstance(field, IntegerField | FloatField) and not field.primary_key
    }
    assert numbers == {"weeks", "smallest_effect"}


def test_every_address_of_the_app_was_looked_at() -> None:
    assert len(set(_pages())) == len(urls.urlpatterns)


def test_a_session_someone_left_is_not_found(cast: Cast, client: Client) -> None:
    pk = agreed_session(cast)["pk"]
    cast.lyon.memberships.filter(person=cast.awa).delete()
    client.force_login(cast.claire)
    assert client.get(reverse("sessions:session", args=[pk])).status_code == 404
