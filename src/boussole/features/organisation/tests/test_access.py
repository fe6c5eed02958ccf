"""Who sees whose conversations."""

from __future__ import annotations

import pytest

from boussole.features.organisation import access
from tests.cast import Cast


def test_an_agent_sees_their_own_conversations_only(cast: Cast) -> None:
    scope = access.scope_of(cast.awa)
    assert scope.agent == cast.awa.pk
    assert {"Awa Diop", "agent-awa"} <= scope.agent_names
    assert not scope.teams
    assert not scope.everything


def test_a_manager_sees_the_teams_they_manage(cast: Cast) -> None:
    scope = access.scope_of(cast.claire)
    assert scope.teams == {cast.lyon.pk}
    assert scope.team_names == {"Lyon", "team-lyon"}
    assert scope.agent is None


@pytest.mark.parametrize("name", ["odile", "paul"])
def test_the_direction_and_the_privacy_officer_see_the_company(cast: Cast, name: str) -> None:
    assert access.scope_of(cast.people()[name]).everything


@pytest.mark.parametrize("name", ["zoe", "hugo"])
def test_an_administrator_and_those_who_left_see_nothing(cast: Cast, name: str) -> None:
    assert access.scope_of(cast.people()[name]).is_empty


def test_teams_to_choose_from(cast: Cast) -> None:
    assert list(access.visible_teams(cast.malik)) == [cast.nantes]
    assert list(access.visible_teams(cast.awa)) == [cast.lyon]
    assert list(access.visible_teams(cast.odile)) == [cast.lyon, cast.nantes]


def test_abilities_belong_to_roles(cast: Cast) -> None:
    assert access.may(cast.zoe, access.ADMINISTER)
    assert not access.may(cast.claire, access.ADMINISTER)
    assert not access.may(cast.hugo, access.SIGN_IN)


def test_an_unknown_ability_is_refused_when_the_page_is_declared() -> None:
    with pytest.raises(LookupError, match=r"no\.such"):
        access.requires("no.such")
