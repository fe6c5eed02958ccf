"""The right to try: announced with its scope, silence is consent, an objection brings something else to try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from boussole.features.initiatives import access, mails, services, trying
from boussole.features.initiatives.errors import (
    InitiativeError,
    MetricError,
    NotNowError,
    TooLateError,
    TrialDatesError,
    TrialTeamError,
)
from boussole.features.initiatives.models import Initiative, Objection, Telling, Trial
from boussole.features.organisation.models import AuditEntry
from tests.cast import Cast
from tests.initiatives_stock import idea_of_awa, scope_in
from tests.recognition_stock import agents_of_lyon

pytestmark = pytest.mark.django_db
State = Initiative.State
# A Wednesday at noon.
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def at(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())


@pytest.fixture
def idea(cast: Cast) -> Initiative:
    return idea_of_awa(cast)


def announced(cast: Cast, idea: Initiative, **changed: Any) -> Trial:
    return trying.announce(idea, scope_in(cast.lyon, NOW.date(), **changed), by=cast.awa, now=NOW)


def state(idea: Initiative) -> str:
    return Initiative.objects.get(pk=idea.pk).state


def test_silence_is_consent(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    assert trial.objections_until == date(2026, 12, 2)
    assert trying.start_due(at(date(2026, 12, 2))) == 0
    assert trying.start_due(at(trial.starts_on)) == 1
    assert state(idea) == State.TRIED
    assert trying.start_due(at(trial.starts_on)) == 0
    started = AuditEntry.objects.get(action="initiatives.started")
    assert started.person is None


def test_a_trial_may_not_start_before_managers_have_had_their_days(
    cast: Cast, idea: Initiative
) -> None:
    with pytest.raises(TrialDatesError, match="2 décembre 2026"):
        announced(cast, idea, starts_on=date(2026, 12, 2))


def test_the_delay_is_the_company_s(cast: Cast, idea: Initiative) -> None:
    services.set_objection_days(10, by=cast.odile)
    with pytest.raises(TrialDatesError):
        announced(cast, idea, starts_on=date(2026, 12, 9))
    trial = announced(cast, idea, starts_on=date(2026, 12, 10))
    assert trial.objections_until == date(2026, 12, 9)
    with pytest.raises(ValueError, match="1 to 20"):
        services.set_objection_days(0, by=cast.odile)


def test_nobody_objects_to_a_manager_s_own_trial_in_their_own_team(cast: Cast) -> None:
    idea = services.propose("Une idée", "Parce que", "Les clients", by=cast.claire)
    scope = scope_in(cast.lyon, NOW.date(), starts_on=NOW.date())
    trial = trying.announce(idea, scope, by=cast.claire, now=NOW)
    assert trial.objections_until is None
    assert trying.start_due(NOW) == 1


def test_an_objection_stops_it_until_it_is_lifted(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    made = trying.make_objection(trial, "Trop tôt.", "En janvier.", by=cast.claire, now=NOW)
    assert state(idea) == State.OBJECTED
    assert trying.start_due(at(trial.starts_on)) == 0
    trying.lift(made, by=cast.claire)
    assert state(idea) == State.ANNOUNCED
    late = trial.starts_on + timedelta(days=3)
    assert trying.start_due(at(late)) == 1
    found = Trial.objects.get(pk=trial.pk)
    assert (found.started_on, found.ends_on - trial.ends_on) == (late, timedelta(days=3))
    with pytest.raises(NotNowError):
        trying.lift(made, by=cast.claire)


def test_an_objection_comes_in_time_or_not_at_all(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    with pytest.raises(TooLateError):
        trying.make_objection(
            trial, "Non.", "Autre chose.", by=cast.claire, now=at(date(2026, 12, 3))
        )
    assert state(idea) == State.ANNOUNCED
    assert not Objection.objects.exists()


def test_another_trial_may_be_announced_after_an_objection(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    made = trying.make_objection(trial, "Trop large.", "Le matin.", by=cast.claire, now=NOW)
    again = announced(cast, idea, where="Le matin seulement")
    assert state(idea) == State.ANNOUNCED
    assert list(access.announced_to(cast.claire)) == [again]
    with pytest.raises(NotNowError):
        trying.lift(made, by=cast.claire)


def test_who_may_object(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    today = NOW.date()
    assert list(access.objectionable(cast.claire, today)) == [trial]
    for person in (cast.malik, cast.awa, cast.odile, cast.zoe):
        assert list(access.objectionable(person, today)) == []
    assert list(access.objectionable(cast.claire, date(2026, 12, 3))) == []


def test_managers_are_told_when_it_is_announced(
    cast: Cast, idea: Initiative, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        announced(cast, idea)
    (letter,) = mail.outbox
    assert letter.to == [cast.claire.email]
    assert "2 décembre 2026" in letter.body
    assert idea.line not in letter.body


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"starts_on": date(2026, 12, 3), "ends_on": date(2026, 12, 8)}, TrialDatesError),
        ({"starts_on": date(2026, 12, 3), "ends_on": date(2027, 7, 1)}, TrialDatesError),
        ({"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 30)}, TrialDatesError),
        ({"metric": "csat"}, MetricError),
        ({"teams": []}, TrialTeamError),
    ],
)
def test_a_scope_that_cannot_be_is_refused(
    changed: dict[str, Any], refused: type[InitiativeError], cast: Cast, idea: Initiative
) -> None:
    with pytest.raises(refused):
        announced(cast, idea, **changed)
    assert state(idea) == State.PROPOSED
    assert not Trial.objects.exists()


def test_one_tries_in_one_s_own_teams(cast: Cast, idea: Initiative) -> None:
    with pytest.raises(TrialTeamError):
        trying.announce(idea, scope_in(cast.nantes, NOW.date()), by=cast.awa, now=NOW)
    leader = services.propose("Une idée", "Parce que", "Tous", by=cast.odile)
    scope = scope_in(cast.nantes, NOW.date())
    assert trying.announce(leader, scope, by=cast.odile, now=NOW).objections_until is not None


def test_a_metric_is_declared_before_the_start_from_five_agents_on(
    cast: Cast, idea: Initiative
) -> None:
    agents_of_lyon(cast, 3)
    trial = announced(cast, idea, metric="csat")
    declared = trial.declared
    assert declared is not None
    assert (declared.key, declared.declared_on, declared.start) == (
        "csat",
        NOW.date(),
        trial.starts_on,
    )
    # Nantes has one agent: standing beside Lyon, its figure would speak of her.
    assert declared.comparison == "none"


def test_an_announcement_is_taken_back_before_it_starts(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    trying.take_back(idea, by=cast.awa)
    assert (state(idea), Trial.objects.count()) == (State.PROPOSED, 0)
    trial = announced(cast, idea)
    trying.start_due(at(trial.starts_on))
    with pytest.raises(NotNowError):
        trying.take_back(idea, by=cast.awa)


def test_what_was_learnt_is_told_whatever_it_is(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    with pytest.raises(NotNowError):
        trying.tell(idea, "Rien encore.", "kept", by=cast.awa, now=NOW)
    trying.start_due(at(trial.starts_on))
    soon = trial.starts_on + timedelta(days=2)
    told = trying.tell(idea, "Les clients préfèrent un SMS.", "dropped", by=cast.awa, now=at(soon))
    assert told.get_outcome_display() == "abandonnée"
    assert Trial.objects.get(pk=trial.pk).ends_on == soon
    assert state(idea) == State.TOLD
    trying.take_telling_back(idea, by=cast.awa)
    assert (state(idea), Telling.objects.count()) == (State.TRIED, 0)


def test_a_trial_past_its_end_is_recalled_once_to_its_author(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    trying.start_due(at(trial.starts_on))
    assert mails.remind(trial.ends_on) == 0
    after = trial.ends_on + timedelta(days=1)
    assert mails.remind(after) == 1
    assert mails.remind(after) == 0
    (letter,) = mail.outbox
    assert letter.to == [cast.awa.email]
    assert "a appris quelque chose" in letter.body


def test_every_action_leaves_a_row_without_a_text(cast: Cast, idea: Initiative) -> None:
    trial = announced(cast, idea)
    trying.make_objection(trial, "Trop tôt.", "En janvier.", by=cast.claire, now=NOW)
    services.support(idea, by=cast.bruno)
    services.support(idea, by=cast.bruno)
    services.comment(idea, "Bonne idée.", by=cast.bruno)
    rows = AuditEntry.objects.filter(action__startswith="initiatives.").order_by("pk")
    assert [row.action for row in rows] == [
        "initiatives.proposed",
        "initiatives.announced",
        "initiatives.objected",
        "initiatives.supported",
        "initiatives.commented",
    ]
    assert "janvier" not in "".join(str(row.details) for row in rows)


def test_what_is_written_is_masked(cast: Cast) -> None:
    made = services.propose(
        "Rappeler au 06 12 34 56 78", "Écrire à jeanne@example.com", "Tous", by=cast.awa
    )
    assert "06 12" not in made.line
    assert "jeanne@" not in made.why


def test_one_that_is_not_tried_is_withdrawn_and_restored(cast: Cast, idea: Initiative) -> None:
    announced(cast, idea)
    services.withdraw(idea, by=cast.awa)
    assert not access.initiatives(cast.bruno).filter(pk=idea.pk).exists()
    assert access.initiatives(cast.awa).filter(pk=idea.pk).exists()
    assert trying.start_due(at(date(2027, 1, 4))) == 0
    services.restore(idea, by=cast.awa)
    assert state(idea) == State.PROPOSED


def test_initiatives_that_have_not_moved_for_two_years_are_erased(
    cast: Cast, idea: Initiative
) -> None:
    now = timezone.now()
    assert services.forget(now + timedelta(days=729)) == 0
    assert services.forget(now + timedelta(days=731)) == 1
    assert not Initiative.objects.exists()
