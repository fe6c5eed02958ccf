"""Who reads a comment: the team's manager, the leadership of a team without one, or the leadership without the team."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person
from boussole.features.wellbeing import answering, services, waves
from boussole.features.wellbeing.models import Comment, Reply, Wave
from tests.cast import Cast
from tests.wellbeing_stock import agents, answers, people_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
WORDS = "Les outils se figent à midi."
Reader = Comment.Reader


def page(person: Person, client: Client, name: str, *args: int) -> str:
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def launched(cast: Cast) -> Wave:
    return waves.launch("short", TODAY, by=cast.odile)


def kept() -> list[tuple[int | None, str]]:
    return sorted(Comment.objects.values_list("team", "reader"), key=str)


def test_a_comment_for_the_company_is_read_without_its_team(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    answers(wave, lyon[:1], comment=WORDS, company=True)
    answers(wave, lyon[1:])
    assert kept() == [(cast.lyon.pk, Reader.COMPANY)]
    waves.settle_due(wave.closes_on)
    assert kept() == [(None, Reader.COMPANY)]
    assert WORDS in page(cast.odile, client, "wellbeing:company")
    for person in (cast.claire, cast.odile, cast.awa):
        assert WORDS not in page(person, client, "wellbeing:team", cast.lyon.pk)


@pytest.mark.parametrize(
    ("nantes", "others", "kept_small"),
    # Nantes alone is too small; with another small team they are ten together.
    [(4, 0, False), (4, 5, False), (4, 6, True)],
)
def test_small_teams_are_read_together_from_ten(
    cast: Cast, nantes: int, others: int, *, kept_small: bool
) -> None:
    lyon, small = people_of_lyon(cast), agents(cast.nantes, nantes)
    brest = organisation.create_team(by=None, name="Brest", external_names=[])
    agents(brest, others)
    wave = launched(cast)
    answers(wave, lyon[:1], comment="De Lyon.", company=True)
    answers(wave, lyon[1:])
    answers(wave, small, comment=WORDS, company=True)
    answers(wave, list(Person.objects.filter(teams=brest)))
    waves.settle_due(wave.closes_on)
    texts = set(Comment.objects.values_list("text", flat=True))
    assert texts == ({"De Lyon.", WORDS} if kept_small else {"De Lyon."})


def test_nine_in_the_company_are_read_by_nobody(cast: Cast) -> None:
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    answers(wave, lyon[:9], comment=WORDS, company=True)
    waves.settle_due(wave.closes_on)
    assert kept() == []


def test_a_team_without_a_manager_writes_to_the_leadership(cast: Cast, client: Client) -> None:
    Membership.objects.filter(team=cast.lyon, kind="manager").delete()
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    (code,) = answers(wave, lyon[:1], comment=WORDS)
    answers(wave, lyon[1:])
    waves.settle_due(wave.closes_on)
    assert kept() == [(cast.lyon.pk, Reader.LEADERS)]
    assert WORDS in page(cast.odile, client, "wellbeing:team", cast.lyon.pk)
    comment = Comment.objects.get()
    client.post(reverse("wellbeing:reply", args=[comment.pk]), {"text": "Lesquels ?"})
    answering.reply_as_author(code, "La base d’aide.", person=lyon[0])
    assert list(Reply.objects.values_list("by", "text")) == [
        (cast.odile.pk, "Lesquels ?"),
        (None, "La base d’aide."),
    ]
    # A manager who comes later does not read what was written to others.
    Membership.objects.create(team=cast.lyon, person=cast.malik, kind="manager")
    assert WORDS not in page(cast.malik, client, "wellbeing:team", cast.lyon.pk)


def test_what_was_written_to_a_manager_stays_theirs(cast: Cast, client: Client) -> None:
    """The leadership does not read it once the team has no manager any more: the reader is fixed when one writes."""
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    answers(wave, lyon, comment=WORDS)
    waves.settle_due(wave.closes_on)
    Membership.objects.filter(team=cast.lyon, kind="manager").delete()
    assert WORDS not in page(cast.odile, client, "wellbeing:team", cast.lyon.pk)
    assert WORDS not in page(cast.odile, client, "wellbeing:company")


def test_the_leadership_replies_to_a_comment_for_the_company(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    codes = answers(wave, lyon, comment=WORDS, company=True)
    waves.settle_due(wave.closes_on)
    held = answering.held(codes[4], lyon[4]).comment
    assert held is not None
    client.force_login(cast.odile)
    shown = client.post(reverse("wellbeing:reply", args=[held.pk]), {"text": "Lesquels ?"})
    assert shown.headers["Location"] == reverse("wellbeing:company")
    client.force_login(lyon[4])
    read = client.post(reverse("wellbeing:receipt"), {"code": codes[4]}).content.decode()
    assert "Lesquels ?" in read
    assert cast.odile.name in read
    client.force_login(cast.claire)
    answer = client.post(reverse("wellbeing:reply", args=[held.pk]), {"text": "Qui ?"})
    assert answer.status_code == 404


def test_changing_an_answer_may_change_who_reads_it(cast: Cast) -> None:
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    (code,) = answers(wave, lyon[:1], comment=WORDS)
    held = answering.held(code, lyon[0]).answer
    assert held is not None
    answering.change(code, held.values, comment=WORDS, company=True, person=lyon[0], today=TODAY)
    assert kept() == [(cast.lyon.pk, Reader.COMPANY)]


def test_the_reply_names_the_wave_in_the_trail_and_not_the_comment(cast: Cast) -> None:
    lyon = people_of_lyon(cast)
    wave = launched(cast)
    answers(wave, lyon, comment=WORDS, company=True)
    waves.settle_due(wave.closes_on)
    comment = Comment.objects.order_by("receipt")[0]
    services.reply(comment, "Lesquels ?", by=cast.odile)
    row = cast.odile.audit_entries.get(action="wellbeing.replied")
    assert (row.object_type, row.object_id, row.details) == ("wellbeing.wave", str(wave.pk), {})
