"""The page, within what someone may read; a company of 24 teams, and its control, read from what is stored."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from boussole.core.metrics.mirror import Refused
from boussole.features.metrics import decisions
from boussole.features.mirror import queries, reading, sources
from boussole.features.mirror.reading import Kept
from boussole.features.wellbeing import queries as wellbeing
from tests import mirror_stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(client: Client, person: object, language: str = "fr") -> str:
    client.force_login(person)  # type: ignore[arg-type]  # anyone of the cast
    answer = client.get(reverse("mirror:page"), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_to_show_says_what_it_takes(client: Client, cast: Cast) -> None:
    assert "Rien à mettre en regard" in page(client, cast.claire)
    assert reading.latest() is None


def test_the_fall_of_lyon_is_told_to_its_manager_and_the_leadership(
    client: Client, cast: Cast
) -> None:
    mirror_stock.three_teams(cast)
    for person in (cast.claire, cast.odile):
        said = page(client, person)
        assert "Dans une équipe, un recul du baromètre a précédé" in said
        assert "Dans l’équipe Lyon, le thème «\u202fMoyens de bien faire\u202f» a reculé" in said
        assert (
            "82\u202f% puis 18\u202f% d’avis favorables, ailleurs 82\u202f% puis 82\u202f%" in said
        )
        assert re.search(r"\d\u00a0semaines après ces réponses", said)
        assert "Une fois, dans une équipe" in said
        assert any(one.url == "/mirror/" for one in decisions.waiting_for(person))
    assert "Lille" in said


def test_another_manager_reads_neither_the_sequence_nor_the_sibling(
    client: Client, cast: Cast
) -> None:
    mirror_stock.three_teams(cast)
    said = page(client, cast.malik)
    assert "Nantes" in said
    assert "Lyon" not in said
    assert "Lille" not in said
    assert not any(one.url == "/mirror/" for one in decisions.waiting_for(cast.malik))


def test_a_control_says_that_nothing_followed(client: Client, cast: Cast) -> None:
    mirror_stock.three_teams(cast, falls=False)
    said = page(client, cast.odile)
    assert "aucun recul du baromètre n’est suivi" in said
    assert "Trop peu d’équipes pour en dire quelque chose" in said
    assert "Gallup, State of the American Manager" in said


def test_others_are_shown_from_two_teams_that_the_reader_does_not_know(cast: Cast) -> None:
    """A manager of two teams of three would subtract them from the others: the third would be told alone."""
    mirror_stock.three_teams(cast)
    kept = reading.reading()
    assert kept is not None
    alone = queries.scoped(kept, cast.claire)
    assert alone.teams[0].weeks["pulse"][0].others is not None
    from boussole.features.organisation import services as organisation
    from boussole.features.organisation.models import Membership

    organisation.join_team(cast.claire, cast.nantes, by=None, kind=Membership.Kind.MANAGER)
    both = queries.scoped(kept, cast.claire)
    weeks = [week for team in both.teams for one in team.weeks.values() for week in one]
    assert len(both.teams) == 2
    assert weeks
    assert all(week.others is None for week in weeks)
    assert not both.may_compare(["Lille", "Nantes"])


def test_the_reading_is_kept_and_made_again_when_a_team_changes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror_stock.three_teams(cast)
    first = reading.reading()
    monkeypatch.setattr(reading, "_made", lambda *_: pytest.fail("it is kept"))
    assert reading.reading() == first
    monkeypatch.undo()
    cast.nantes.name = "Nantes-Est"
    cast.nantes.save()
    again = reading.reading()
    assert again is not None
    assert "Nantes-Est" in again.teams
    assert len(list(reading._folder().glob("*.json"))) == 1


def test_the_page_does_not_wait_for_a_new_wave(cast: Cast) -> None:
    """It shows what was read a moment ago, of the same teams only; the task reads again."""
    mirror_stock.three_teams(cast)
    before = reading.reading()
    teams = sources.teams()
    mirror_stock.waves(teams, mirror_stock.Told(weeks=12), [11])
    assert reading.shown() == before
    after = reading.reading()
    assert after != before
    assert reading.shown() == after
    cast.nantes.name = "Nantes-Est"
    cast.nantes.save()
    renamed = reading.shown()
    assert renamed is not None
    assert "Nantes-Est" in renamed.teams


def test_the_page_asks_few_questions(
    client: Client,
    cast: Cast,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    mirror_stock.three_teams(cast)
    page(client, cast.odile)
    with django_assert_max_num_queries(12):
        client.get(reverse("mirror:page"))


def part(kept: Kept, key: str) -> reading.Part:
    return next(one for one in kept.parts if one.key == key)


def test_a_company_of_24_teams_is_read_whole(cast: Cast) -> None:
    """The lag of three weeks, the share between teams with its interval, and what goes with satisfaction."""
    del cast
    mirror_stock.many_teams(np.random.default_rng(7), linked=True)
    kept = reading.reading()
    assert kept is not None
    moves, share, csat = (part(kept, key) for key in ("moves.csat", "share", "csat"))
    assert "précède celui de leurs clients d’environ 3\u00a0semaines" in moves.says[0].fr
    assert not share.refused
    assert re.search(
        r"\d\u202f% de la variance des réponses se situe entre équipes \(\d", share.says[0].fr
    )
    assert "24\u00a0équipes" in share.says[0].fr
    assert csat.says[1].fr.startswith(
        "Moyens de bien faire\u00a0: associé à la satisfaction des clients"
    )
    assert not isinstance(kept.sequences, Refused)


def test_its_control_shows_no_lead(cast: Cast) -> None:
    del cast
    mirror_stock.many_teams(np.random.default_rng(8), linked=False)
    kept = reading.reading()
    assert kept is not None
    assert "Aucune association visible" in part(kept, "moves.csat").says[0].fr
    assert all("associé à" not in text.fr for text in part(kept, "csat").says[1:])


def test_managers_are_read_once_something_was_published_of_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror_stock.three_teams(cast)
    kept = reading.reading()
    assert kept is not None
    assert all(one.key != "engaged" for one in kept.parts)
    monkeypatch.setattr(wellbeing, "managers_engaged", lambda _since: (3, 12))
    made = reading._made(sources.teams(), None)
    assert made is not None
    assert part(made, "engaged").says[0].fr.startswith("25\u202f% des managers sont engagés")
