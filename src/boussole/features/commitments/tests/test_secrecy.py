"""A curious reader learns nothing of a ballot: not from the pages, not from the tables, not from the audit trail."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.features.commitments import queries, voting
from boussole.features.commitments.errors import NotNowError
from boussole.features.commitments.models import Ballot, Consultation, Proposal
from boussole.features.organisation.models import AuditEntry, Person
from tests.cast import Cast
from tests.commitments_stock import company, days_ago, voting_now

pytestmark = pytest.mark.django_db
# What protects forms and scripts is drawn anew at each request.
_CHANGES = re.compile(r"csrf[^>]*>|X-CSRFToken[^>]*>|nonce=\"[^\"]*\"", re.IGNORECASE)


def pages(client: Client, person: Person, made: Consultation) -> list[str]:
    """All that someone may open of a consultation, without what changes at each request."""
    client.force_login(person)
    urls = [
        reverse("commitments:index"),
        reverse("commitments:history"),
        reverse("commitments:consultation", args=[made.pk]),
        reverse("commitments:ballot", args=[made.pk]),
        f"/api/commitments/consultations/{made.pk}",
    ]
    said = [client.get(url).content.decode() for url in urls]
    return [_CHANGES.sub("", one) for one in said]


def test_others_see_no_difference_when_someone_votes(cast: Cast, client: Client) -> None:
    made = voting_now(cast)
    first, second = made.proposals.order_by("pk")
    watchers = (cast.odile, cast.claire, cast.bruno)
    before = [pages(client, person, made) for person in watchers]
    voting.vote(made, [first.pk], by=cast.awa)
    voting.vote(made, [second.pk], by=cast.nina)
    voting.vote(made, [first.pk, second.pk], by=cast.awa)
    assert [pages(client, person, made) for person in watchers] == before


def test_no_row_says_who_or_when(cast: Cast) -> None:
    made = voting_now(cast)
    rows = AuditEntry.objects.count()
    voting.vote(made, [made.proposals.order_by("pk")[0].pk], by=cast.awa)
    assert AuditEntry.objects.count() == rows
    (kept,) = json.loads(serialize("json", Ballot.objects.all()))
    assert set(kept["fields"]) == {"consultation", "supports"}
    assert {field.name for field in Ballot._meta.get_fields()} == {
        "key",
        "consultation",
        "supports",
    }
    # The key cannot be made again without the consultation's salt, nor without the deployment's secret.
    before = voting.key_of(made, cast.awa)
    assert kept["pk"] == before
    made.salt = ""
    assert voting.key_of(made, cast.awa) != before


def test_ballots_are_in_no_order(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = voting_now(cast)
    shuffled: list[int] = []
    chance = voting._random

    def watched(rows: list[Ballot]) -> None:
        shuffled.append(len(rows))
        chance.shuffle(rows)

    monkeypatch.setattr(voting, "_random", type("Watched", (), {"shuffle": staticmethod(watched)}))
    for person in (cast.awa, cast.bruno, cast.nina):
        voting.vote(made, [], by=person)
    assert shuffled == [1, 2, 3]


def test_one_ballot_each_changed_until_the_close(cast: Cast) -> None:
    made = voting_now(cast)
    first, second = made.proposals.order_by("pk")
    assert not voting.has_voted(made, cast.awa)
    voting.vote(made, [first.pk, second.pk, 10_000], by=cast.awa)
    voting.vote(made, [second.pk], by=cast.awa)
    assert made.ballots.count() == 1
    assert voting.own_ballot(made, cast.awa) == frozenset({second.pk})
    voting.take_ballot_back(made, by=cast.awa)
    assert not voting.has_voted(made, cast.awa)
    voting.vote(made, [], by=cast.awa)
    assert voting.own_ballot(made, cast.awa) == frozenset()
    voting.advance(days_ago(-10))
    made.refresh_from_db()
    assert (made.ballots.count(), made.salt) == (0, "")
    assert voting.own_ballot(made, cast.awa) is None
    with pytest.raises(NotNowError):
        voting.vote(made, [first.pk], by=cast.awa)


def test_nobody_votes_before_it_opens(cast: Cast) -> None:
    made = company(cast)
    with pytest.raises(NotNowError):
        voting.vote(made, [], by=cast.awa)


@pytest.mark.parametrize(("voters", "told"), [(0, False), (4, False), (5, True), (6, True)])
def test_counts_are_told_from_five_ballots_on(
    voters: int, told: bool, cast: Cast, client: Client
) -> None:
    made = voting_now(cast)
    first = made.proposals.order_by("pk")[0]
    people = (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina, cast.odile)
    for person in people[:voters]:
        voting.vote(made, [first.pk], by=person)
    voting.advance(days_ago(-10))
    made.refresh_from_db()
    assert made.ballots_cast == (voters if told else None)
    assert (made.version is not None) is told
    counts = set(Proposal.objects.values_list("approvals", flat=True))
    assert counts == ({voters, 0} if told else {None})
    page = " ".join(pages(client, cast.awa, made))
    assert ("Moins de cinq bulletins" in page) is not told


def test_results_name_nobody(cast: Cast, client: Client) -> None:
    made = voting_now(cast)
    for person in (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina):
        voting.vote(made, [made.proposals.order_by("pk")[0].pk], by=person)
    voting.advance(days_ago(-10))
    client.force_login(cast.claire)
    url = reverse("commitments:consultation", args=[made.pk])
    main = client.get(url).content.decode().split("<main")[1]
    assert "5 sur 5" in " ".join(main.split())
    for person in (cast.awa, cast.nina, cast.bruno):
        assert person.name not in main


def test_a_vote_waits_for_those_who_have_not_voted(cast: Cast) -> None:
    made = voting_now(cast)
    assert queries.votes_waiting_for(cast.awa) == [made]
    voting.vote(made, [], by=cast.awa)
    assert queries.votes_waiting_for(cast.awa) == []
    assert queries.votes_waiting_for(cast.bruno) == [made]
    assert queries.votes_waiting_for(cast.zoe) == []


CHOICES = st.lists(
    st.tuples(
        st.sampled_from(("awa", "bruno", "claire", "malik", "nina", "odile")), st.integers(0, 3)
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(choices=CHOICES)
def test_the_last_word_of_each_counts(choices: list[tuple[str, int]]) -> None:
    from django.db import transaction

    from tests.cast import build_cast

    with transaction.atomic():
        cast = build_cast()
        made = voting_now(cast)
        keys = [one.pk for one in made.proposals.order_by("pk")]
        last: dict[str, set[int]] = {}
        for who, mask in choices:
            chosen = {pk for place, pk in enumerate(keys) if mask >> place & 1}
            voting.vote(made, chosen, by=cast.people()[who])
            last[who] = chosen
        voting.advance(days_ago(-10))
        counts: dict[int, Any] = dict(Proposal.objects.values_list("pk", "approvals"))
        enough = len(last) >= 5
        expected = {pk: sum(pk in said for said in last.values()) for pk in keys}
        assert counts == (expected if enough else dict.fromkeys(keys))
        transaction.set_rollback(True)
