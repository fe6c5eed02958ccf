"""Plays and suggestions as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boussole.core.roleplay import Scenario
from boussole.features.roleplay.catalogue import Listed, readable
from boussole.features.roleplay.models import Play, Suggestion


@dataclass(frozen=True)
class PlayRow:
    """A play with its scenario."""

    play: Play
    scenario: Scenario

    @property
    def over(self) -> bool:
        """Whether there is something to look back on."""
        return bool(self.play.ending or self.play.given_up_at)


@dataclass(frozen=True)
class SuggestionRow:
    """A suggestion with its scenario."""

    suggestion: Suggestion
    scenario: Scenario


def play_rows(plays: Iterable[Play]) -> list[PlayRow]:
    """Plays whose scenario this release can read."""
    read = ((play, readable(play.version)) for play in plays)
    return [PlayRow(play, scenario) for play, scenario in read if scenario]


def suggestion_rows(
    suggestions: Iterable[Suggestion], scenarios: Mapping[str, Listed]
) -> list[SuggestionRow]:
    """Suggestions of scenarios that can still be played, each scenario once."""
    first = {one.scenario: one for one in reversed(list(suggestions))}
    kept = sorted(first.values(), key=lambda one: one.at, reverse=True)
    return [
        SuggestionRow(one, scenarios[one.scenario].scenario)
        for one in kept
        if one.scenario in scenarios
    ]
