"""The brief finds each story planted in the demo company, and none in the copy without them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import polars as pl

from boussole.adapters import demo
from boussole.adapters.briefing import prepare_brief
from boussole.adapters.facts import Archive, FactStore, FactTables, build
from boussole.core.brief.models import Brief
from boussole.core.coaching import CUES, observe
from boussole.core.coaching.following import Result, declare, follow, pool
from boussole.core.facts import Frame
from boussole.core.playbook import default_playbook
from boussole.core.reasons import default_tree

SUNDAY = date(2026, 11, 15)
# The company that `boussole demo` serves.
SEED = 1
# The weeks in which a story may be told: before them, the baseline is too short.
WATCHED = (7, 8, 11, 12)

FRAME = Frame(default_playbook(), default_tree())
STORIES = {story.key: story for story in demo.STORIES if story.told_by == "brief"}


@dataclass(frozen=True)
class Season:
    """The briefs of the watched weeks."""

    briefs: dict[int, Brief]
    # What each agreed cue shows, by person, and what those of Nantes show together.
    followed: dict[str, Result]
    together: Result

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


def test_the_brief_finds_every_planted_story(tmp_path: Path) -> None:
    told = _season(tmp_path, stories=True)
    found = {
        "invoice_change": _finds_the_invoice_change(told),
        "late_escalations": ("late_escalation", _team("late_escalations")) in told.patterns(12),
        "missed_opportunities": (
            ("missed_opportunity", _team("missed_opportunities")) in told.patterns(12)
        ),
        "box_update": _finds_the_box_update(told),
        "recoveries": told.remarkable(12) == [STORIES["recoveries"].person],
        "coached_cue": _finds_the_coached_cue(told),
    }
    assert found == dict.fromkeys(STORIES, True)


def test_cues_end_in_each_of_the_ways_a_follow_up_may(tmp_path: Path) -> None:
    """Seen in most of those who changed, in none who did not; too early or too little is said to be."""
    followed = _season(tmp_path, stories=True).followed
    told = {one.person: followed[one.person] for one in demo.COACHED}
    planted = [told[one.person].verdict for one in demo.COACHED if one.taken]
    assert planted.count("improved") >= 4
    assert set(planted) <= {"improved", "unclear"}
    assert told["Lucie Fontaine"].verdict == "too_small"
    waiting = told["Manon Lecomte"]
    assert (waiting.verdict, waiting.why) == ("not_enough", "few_conversations")
    assert waiting.missing
    assert told["Sofiane Belkacem"].why == "running"


def test_the_control_copy_raises_nothing(tmp_path: Path) -> None:
    control = _season(tmp_path, stories=False)
    raised = {week: (control.changes((week,)), control.patterns(week)) for week in WATCHED}
    assert raised == {week: (set(), set()) for week in WATCHED}
    # Chance makes someone stand out for thanks now and then.
    assert len({name for week in WATCHED for name in control.remarkable(week)}) <= 1
    improved = {name for name, found in control.followed.items() if found.verdict == "improved"}
    assert (improved, control.together.verdict) == (set(), "too_small")
    assert all(brief.coverage.in_period > 200 for brief in control.briefs.values())


def _season(folder: Path, *, stories: bool) -> Season:
    store = FactStore(folder)
    company = demo.company(SEED, SUNDAY, stories=stories)
    build(company.conversations(), store, FRAME, processes=1)
    tables = store.tables()
    first = SUNDAY - timedelta(weeks=12) + timedelta(days=1)
    mondays = {week: first + timedelta(weeks=week - 1) for week in WATCHED}
    return Season(
        {week: prepare_brief(tables, FRAME, monday=day) for week, day in mondays.items()},
        *_followed(tables, first),
    )


def _followed(tables: FactTables, first: date) -> tuple[dict[str, Result], Result]:
    """Declare the demo's cues on their days, and read what the conversations show the day after the last one."""
    today, found = SUNDAY + timedelta(days=1), _observed(tables, first)
    starts: dict[str, dict[str, date]] = {}
    for one in demo.COACHED:
        starts.setdefault(one.cue, {})[one.person] = one.held_on(first) + timedelta(days=1)
    read = {}
    for one in demo.COACHED:
        declared = declare(CUES[one.cue], one.held_on(first), weeks=one.weeks, bad_spell=False)
        seen = found.filter(pl.col("cue") == one.cue)
        read[one.person] = follow(
            declared, one.person, seen, starts[one.cue], as_of=today, seed=SEED
        )
    (cue,) = STORIES["coached_cue"].measure
    own = starts[cue]
    declared = declare(CUES[cue], min(own.values()) - timedelta(days=1), bad_spell=False)
    seen = found.filter(pl.col("cue") == cue)
    together = pool(declared, seen, own, frozenset(own), as_of=today, seed=SEED)
    assert together is not None
    return read, together


def _observed(tables: FactTables, first: date) -> pl.DataFrame:
    archive = Archive(tables)
    since = datetime.combine(first, time(), UTC)
    until = datetime.combine(SUNDAY + timedelta(days=1), time(), UTC)
    contacts = archive.contacts(since, until)
    cues = [CUES[key] for key in {one.cue for one in demo.COACHED}]
    found = observe(cues, archive.turns_between(since, until), contacts)
    whose = contacts.select("conversation_id", unit="agent_id", at="started_at")
    return found.join(whose, on="conversation_id").select(
        "cue", "unit", pl.col("at").cast(pl.Date), outcome=pl.col("followed").cast(pl.Float64)
    )


def _finds_the_coached_cue(told: Season) -> bool:
    """The five together restate far more often than before, beyond what colleagues did, with its interval."""
    found, own = told.together, [one for one in demo.COACHED if one.taken]
    return found.verdict == "improved" and found.difference is not None and found.people == len(own)


def _team(key: str) -> str:
    return STORIES[key].team or ""


def _finds_the_invoice_change(told: Season) -> bool:
    """Contacts and effort rise, and billing is the first cause to hand upstream."""
    story = STORIES["invoice_change"]
    (reason,) = story.reasons
    moved = told.changes(story.seen_in)
    effort = {("effort_expressed", "up"), (f"effort_expressed:{reason}", "up")}
    first = told.briefs[story.seen_in[0]].causes[0].origin
    return (f"contacts:{reason}", "up") in moved and bool(effort & moved) and first == story.origin


def _finds_the_box_update(told: Season) -> bool:
    """Contacts fall, and that is said to be better."""
    story = STORIES["box_update"]
    falls = [
        change
        for week in story.seen_in
        for change in told.briefs[week].changes
        if change.about == f"contacts:{story.reasons[0]}"
    ]
    return bool(falls) and all(one.direction == "down" and one.better for one in falls)
