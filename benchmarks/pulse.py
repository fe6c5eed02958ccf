"""What the anonymity of a pulse costs: choosing and counting what is published of a 2,000-team hierarchy."""

from __future__ import annotations

import random

from benchmarks.measure import Bench, median_seconds
from boussole.core.anonymity import Group, Tally, figures, publishable

TEAMS, REGIONS, SITES = 2_000, 20, 200
PEOPLE, RESPONSE = (6, 14), 0.75
QUESTIONS, EARLIER = 5, 3
# A fortnightly rhythm asks four of 24 questions at a time; five short waves close in the memory of a full one, which is open for
# two of its twelve weeks.
SHORT_WAVES, SHORT_QUESTIONS, FULL_QUESTIONS = 5, 4, 24
SEED = 1


def organisation(rng: random.Random) -> list[tuple[str, str | None, list[int]]]:
    """A company of regions, sites and teams: key, parent, and the people of each team."""
    places: list[tuple[str, str | None, list[int]]] = [("company", None, [])]
    places += [(f"region-{number}", "company", []) for number in range(REGIONS)]
    places += [(f"site-{number}", f"region-{number % REGIONS}", []) for number in range(SITES)]
    first = 0
    for number in range(TEAMS):
        size = rng.randint(*PEOPLE)
        people = list(range(first, first + size))
        places.append((f"team-{number}", f"site-{number % SITES}", people))
        first += size
    return places


def wave(places: list[tuple[str, str | None, list[int]]], rng: random.Random) -> list[Group]:
    """One wave of answers, with the people of each place and of those below it."""
    parents = {key: parent for key, parent, _ in places}
    inside: dict[str, set[int]] = {key: set() for key in parents}
    for key, _, people in places:
        answered = {person for person in people if rng.random() < RESPONSE}
        at: str | None = key
        while at is not None:
            inside[at] |= answered
            at = parents[at]
    return [Group(key, frozenset(inside[key]), parents[key]) for key in parents]


def close(groups: list[Group], earlier: list[frozenset[int]], rng: random.Random) -> int:
    """Choose and count every question of a wave, as its closing does; return how many cells are published."""
    leaves = [group for group in groups if group.key.startswith("team-")]
    cells = 0
    for _ in range(QUESTIONS):
        chosen = publishable(groups, earlier)
        tallies = {group.key: _tally(len(group.people), rng) for group in leaves}
        cells += len(figures(groups, chosen, tallies))
    return cells


def _tally(answers: int, rng: random.Random) -> Tally:
    low = rng.randint(0, answers)
    return low, 0, 0, answers - low, 0


def full_after(
    places: list[tuple[str, str | None, list[int]]], paused: int, rng: random.Random
) -> tuple[float, float]:
    """The share of a full wave's figures that is published, then of a short wave's after it.

    The full wave comes after the short ones of its memory less those ``paused``, each of which asked other questions of it; the
    short one asks again some of what the full one published.
    """
    shown: list[list[frozenset[int]]] = []
    for _ in range(SHORT_WAVES - paused):
        groups = wave(places, rng)
        chosen = publishable(groups)
        cells = [frozenset(one.people) for one in groups if one.key in chosen]
        shown += [cells] * SHORT_QUESTIONS  # type: ignore[list-item]  # people are numbers here
    groups, found = wave(places, rng), 0
    fresh: frozenset[str] = frozenset()
    for earlier in shown + [[]] * (FULL_QUESTIONS - len(shown)):
        chosen = publishable(groups, earlier)
        fresh = chosen if not earlier else fresh
        found += len(chosen)
    before = [frozenset(one.people) for one in groups if one.key in fresh]
    after = publishable(wave(places, rng), before)
    return found / (FULL_QUESTIONS * len(groups)), len(after) / len(groups)


def main() -> None:
    """Measure a first wave, and one beside three earlier waves."""
    rng = random.Random(SEED)  # noqa: S311 - a reproducible company
    places = organisation(rng)
    first, later = wave(places, rng), wave(places, rng)
    earlier: list[frozenset[int]] = []
    for _ in range(EARLIER):
        past = wave(places, rng)
        chosen = publishable(past, earlier)
        earlier += [frozenset(one.people) for one in past if one.key in chosen]  # type: ignore[arg-type]  # people are numbers here
    bench = Bench("The anonymity of a pulse", "python -m benchmarks pulse")
    for what, groups, before in (
        ("a first wave, five questions", first, []),
        ("a wave beside three earlier ones, five questions", later, earlier),
    ):
        seconds = median_seconds(lambda g=groups, b=before: close(g, b, rng), times=3)  # type: ignore[misc]  # bound now
        cells = close(groups, before, rng)
        bench.add(
            what,
            f"{1000 * seconds:,.0f} ms",
            "target 1,000 ms",
            f"{len(groups):,} groups, {len(groups[0].people):,} answers, {cells:,} figures published",
        )
    for paused in range(SHORT_WAVES + 1):
        full, after = full_after(places, paused, rng)
        bench.add(
            f"a full wave, {paused} of {SHORT_WAVES} short ones before it left out",
            f"{full:.0%} published",
            note=f"a short one after it: {after:.0%}" if paused == SHORT_WAVES else "",
        )
    bench.print()


if __name__ == "__main__":
    main()
