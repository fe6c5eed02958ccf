"""What one team meets more often than the others: a matter of frame or means, not of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from boussole.core.brief.compare import Comparison, real_differences, share
from boussole.core.brief.models import Pattern
from boussole.core.brief.view import View
from boussole.core.playbook import Playbook
from boussole.core.text import Text
from boussole.core.wording import counted, percent

LOOK_BACK = timedelta(weeks=4)
# A team of fewer people is not told apart from a person: nothing is said of it.
FEWEST_PEOPLE = 5
_SHOWN_CONVERSATIONS = 50

# Among which contacts a kind can happen at all; every contact when not named here.
_AMONG = {
    "missed_opportunity": "needs",
    "intrusive_offer": "offers",
    "late_escalation": "tense",
    "good_escalation": "tense",
    "recovery": "tense",
}
_AMONG_WORDS = {
    "contacts": Text(fr="des contacts", en="of contacts"),
    "needs": Text(fr="des besoins exprimés au calme", en="of needs expressed calmly"),
    "offers": Text(fr="des propositions commerciales", en="of commercial offers"),
    "tense": Text(fr="des contacts tendus", en="of tense contacts"),
}
_SENTENCE = Text(
    fr="{team}\u00a0: «\u202f{kind}\u202f» dans {here} {among} sur quatre semaines, contre {elsewhere} dans les "
    "autres équipes ({situations}).",
    en="{team}: “{kind}” in {here} {among} over four weeks, against {elsewhere} in the other teams "
    "({situations}).",
)


def find_patterns(view: View) -> tuple[Pattern, ...]:
    """Compare each team with the others, rule by rule, over the four weeks that end with ``period``.

    What departments caused upstream is left out: it says nothing of the team.
    """
    rows, until = view.rows, view.period.as_of
    since = until - LOOK_BACK
    moments = view.moments(since, until).filter(~pl.col("upstream"), pl.col("team").is_not_null())
    counts = rows.counts(["team"], since, until).filter(pl.col("team").is_not_null())
    totals = counts.group_by("team").agg(pl.col("contacts", "needs", "offers", "tense").sum())
    teams = sorted(set(totals["team"]) & _teams_of_several(view))
    comparisons = _comparisons(moments, totals, teams, view.playbook)
    found = [_pattern(one, moments, view.playbook) for one in real_differences(comparisons)]
    return tuple(one for one in found if view.team in {None, one.team})


def _teams_of_several(view: View) -> set[str]:
    people = (
        view.rows.contacts(view.period.as_of - LOOK_BACK, view.period.as_of)
        .group_by("team")
        .agg(pl.col("agent_id").n_unique().alias("people"))
        .filter(pl.col("people") >= FEWEST_PEOPLE)
    )
    return {team for team in people["team"] if team is not None}


def _comparisons(
    moments: pl.DataFrame, totals: pl.DataFrame, teams: Sequence[str], playbook: Playbook
) -> list[Comparison]:
    found = (
        moments.unique(["conversation_id", "rule"])
        .group_by("rule", "team")
        .agg(pl.len().alias("k"))
    )
    counts = {(rule, team): k for rule, team, k in found.iter_rows()}
    size = {row["team"]: row for row in totals.iter_rows(named=True)}
    comparisons = []
    for rule in sorted({rule for rule, _ in counts}):
        among = _AMONG.get(playbook[rule].kind, "contacts")
        for team in teams:
            others = [other for other in size if other != team]
            n, other_n = size[team][among], sum(size[other][among] for other in others)
            other_k = sum(counts.get((rule, other), 0) for other in others)
            # A rule may find what the reading of tension does not: never more found than there are.
            k = counts.get((rule, team), 0)
            comparisons.append(
                Comparison((rule, team), k, max(n, k), other_k, max(other_n, other_k))
            )
    return comparisons


def _pattern(found: Comparison, moments: pl.DataFrame, playbook: Playbook) -> Pattern:
    key, team = found.key
    rule = playbook[key]
    here, elsewhere = share(found.k, found.n), share(found.other_k, found.other_n)
    ids = moments.filter(pl.col("rule") == key, pl.col("team") == team)["conversation_id"]
    return Pattern(
        rule=key,
        kind=rule.kind,
        success=rule.success,
        team=team,
        sentence=_SENTENCE.format(
            team=team,
            kind=rule.name,
            here=percent(found.k / found.n),
            among=_AMONG_WORDS[_AMONG.get(rule.kind, "contacts")],
            elsewhere=percent(found.other_k / found.other_n),
            situations=counted(found.k, ("situation", "situations"), ("situation", "situations")),
        ),
        here=here,
        elsewhere=elsewhere,
        conversation_ids=tuple(ids.unique(maintain_order=True).head(_SHOWN_CONVERSATIONS)),
    )
