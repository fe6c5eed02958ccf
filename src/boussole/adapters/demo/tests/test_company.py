"""The company: the same seed gives the same company, and its weeks look like a service's weeks."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import pytest

from boussole.adapters import demo
from boussole.adapters.demo.clock import PARIS
from boussole.core.conversations import Conversation
from boussole.core.reasons import default_tree

SUNDAY = date(2026, 11, 15)


@pytest.fixture(scope="module")
def company() -> demo.Company:
    return demo.company(7, SUNDAY)


@pytest.fixture(scope="module")
def conversations(company: demo.Company) -> list[Conversation]:
    return list(company.conversations())


def test_the_same_seed_gives_the_same_conversations(conversations: list[Conversation]) -> None:
    again = islice(demo.company(7, SUNDAY).conversations(), 400)
    other = islice(demo.company(8, SUNDAY).conversations(), 400)
    assert list(again) == conversations[:400]
    assert list(other) != conversations[:400]


def test_twelve_weeks_end_on_the_given_sunday(
    company: demo.Company, conversations: list[Conversation]
) -> None:
    assert company.weeks == tuple(f"2026-W{week}" for week in range(35, 47))
    begun = [one.started_at.astimezone(PARIS).date() for one in conversations if one.started_at]
    assert date(2026, 8, 24) <= min(begun)
    assert max(begun) <= SUNDAY
    assert begun == sorted(begun)


def test_the_weeks_must_end_on_a_sunday() -> None:
    with pytest.raises(ValueError, match="2026-11-16 is not one"):
        list(demo.company(7, date(2026, 11, 16)).conversations())


def test_the_service_has_its_size(company: demo.Company, conversations: list[Conversation]) -> None:
    jobs = Counter(person.job for person in company.people)
    customers = {one.customer.id for one in conversations if one.customer}
    english = sum(one.language == "en" for one in conversations) / len(conversations)
    assert 2_800 <= len(conversations) <= 3_400
    assert 1_500 <= len(customers) <= 2_000
    assert 0.07 <= english <= 0.13
    assert (jobs["agent"], jobs["manager"], len(company.teams)) == (36, 3, 3)
    asked = Counter(person.team for person in company.people if person.job == "agent")
    assert asked == {team.key: 12 for team in company.teams}
    assert {one.team for one in conversations} == {team.key for team in company.teams}


def test_ids_are_unique_and_people_are_known(
    company: demo.Company, conversations: list[Conversation]
) -> None:
    names = {person.name for person in company.people}
    assert len(names) == len({person.email for person in company.people}) == len(company.people)
    assert len({one.id for one in conversations}) == len(conversations)
    assert {turn.author for one in conversations for turn in one.turns if turn.author} <= names


def test_the_back_office_answers_no_contact(
    company: demo.Company, conversations: list[Conversation]
) -> None:
    behind = {person.name for person in company.people if person.back_office}
    agents = {one.agent.name for one in conversations if one.agent}
    authors = {turn.author for one in conversations for turn in one.turns}
    assert len(behind) == 18
    assert not behind & (agents | authors)


def test_turns_follow_each_other_and_none_is_later_than_the_last_sunday(
    conversations: list[Conversation],
) -> None:
    end = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
    for one in conversations:
        instants = [turn.at for turn in one.turns if turn.at]
        assert len(instants) == len(one.turns)
        assert instants == sorted(instants)
        assert instants[-1] <= end
        assert all(answer.at is None or answer.at <= end for answer in one.answers)


def test_nothing_is_left_to_fill(conversations: list[Conversation]) -> None:
    said = (
        text for one in conversations for text in [one.subject or "", *(t.text for t in one.turns)]
    )
    assert [text for text in said if re.search(r"[{}|]|<<|>>", text)] == []


def test_reasons_are_the_trees_and_not_always_given(conversations: list[Conversation]) -> None:
    given = [one.reason for one in conversations if one.reason]
    tree = default_tree()
    assert {reason for reason in given if reason not in tree} == set()
    assert 0.85 <= len(given) / len(conversations) <= 0.95


def test_a_realistic_part_of_customers_answers(conversations: list[Conversation]) -> None:
    kinds = Counter(answer.kind for one in conversations for answer in one.answers)
    scales = {(answer.kind, answer.scale) for one in conversations for answer in one.answers}
    assert 0.2 <= kinds["csat"] / len(conversations) <= 0.4
    assert kinds["csat"] > kinds["ces"] > kinds["nps"] > 100
    assert scales == {("csat", 5), ("ces", 7), ("nps", 11)}


def test_sundays_are_quiet_and_mondays_busy(conversations: list[Conversation]) -> None:
    days = Counter(one.began.astimezone(PARIS).isoweekday() for one in conversations if one.began)
    assert days[1] > days[3] > days[6] > days[7]


def test_customers_come_back_and_some_leave(conversations: list[Conversation]) -> None:
    contacts: dict[str | None, int] = defaultdict(int)
    left = {}
    for one in conversations:
        assert one.customer is not None
        contacts[one.customer.id] += 1
        if "customer_left_on" in one.attributes:
            left[one.customer.id] = one.attributes["customer_left_on"]
    assert sum(times > 1 for times in contacts.values()) > 400
    assert 0.01 <= len(left) / len(contacts) <= 0.12
    assert all(str(day) <= SUNDAY.isoformat() for day in left.values())


def test_the_control_copy_has_the_same_size_and_no_story(
    company: demo.Company, conversations: list[Conversation]
) -> None:
    control = demo.company(7, SUNDAY, stories=False)
    assert control.stories == ()
    assert company.stories == demo.STORIES
    size = sum(1 for _ in control.conversations())
    assert abs(size - len(conversations)) < 0.05 * size


def test_it_writes_boussoles_own_lines(tmp_path: Path, company: demo.Company) -> None:
    path = tmp_path / "alize.jsonl"
    written = company.write(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == written
    first = Conversation.model_validate(json.loads(lines[0]))
    assert first == next(company.conversations())


def test_mails_are_answered_when_the_service_is_open(conversations: list[Conversation]) -> None:
    answered = [
        turn.at.astimezone(PARIS)
        for one in conversations
        if one.channel == "email"
        for turn in one.turns
        if turn.role == "agent" and turn.at
    ]
    assert all(8 <= at.hour < 20 and at.isoweekday() != 7 for at in answered)
