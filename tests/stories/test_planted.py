"""The brief finds each story planted in the demo company, and none in the copy without them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from boussole.adapters import demo
from boussole.adapters.briefing import prepare_brief
from boussole.adapters.demo import Story
from boussole.adapters.facts import FactStore, build
from boussole.core.brief.models import Brief
from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree

SUNDAY = date(2026, 11, 15)
# The company that `boussole demo` serves.
SEED = 1
# The weeks in which a story may be told: before them, the baseline is too short.
WATCHED = (7, 8, 11, 12)

FRAME = Frame(default_playbook(), default_tree())
STORIES = {story.key: story for story in demo.STORIES}


@dataclass(frozen=True)
class Season:
    """The briefs of the watched weeks."""

    briefs: dict[int, Brief]

    def changes(self, weeks: tuple[int, ...]) -> set[tuple[str, str]]:
        """What moved in any of ``weeks``, and which way."""
        return {
            (change.about, change.direction)
            for week in weeks
            for change in self.briefs[week].changes
        }

    def patterns(self, week: int) -> set[tuple[str, str]]:
        """What a team meets more than the others: kind and team."""
        return {(found.kind, found.team) for found in self.briefs[week].patterns}

    def remarkable(self, week: int) -> list[str]:
        """Who is thanked for far more than chance would give."""
        return [
            one.agent for one in self.briefs[week].thanks if "over four weeks" in one.sentence.en
        ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return _season(tmp_path_factory.mktemp("told"), stories=True)


@pytest.fixture(scope="module")
def control(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return _season(tmp_path_factory.mktemp("control"), stories=False)


def _season(folder: Path, *, stories: bool) -> Season:
    store = FactStore(folder)
    company = demo.company(SEED, SUNDAY, stories=stories)
    build(company.conversations(), store, FRAME, processes=1)
    first = SUNDAY - timedelta(weeks=12) + timedelta(days=1)
    tables = store.tables()
    return Season(
        {
            week: prepare_brief(tables, FRAME, monday=first + timedelta(weeks=week - 1))
            for week in WATCHED
        }
    )


def _story(key: str) -> Story:
    return STORIES[key]


def test_the_invoice_change_brings_contacts_and_effort(told: Season) -> None:
    story = _story("invoice_change")
    found = told.changes(story.seen_in)
    assert (f"contacts:{story.reasons[0]}", "up") in found
    assert {("effort_expressed", "up"), (f"effort_expressed:{story.reasons[0]}", "up")} & found
    assert told.briefs[story.seen_in[0]].causes[0].origin == story.origin


def test_late_escalations_are_one_teams(told: Season) -> None:
    story = _story("late_escalations")
    assert ("late_escalation", story.team) in told.patterns(12)


def test_missed_opportunities_are_another_teams(told: Season) -> None:
    story = _story("missed_opportunities")
    assert ("missed_opportunity", story.team) in told.patterns(12)


def test_the_box_update_brings_contacts_down(told: Season) -> None:
    story = _story("box_update")
    falls = [
        change
        for week in story.seen_in
        for change in told.briefs[week].changes
        if change.about == f"contacts:{story.reasons[0]}"
    ]
    assert [change.direction for change in falls] == ["down"] * len(falls) != []
    assert all(change.better for change in falls)


def test_remarkable_recoveries_are_thanked(told: Season) -> None:
    story = _story("recoveries")
    assert told.remarkable(12) == [story.person]
    assert "recovery" in told.briefs[12].thanks[0].kinds


def test_what_else_is_told_of_teams_follows_from_the_stories(told: Season) -> None:
    """Late escalations often derail and break promises: the same conversations, in the same team."""
    late = _story("late_escalations")
    planted = {
        ("late_escalation", late.team),
        ("missed_opportunity", _story("missed_opportunities").team),
        ("recovery", _story("recoveries").team),
    }
    others = told.patterns(12) - planted
    assert {team for _, team in others} <= {late.team}
    assert {kind for kind, _ in others} <= {"broken_promise", "derailment", "intrusive_offer"}


@pytest.mark.parametrize("week", WATCHED)
def test_the_control_copy_raises_nothing(control: Season, week: int) -> None:
    assert control.changes((week,)) == set()
    assert control.patterns(week) == set()
    assert control.remarkable(week) == []
    assert control.briefs[week].coverage.in_period > 200
