"""Results: the metrics' own declarations over one survey, and who answers against who was asked."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pyarrow as pa
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.core.metrics import METRICS, Scope, Statistics, estimate
from boussole.core.schemas import ANSWERS
from boussole.core.surveys import Question
from boussole.core.text import Text
from boussole.features.surveys import counting, following, results
from boussole.features.surveys.counting import Asked, Given
from boussole.features.surveys.models import Answer, FollowUp, Invitation
from boussole.features.surveys.results import bias, results_of
from tests import surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON


def _sent(cast: Cast, count: int, **fields: object) -> list[Invitation]:
    survey = surveys_stock.survey(cast, name=f"Enquête {count}")
    version = survey.versions.get()
    return [
        Invitation(
            survey=survey, version=version, occasion=f"o{n}", nonce="n", identity=f"p{n}",
            email=f"p{n}@example.com", language="fr", planned_at=NOON, sent_at=NOON,
            expires_at=NOON + timedelta(days=9), team=cast.lyon, **fields,
        )
        for n in range(count)
    ]  # fmt: skip


def test_scores_are_those_of_the_metrics_with_n_and_interval(cast: Cast) -> None:
    sent = Invitation.objects.bulk_create(_sent(cast, 40, answered_at=NOON))
    for place, one in enumerate(sent):
        Answer.objects.create(
            invitation=one, question="q1", type="csat_5", value=place % 5 + 1, at=NOON
        )
        if place < 5:
            Answer.objects.create(invitation=one, question="q3", type="nps_11", value=10, at=NOON)
    found = results_of(counting.of_survey(cast.claire, sent[0].survey), NOON)
    by_name = {one.metric: one for one in found.scores}
    csat = by_name["csat"]
    assert (csat.n, csat.value) == (40, 0.4)
    assert csat.low is not None
    assert csat.high is not None
    assert csat.low < 0.4 < csat.high
    assert by_name["csat_mean"].value == 3
    assert by_name["nps"].state == "insufficient", "five answers say nothing"
    assert "ces" not in by_name, "what was not asked is not zero"


def test_not_answered_is_not_zero(cast: Cast) -> None:
    sent = Invitation.objects.bulk_create(_sent(cast, 12))
    found = results_of(counting.of_survey(cast.claire, sent[0].survey), NOON)
    assert (found.sent, found.answered, found.scores) == (12, 0, [])


def test_counted_scores_are_those_of_one_row_an_answer() -> None:
    rng = random.Random(7)  # noqa: S311 - the same answers at each run
    types = {"csat_5": (1, 5), "ces_7": (1, 7), "nps_11": (0, 10)}
    stands = (None, "open", "in_time", "late")
    rows = [
        (kind, rng.randint(*types[kind]), rng.choice(stands))
        for kind in rng.choices([*types], k=400)
    ]
    given = [Given(*row, count) for row, count in Counter(rows).items()]
    names = [*(name for kind in types for name in results.OF_TYPE[kind]), results.CLOSED_IN_TIME]
    counted = results.scores(given, names, NOON)
    assert {one.metric: one for one in counted} == {
        name: estimate(METRICS[name], one) for name, one in _row_by_row(rows, names).items()
    }


def _row_by_row(
    rows: Sequence[tuple[str, int, str | None]], names: Sequence[str]
) -> dict[str, Statistics]:
    """The engine over every answer, as facts hold them."""
    table = []
    for place, (kind, value, stands) in enumerate(rows):
        question = Question(key="q1", type=kind, text=Text(fr="?", en="?"))
        assert question.scale
        row = {"kind": question.scale.kind, "scale": question.scale.count, "value": float(value)}
        low = stands if value <= question.scale.low_to else None
        table.append(
            dict.fromkeys(ANSWERS.names)
            | {"conversation_id": str(place), "lang": "fr", "at": NOON, "follow_up": low}
            | row
        )
    engine = DuckEngine({"contacts": (), "answers": pa.Table.from_pylist(table, schema=ANSWERS)})
    try:
        metrics = [METRICS[name] for name in names]
        return {
            name: replace(one[0], group={})
            for name, one in engine.statistics_many(metrics, Scope(), as_of=NOON).items()
        }
    finally:
        engine.close()


def test_low_answers_followed_up_in_time_are_told_like_facts_tell_them(cast: Cast) -> None:
    sent = Invitation.objects.bulk_create(_sent(cast, 14, answered_at=NOON))
    for place, one in enumerate(sent):
        value = 1 if place < 13 else 5
        Answer.objects.create(invitation=one, question="q1", type="csat_5", value=value, at=NOON)
        if place < 13:
            following.open_follow_up(one, NOON)
    for place, opened in enumerate(FollowUp.objects.order_by("pk")[:11]):
        at = NOON + timedelta(days=1 if place < 8 else 30)
        following.close(opened, "Rappelé.", by=cast.claire, now=at)
    found = results_of(counting.of_survey(cast.claire, sent[0].survey), NOON).in_time
    assert found
    assert (found.n, found.value, found.unknown_n) == (11, 8 / 11, 2)
    since = NOON - timedelta(days=1)
    assert results.in_time(counting.of_follow_ups(cast.claire, since), NOON) == found
    assert results.in_time(counting.of_follow_ups(cast.malik, since), NOON) is None
    assert results.in_time(counting.of_follow_ups(cast.claire, NOON + timedelta(1)), NOON) is None


def _asked(heard: str, asked: int, answered: int) -> Asked:
    return Asked("email", "fr", "", heard, asked, answered)


def test_who_answers_is_compared_with_who_was_asked() -> None:
    counted = [_asked("calm", 60, 10), _asked("tense", 40, 25), _asked("tense", 20, 15)]
    found = bias(counted, "heard")
    assert {
        group.value: (group.asked, group.answered, group.verdict) for group in found.groups
    } == {
        "calm": (60, 10, "less"),
        "tense": (60, 40, "more"),
    }
    assert found.differs
    assert bias(counted, "channel").groups == [], "one group has none to differ from"


def test_a_small_group_or_the_same_rate_says_nothing() -> None:
    found = bias([_asked("calm", 60, 0), _asked("tense", 9, 9)], "heard")
    assert {group.verdict for group in found.groups} == {"unknown"}
    found = bias([_asked("calm", 60, 20), _asked("tense", 60, 22)], "heard")
    assert {group.verdict for group in found.groups} == {"alike"}


def test_the_database_counts_people_who_are_alike(cast: Cast) -> None:
    sent = _sent(cast, 5, channel="chat", heard="tense", answered_at=NOON)
    for one in sent[3:]:
        one.answered_at, one.reason = None, "billing"
    sent[4].sent_at = None
    Invitation.objects.bulk_create(sent)
    counted = counting.of_survey(cast.claire, sent[0].survey)
    assert sorted(counted.asked, key=lambda one: one.reason) == [
        Asked("chat", "fr", "", "tense", 3, 3),
        Asked("chat", "fr", "billing", "tense", 1, 0),
    ]


def test_comments_are_counted_and_only_the_latest_are_read(cast: Cast) -> None:
    sent = Invitation.objects.bulk_create(_sent(cast, 40, answered_at=NOON))
    for place, one in enumerate(sent):
        at, masked = NOON + timedelta(minutes=place), "" if place < 5 else f"Mots {place}"
        Answer.objects.create(invitation=one, question="q2", type="free", masked=masked, at=at)
    counted = counting.of_survey(cast.claire, sent[0].survey)
    assert (counted.said, len(counted.comments)) == (35, counting.MOST_COMMENTS)
    assert [one.masked for one in counted.comments[:2]] == ["Mots 39", "Mots 38"]


def test_results_ask_the_database_as_much_whatever_was_sent(
    cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counted = []
    for count in (12, 300):
        sent = Invitation.objects.bulk_create(_sent(cast, count, answered_at=NOON))
        Answer.objects.bulk_create(
            Answer(invitation=one, question="q1", type="csat_5", value=n % 5 + 1, at=NOON, masked="Mots")
            for n, one in enumerate(sent)
        )  # fmt: skip
        client.force_login(cast.claire)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/surveys/{sent[0].survey_id}/").status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
    with django_assert_num_queries(3 + 1):  # three counts, and whose teams one reads
        counting.of_survey(cast.claire, sent[0].survey)


def test_a_manager_reads_the_answers_of_their_teams_alone(cast: Cast) -> None:
    one = surveys_stock.answered(cast)
    asked = {who: counting.of_survey(who, one.survey).asked for who in (cast.claire, cast.malik)}
    assert [len(found) for found in asked.values()] == [1, 0]
    assert len(counting.of_survey(cast.odile, one.survey).given) == 1
    assert counting.of_survey(cast.malik, one.survey).given == []
