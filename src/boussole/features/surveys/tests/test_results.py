"""Results: the metrics' own declarations over one survey, and who answers against who was asked."""

from __future__ import annotations

from datetime import timedelta

from boussole.features.surveys import queries
from boussole.features.surveys.models import Answer, Invitation
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
    found = results_of(queries.answers_of(cast.claire, sent[0].survey), NOON)
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
    found = results_of(queries.answers_of(cast.claire, sent[0].survey), NOON)
    assert (found.sent, found.answered, found.scores) == (12, 0, [])


def test_who_answers_is_compared_with_who_was_asked(cast: Cast) -> None:
    calm = _sent(cast, 60, heard="calm", channel="email")
    tense = _sent(cast, 60, heard="tense", channel="email")
    for one in calm[:10] + tense[:40]:
        one.answered_at = NOON
    found = bias([*calm, *tense], "heard")
    assert {group.value: group.verdict for group in found.groups} == {
        "calm": "less",
        "tense": "more",
    }
    assert found.differs
    assert bias([*calm, *tense], "channel").groups == [], "one group has none to differ from"


def test_a_small_group_or_the_same_rate_says_nothing(cast: Cast) -> None:
    calm, tense = _sent(cast, 60, heard="calm"), _sent(cast, 9, heard="tense")
    for one in tense:
        one.answered_at = NOON
    assert {group.verdict for group in bias([*calm, *tense], "heard").groups} == {"unknown"}
    other = _sent(cast, 60, heard="tense")
    for one in calm[:20] + other[:22]:
        one.answered_at = NOON
    assert {group.verdict for group in bias([*calm, *other], "heard").groups} == {"alike"}


def test_a_manager_reads_the_answers_of_their_teams_alone(cast: Cast) -> None:
    one = surveys_stock.answered(cast)
    assert [
        len(queries.answers_of(who, one.survey)) for who in (cast.claire, cast.malik, cast.odile)
    ] == [1, 0, 1]
