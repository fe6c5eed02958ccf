"""A company's own rules share two kinds: the brief names and counts each rule for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

import polars as pl

from boussole.core.brief.models import Period
from boussole.core.brief.patterns import find_patterns
from boussole.core.brief.thanks import find_thanks
from boussole.core.brief.view import View
from boussole.core.facts import Frame
from boussole.core.metrics import Engine
from boussole.core.playbook import Playbook, Rule, default_playbook
from boussole.core.reasons import default_tree
from boussole.core.schemas import CONTACTS, MOMENTS
from boussole.core.text import Text

MONDAY = date(2026, 3, 2)
AT = datetime.combine(MONDAY, time(10), tzinfo=UTC)
PERIOD = Period(
    since=MONDAY,
    until=MONDAY + timedelta(days=6),
    as_of=AT + timedelta(weeks=1),
    label=Text(fr="semaine", en="week"),
)
TEAMS = ("Lyon", "Nantes")


def _own(key: str, kind: str, name: str, like: str) -> Rule:
    named = {"key": key, "kind": kind, "name": Text(fr=name, en=f"{name} (en)")}
    return default_playbook()[like].model_copy(update=named)


PLAYBOOK: Playbook = default_playbook().model_copy(
    update={
        "rules": (
            *default_playbook().rules,
            _own("parcel", "to_debrief", "Colis", "derailment"),
            _own("outage", "to_debrief", "Panne", "derailment"),
            _own("workaround", "to_thank", "Contournement", "recovery"),
            _own("next_update", "to_thank", "Prochain point", "recovery"),
        )
    }
)


class _Rows:
    """Forty contacts a team, five people in each; moments where a test puts them."""

    def __init__(self, moments: list[tuple[int, str]]) -> None:
        self.found = moments

    def contacts(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """Every contact, tense and dated the same day."""
        del since, until, team
        rows = [
            {
                "conversation_id": f"c{place}",
                "team": TEAMS[place // 40],
                "agent_id": f"agent {place // 8}",
                "dissatisfaction": 2.0,
                "started_at": AT,
            }
            for place in range(80)
        ]
        return pl.DataFrame(rows, schema=pl.DataFrame(CONTACTS.empty_table()).schema)

    def moments(
        self, since: datetime | None, until: datetime | None, team: str | None = None
    ) -> pl.DataFrame:
        """What was found, with the contact's dimensions."""
        del team
        kinds = {rule.key: (rule.kind, rule.success) for rule in PLAYBOOK.rules}
        rows: list[dict[str, Any]] = [
            {
                "conversation_id": f"c{place}",
                "rule": rule,
                "kind": kinds.get(rule, ("to_thank", True))[0],
                "success": kinds.get(rule, ("to_thank", True))[1],
                "turn": 1,
                "start": 0,
                "end": 3,
                "passage": "Oui",
                "because": [],
                "strength": 0.7,
                "upstream": False,
            }
            for place, rule in self.found
        ]
        schema = pl.DataFrame(MOMENTS.empty_table()).schema
        whose = self.contacts(since, until).select(
            "conversation_id", "team", "agent_id", "started_at"
        )
        return pl.DataFrame(rows, schema=schema).join(whose, on="conversation_id")

    def counts(
        self,
        dimensions: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        team: str | None = None,
    ) -> pl.DataFrame:
        """Forty contacts in each team, all of them tense."""
        del dimensions, since, until, team
        size = {"contacts": 40, "needs": 40, "offers": 40, "tense": 40}
        return pl.DataFrame([{"team": name, **size} for name in TEAMS])

    def turns(self, conversation_ids: Sequence[str]) -> pl.DataFrame:
        """No text is needed here."""
        del conversation_ids
        return pl.DataFrame(
            schema={"conversation_id": pl.String, "turn": pl.Int32, "text_masked": pl.String}
        )


def view(moments: list[tuple[int, str]]) -> View:
    frame = Frame(playbook=PLAYBOOK, tree=default_tree())
    return View(cast("Engine", None), _Rows(moments), frame, PERIOD)


def test_two_own_rules_of_one_kind_are_compared_and_named_apart() -> None:
    often = [(place, "parcel") for place in range(20)]
    even = [(place, "outage") for place in [*range(20, 26), *range(40, 46)]]
    (pattern,) = find_patterns(view(often + even))
    assert (pattern.rule, pattern.kind, pattern.team) == ("parcel", "to_debrief", "Lyon")
    assert "Colis" in pattern.sentence.fr
    assert len(pattern.conversation_ids) == 20


def test_thanks_name_each_own_rule_and_count_its_kind() -> None:
    (thanks,) = find_thanks(view([(0, "workaround"), (1, "next_update"), (2, "workaround")]))
    assert "2 × «\u202fContournement\u202f»" in thanks.sentence.fr
    assert "1 × “Prochain point (en)”" in thanks.sentence.en
    assert thanks.kinds == {"to_thank": 3}


def test_what_a_withdrawn_rule_once_found_is_not_named() -> None:
    assert find_thanks(view([(0, "withdrawn")])) == ()
    assert find_patterns(view([(place, "withdrawn") for place in range(20)])) == ()
