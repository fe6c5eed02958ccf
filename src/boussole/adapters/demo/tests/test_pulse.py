"""What the agents answer to the pulse: the same for a seed, alike in every team but for what is planted."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from boussole.adapters import demo
from boussole.adapters.demo.people import RELATION, TEAMS
from boussole.adapters.demo.pulse import MEANS, PROMISED, WAVES, WRITTEN, Said, answered
from boussole.adapters.demo.stories import MEANS_FROM, STAR
from boussole.core.pulse import default_bank, in_turn

SUNDAY = date(2026, 11, 22)


def season(seed: int, *, stories: bool = True) -> dict[int, list[Said]]:
    people = demo.company(seed, SUNDAY).people
    return {
        week: list(
            answered(
                seed,
                week,
                {team.key: in_turn(default_bank(), turn, 4) for team in TEAMS},
                people,
                stories=stories,
            )
        )
        for turn, week in enumerate(WAVES)
    }


def shares(told: dict[int, list[Said]]) -> dict[tuple[int, str, str], float]:
    """The favourable share by wave, question and team."""
    found: dict[tuple[int, str, str], list[bool]] = defaultdict(list)
    for week, said in told.items():
        for one in said:
            for key, value in one.values.items():
                found[week, key, one.person.team or ""].append(value >= 4)
    return {key: sum(values) / len(values) for key, values in found.items()}


def test_the_same_seed_gives_the_same_answers() -> None:
    assert season(1) == season(1)
    assert season(1) != season(2)


def test_every_agent_is_asked_and_nearly_all_answer() -> None:
    for week, said in season(1).items():
        who = [one.person for one in said]
        assert len(set(who)) == len(who)
        assert {one.job for one in who} == {"agent"}
        for team in TEAMS:
            count = sum(one.team == team.key for one in who)
            assert count == 7 if week == WAVES[-1] else 10 <= count <= 12
    assert STAR not in {one.person.name for one in season(1)[WAVES[-1]]}


def test_only_the_means_of_lille_fall() -> None:
    for seed in range(1, 5):
        for (week, key, team), share in shares(season(seed)).items():
            if key in MEANS and team == RELATION and week >= MEANS_FROM:
                assert share <= 0.35
            else:
                assert share >= 0.5
        for share in shares(season(seed, stories=False)).values():
            assert share >= 0.5


def test_what_is_written_is_given_to_its_wave_and_planted_words_stay_out_of_the_control_copy() -> (
    None
):
    told = {one.written for said in season(1).values() for one in said if one.written}
    assert told == set(WRITTEN)
    control = season(1, stories=False)
    kept = {one.written for said in control.values() for one in said if one.written}
    assert kept == {one for one in WRITTEN if not one.planted}


def test_a_promise_is_rated_by_the_team_that_heard_it() -> None:
    people = demo.company(1, SUNDAY).people
    asked = {team.key: ["load_pace"] for team in TEAMS}
    asked[RELATION] = ["load_pace", "promise:3"]
    for one in answered(1, 8, asked, people, stories=True):
        assert ("promise:3" in one.values) == (one.person.team == RELATION)
    assert {one.theme for one in PROMISED} <= set(default_bank())
    assert {one.team for one in PROMISED} == {team.key for team in TEAMS}
