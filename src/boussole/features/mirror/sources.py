"""What the mirror is given: figures the pulse published, counts of facts by team and week. Nothing from answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from boussole.core.metrics import METRICS, Scope
from boussole.core.metrics.mirror import Asked, Served
from boussole.core.pulse import default_bank, themed
from boussole.features.metrics import facts as metrics_facts
from boussole.features.metrics.queries import instant, last_week
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.access import names_of
from boussole.features.organisation.models import Team
from boussole.features.wellbeing import queries as wellbeing

# The indicators of customers, the one that matters most first, with the direction that is worse for them.
WORSE: Mapping[str, int] = {
    "csat": -1,
    "effort_expressed": 1,
    "durability": -1,
    "dissatisfaction": 1,
}
HISTORY = timedelta(weeks=52)
WEEK = timedelta(weeks=1)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def teams() -> list[Team]:
    """The teams that are asked, by name."""
    return [
        team for team in organisation.teams().order_by("name", "pk") if team.archived_at is None
    ]


def asked(compared: list[Team], since: date) -> list[Asked]:
    """What was published of these teams; a wave belongs to the week of its last answers, the day before it closed."""
    names = {team.pk: team.name for team in compared}
    themes = {key: theme.key for key, theme in themed(default_bank()).items()}
    return [
        Asked(
            names[row.team_id],
            row.wave.closes_on,
            monday(row.wave.closes_on - timedelta(days=1)),
            themes[row.question],
            row.question,
            row.n,
            row.favourable,
        )
        for row in wellbeing.published(names, since)
        if row.team_id in names and row.question in themes
    ]


def last_monday(found: metrics_facts.Facts | None) -> date | None:
    """The last whole week of facts."""
    return last_week(found, Scope()) if found else None


def served(
    found: metrics_facts.Facts | None, compared: list[Team], since: date, until: date
) -> list[Served]:
    """Counts of each indicator by team and week, up to the week of ``until``; a team's names in facts are added up."""
    if found is None:
        return []
    known = {name: team.name for team in compared for name in names_of(team)}
    end = instant(until) + WEEK
    scope = Scope(since=instant(since), until=end, team=tuple(sorted(known)))
    wanted = [METRICS[name] for name in WORSE]
    counted = found.engine.statistics_many(wanted, scope, ("week", "team"), as_of=end)
    sums: dict[tuple[str, str, date], list[int]] = defaultdict(lambda: [0, 0])
    for indicator, parts in counted.items():
        for part in parts:
            week, team = part.week, part.group["team"]
            if week is not None and isinstance(team, str) and part.n:
                sums[known[team], indicator, week][0] += part.n
                sums[known[team], indicator, week][1] += part.successes
    return [Served(*key, n, hits) for key, (n, hits) in sorted(sums.items())]


def managers_engaged(since: date) -> tuple[int, int] | None:
    """How many managers are engaged, of how many who answered; None when nothing was published of them."""
    return wellbeing.managers_engaged(since)
