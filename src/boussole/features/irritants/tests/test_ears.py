"""What people hear: said in one line, masked, counted together, routed, answered, within each one's scope."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boussole.features.irritants import access, queries, services
from boussole.features.irritants.errors import NotUndoableError
from boussole.features.irritants.models import Heard
from boussole.features.organisation.models import AuditEntry, Department
from tests import stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINE = "Le formulaire de retour est introuvable"


def test_a_line_is_masked_and_its_author_reads_the_answer(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    client.post("/heard/", {"kind": "process", "line": f"{LINE}, dit jeanne@example.com"})
    said = Heard.objects.get()
    assert "jeanne" not in said.line
    assert said.team == cast.lyon
    department = Department.objects.create(name="Logistique", key="ears-logistics")
    client.force_login(cast.claire)
    client.post(f"/heard/{said.pk}/route/", {"department": department.pk})
    client.post(f"/heard/{said.pk}/answer/", {"answer": "Le lien est remis en page d’accueil."})
    client.force_login(cast.awa)
    assert "remis en page d’accueil" in client.get("/heard/").content.decode()
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"irritants.heard", "irritants.routed", "irritants.answered"} <= actions


def test_each_reads_within_their_scope(cast: Cast) -> None:
    said = services.hear("process", LINE, by=cast.awa)
    for person in (cast.awa, cast.claire, cast.odile):
        assert list(access.heard(person)) == [said]
    for person in (cast.bruno, cast.malik, cast.nina, cast.paul, cast.zoe):
        assert list(access.heard(person)) == []


def test_similar_lines_are_proposed_counted_together_and_parted(cast: Cast) -> None:
    first = services.hear("process", LINE, by=cast.awa)
    services.hear("process", "Les piles coûtent cher", by=cast.awa)
    said = services.hear("process", "Formulaire de retour introuvable", by=cast.bruno)
    assert queries.saying_the_same(said, cast.claire) == [first]
    assert queries.saying_the_same(said, cast.bruno) == []
    services.merge(said, first, by=cast.claire)
    assert [one.also for one in queries.to_route(cast.claire).shown] == [1, 0]  # type: ignore[attr-defined]  # annotated
    services.part(said, by=cast.claire)
    assert len(queries.to_route(cast.claire).shown) == 3


def test_merging_twice_keeps_one_first_line(cast: Cast) -> None:
    one, two, three = (services.hear("idea", LINE, by=cast.awa) for _ in range(3))
    services.merge(two, one, by=cast.claire)
    services.merge(one, three, by=cast.claire)
    assert set(Heard.objects.filter(same_as=three)) == {one, two}
    with pytest.raises(LookupError):
        services.merge(three, one, by=cast.claire)


def test_old_lines_are_forgotten_and_only_the_author_takes_back(cast: Cast) -> None:
    said = services.hear("idea", LINE, by=cast.awa)
    with pytest.raises(LookupError):
        services.take_back(said, by=cast.claire)
    assert services.forget(timezone.now()) == 0
    assert services.forget(timezone.now() + services.KEPT + timedelta(days=1)) == 1


def test_the_page_costs_the_same_with_one_line_and_with_twelve(cast: Cast, client: Client) -> None:
    client.force_login(cast.claire)
    costs = []
    for lines in (1, 11):
        for _ in range(lines):
            services.hear("idea", LINE, by=cast.awa)
        with CaptureQueriesContext(
            connection,
        ) as run:
            assert client.get("/heard/").status_code == 200
        costs.append(len(run))
    assert costs[0] == costs[1]


def test_a_message_is_joined_masked_when_its_reader_may_read_it(cast: Cast, client: Client) -> None:
    conversation = stock.conversation_of_awa(cast)["pk"]
    asked = f"/heard/?conversation={conversation}&turn=2"
    client.force_login(cast.awa)
    shown = client.get(asked).content.decode()
    assert "merci de me répondre avant vendredi" in shown
    assert "jeanne.moulin@example.com" not in shown
    client.post(asked, {"kind": "process", "line": LINE})
    said = Heard.objects.get()
    assert (said.conversation_id, said.turn) == (conversation, 2)
    assert "[EMAIL]" in said.passage
    services.erase_passages([conversation], by=None)
    said.refresh_from_db()
    assert (said.passage, said.line) == ("", LINE)


@pytest.mark.parametrize("turn", ["9", "-1", "x", ""])
def test_what_no_message_answers_to_is_said_without_one(
    cast: Cast, client: Client, turn: str
) -> None:
    conversation = stock.conversation_of_awa(cast)["pk"]
    client.force_login(cast.bruno)
    client.post(
        f"/heard/?conversation={conversation}&turn={turn}", {"kind": "process", "line": LINE}
    )
    client.post(f"/heard/?conversation={'9' * 30}&turn={turn}", {"kind": "process", "line": LINE})
    assert {(one.passage, one.conversation_id) for one in Heard.objects.all()} == {("", None)}
    client.force_login(cast.awa)
    client.post(
        f"/heard/?conversation={conversation}&turn={turn}", {"kind": "process", "line": LINE}
    )
    said = Heard.objects.get(by=cast.awa)
    assert (said.passage, said.conversation_id, said.turn) == ("", conversation, None)


def test_a_conversation_offers_to_say_what_one_hears_in_it(cast: Cast, client: Client) -> None:
    conversation = stock.conversation_of_awa(cast)["pk"]
    client.force_login(cast.awa)
    page = client.get(f"/conversations/{conversation}/").content.decode()
    assert f"/heard/?conversation={conversation}&amp;turn=2" in page
    assert "J’entends…" in page
    client.force_login(cast.paul)
    page = client.get(f"/conversations/{conversation}/").content.decode()
    assert "J’entends…" not in page


def test_a_route_and_an_answer_are_taken_back(cast: Cast, client: Client) -> None:
    said = services.hear("process", LINE, by=cast.awa)
    department = Department.objects.create(name="Logistique", key="ears-undone")
    client.force_login(cast.claire)
    client.post(f"/heard/{said.pk}/route/", {"department": department.pk})
    client.post(f"/heard/{said.pk}/answer/", {"answer": "C’est corrigé."})
    with pytest.raises(NotUndoableError):
        services.unroute(Heard.objects.get(), by=cast.claire)
    client.post(f"/heard/{said.pk}/unanswer/")
    client.post(f"/heard/{said.pk}/unroute/")
    said.refresh_from_db()
    assert (said.answer, said.answered_at, said.department) == ("", None, None)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"irritants.unrouted", "irritants.unanswered"} <= actions


def test_a_department_answers_itself_what_it_was_sent(cast: Cast, client: Client) -> None:
    sent, kept = (services.hear("process", LINE, by=cast.awa) for _ in range(2))
    department = Department.objects.create(name="Logistique", key="ears-denis", contact=cast.denis)
    services.route(sent, department, by=cast.claire)
    client.force_login(cast.denis)
    page = client.get("/irritants/asked/").content.decode()
    assert f"line-{sent.pk}" in page
    assert f"line-{kept.pk}" not in page
    assert client.post(f"/heard/{kept.pk}/answer/", {"answer": "Oui."}).status_code == 404
    client.post(f"/heard/{sent.pk}/answer/", {"answer": "Oui."})
    sent.refresh_from_db()
    assert sent.answer == "Oui."
    assert client.get("/heard/").status_code == 403


def test_lists_of_lines_have_pages_that_lose_none(cast: Cast) -> None:
    said = [services.hear("idea", f"Ligne {at}", by=cast.awa) for at in range(7)]
    services.merge(said[6], said[0], by=cast.claire)
    services.merge(said[5], said[0], by=cast.claire)
    services.merge(said[4], said[1], by=cast.claire)
    first = queries.to_route(cast.claire, size=2)
    also, pk = (int(part) for part in first.next.split("."))
    rest = queries.to_route(cast.claire, (also, pk), size=2)
    assert [*first.shown, *rest.shown] == [said[0], said[1], said[3], said[2]]
    assert rest.next == ""
    mine = queries.own(cast.awa, size=4)
    assert [*mine.shown, *queries.own(cast.awa, int(mine.next), size=4).shown] == said[::-1]
