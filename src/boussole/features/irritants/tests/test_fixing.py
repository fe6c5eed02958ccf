"""An irritant's story: declared, met by others, given, answered, fixed, and what it costs since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from boussole.core.irritants import Cost
from boussole.features.irritants import access, declaring, handling, queries, services
from boussole.features.irritants.errors import (
    NotMergeableError,
    NotUndoableError,
    WrongStateError,
)
from boussole.features.irritants.models import Irritant, Step, Voice
from boussole.features.organisation.models import AuditEntry, Department
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)
WHAT = "Le formulaire pour obtenir un formulaire"


def _declared(cast: Cast, **more: object) -> Irritant:
    asked = {"by": cast.awa, "on": DAY, "times": 5, "minutes": 12} | more
    return declaring.declare(WHAT, **asked)  # type: ignore[arg-type]  # some of them are changed


def test_what_is_typed_is_masked_and_its_author_meets_it(cast: Cast) -> None:
    made = declaring.declare("Le portail", by=cast.awa, on=DAY, detail="écrire à zoe.k@example.com")
    assert "zoe.k" not in made.detail
    assert (made.team, made.state, made.signed) == (cast.lyon, "proposed", False)
    assert Voice.objects.get().by == cast.awa


def test_hours_are_those_of_everyone_who_said(cast: Cast) -> None:
    made = _declared(cast)
    declaring.me_too(made, by=cast.bruno, on=DAY)
    assert queries.costs([made])[made.pk] == Cost(1.0, 1, 1)
    declaring.me_too(made, by=cast.bruno, on=DAY, times=10, minutes=6)
    assert queries.costs([made])[made.pk] == Cost(2.0, 2, 0)
    declaring.not_me(made, by=cast.bruno)
    assert queries.costs([made])[made.pk] == Cost(1.0, 1, 0)
    with pytest.raises(LookupError):
        declaring.not_me(made, by=cast.awa)


def test_merged_irritants_count_each_person_once_and_part_whole(cast: Cast) -> None:
    first, said = _declared(cast), _declared(cast, by=cast.bruno)
    declaring.me_too(said, by=cast.awa, on=DAY)
    declaring.join(said, first, by=cast.claire)
    assert queries.costs([first])[first.pk] == Cost(2.0, 2, 0)
    declaring.separate(said, by=cast.claire)
    assert queries.costs([first, said])[first.pk] == Cost(1.0, 1, 0)
    assert queries.costs([first, said])[said.pk] == Cost(1.0, 1, 1)


def test_merging_never_hides_an_irritant_from_its_team(cast: Cast) -> None:
    first, said = _declared(cast, by=cast.nina), _declared(cast)
    with pytest.raises(NotMergeableError):
        declaring.join(said, first, by=cast.odile)
    declaring.share(first, by=cast.odile)
    declaring.join(said, first, by=cast.odile)
    assert said.same_as == first
    # Nina's team reads that it is counted with another, never that team's words.
    assert queries.counted_with(first, cast.nina) == []
    assert queries.counted_with(first, cast.awa) == [said]
    with pytest.raises(WrongStateError):
        declaring.unshare(first, by=cast.odile)
    with pytest.raises(NotMergeableError):
        declaring.join(first, said, by=cast.odile)
    with pytest.raises(NotMergeableError):
        declaring.join(first, _declared(cast, by=cast.nina), by=cast.odile)
    declaring.separate(said, by=cast.odile)
    declaring.unshare(first, by=cast.odile)


def test_dropping_leaves_it_to_the_others_without_its_author(cast: Cast) -> None:
    alone, met = _declared(cast), _declared(cast, signed=True)
    declaring.me_too(met, by=cast.bruno, on=DAY)
    assert declaring.drop(alone, by=cast.awa)
    assert not declaring.drop(met, by=cast.awa)
    met.refresh_from_db()
    assert (met.by, met.signed) == (None, False)
    assert queries.costs([met])[met.pk] == Cost(0, 0, 1)
    assert list(access.irritants(cast.awa)) == [met]


def test_an_owner_answers_within_the_delay_and_every_step_is_told(cast: Cast) -> None:
    made = _declared(cast)
    handling.assign(made, by=cast.claire, on=DAY, owner=cast.malik)
    assert made.due_on == date(2026, 12, 2)
    handling.take(made, by=cast.malik, on=DAY + timedelta(days=1))
    handling.answer(
        made, "Nous le retirons.", by=cast.malik, on=DAY + timedelta(days=2), fixing=True
    )
    handling.resolve(made, by=cast.malik, on=DAY + timedelta(days=9), how="Retiré de l’intranet.")
    made.refresh_from_db()
    assert (made.state, made.resolved_on) == ("resolved", date(2026, 11, 27))
    assert [step.kind for step in made.steps.all()] == ["assigned", "taken", "accepted", "resolved"]
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        f"irritants.{one}" for one in ("declared", "assigned", "taken", "accepted", "resolved")
    } <= actions


def test_no_and_why_is_an_answer_and_a_strange_order_is_refused(cast: Cast) -> None:
    made = _declared(cast)
    with pytest.raises(LookupError):
        handling.assign(made, by=cast.claire, on=DAY)
    handling.answer(made, "Une obligation légale.", by=cast.claire, on=DAY, fixing=False)
    assert (made.state, made.answer) == ("answered", "Une obligation légale.")
    with pytest.raises(WrongStateError):
        handling.resolve(made, by=cast.claire, on=DAY)
    handling.reopen(made, by=cast.claire, on=DAY)
    assert (made.state, made.answer) == ("proposed", "")


def test_the_last_step_is_undone_by_who_took_it(cast: Cast) -> None:
    made = _declared(cast)
    given = handling.assign(made, by=cast.claire, on=DAY, owner=cast.malik)
    taken = handling.take(made, by=cast.malik, on=DAY)
    with pytest.raises(NotUndoableError):
        handling.undo(made, given.pk, by=cast.claire)
    with pytest.raises(NotUndoableError):
        handling.undo(made, taken.pk, by=cast.claire)
    handling.undo(made, taken.pk, by=cast.malik)
    handling.undo(made, given.pk, by=cast.claire)
    made.refresh_from_db()
    assert (made.state, made.owner, made.due_on) == ("proposed", None, None)
    assert not Step.objects.exists()


def test_what_it_costs_now_is_asked_of_those_who_met_it(cast: Cast) -> None:
    made = _declared(cast)
    declaring.me_too(made, by=cast.bruno, on=DAY, times=10, minutes=6)
    with pytest.raises(WrongStateError):
        handling.cost_now(made, by=cast.awa, on=DAY, times=0)
    done = handling.resolve(made, by=cast.claire, on=DAY)
    assert list(queries.to_tell(cast.bruno)) == [made]
    assert list(queries.to_tell(cast.claire)) == []
    handling.cost_now(made, by=cast.awa, on=DAY, times=0)
    handling.cost_now(made, by=cast.bruno, on=DAY, times=5, minutes=6)
    found = queries.saving_of(made)
    assert (found.before, found.now, found.compared, found.silent) == (2.0, 0.5, 2, 0)
    assert list(queries.to_tell(cast.bruno)) == []
    with pytest.raises(LookupError):
        handling.cost_now(made, by=cast.nina, on=DAY, times=0)
    with pytest.raises(NotUndoableError):
        handling.undo(made, done.pk, by=cast.claire)
    handling.cost_unsaid(made, by=cast.bruno)
    assert queries.saving_of(made).silent == 1


def test_each_reads_and_handles_within_their_scope(cast: Cast) -> None:
    made = _declared(cast)
    for person in (cast.awa, cast.bruno, cast.claire, cast.odile):
        assert list(access.irritants(person)) == [made]
    for person in (cast.malik, cast.nina, cast.paul, cast.zoe, cast.hugo):
        assert list(access.irritants(person)) == []
    assert list(access.handled(cast.claire)) == [made]
    assert list(access.handled(cast.awa)) == []
    declaring.share(made, by=cast.awa)
    assert list(access.irritants(cast.nina)) == [made]
    assert list(access.handled(cast.malik)) == []
    assert list(access.irritants(cast.paul)) == []


def test_a_department_reads_what_it_is_asked_and_nothing_else(cast: Cast) -> None:
    made, _other = _declared(cast), _declared(cast)
    billing = Department.objects.create(
        name="Facturation", key="irritants-billing", contact=cast.denis
    )
    assert list(access.irritants(cast.denis)) == []
    handling.assign(made, by=cast.claire, on=DAY, department=billing)
    assert list(access.irritants(cast.denis)) == [made]
    assert list(access.answerable(cast.denis)) == [made]
    assert list(access.handled(cast.denis)) == []


def test_what_is_over_is_forgotten_and_what_waits_is_kept(cast: Cast) -> None:
    over, owned, alone = _declared(cast), _declared(cast), _declared(cast)
    joined = _declared(cast, by=cast.bruno)
    declaring.join(joined, over, by=cast.claire)
    handling.resolve(over, by=cast.claire, on=DAY)
    handling.assign(owned, by=cast.claire, on=DAY, owner=cast.claire)
    from django.utils import timezone

    late = timezone.now().replace(year=2029)
    assert services.forget(late) == 3
    assert list(Irritant.objects.all()) == [owned]
    assert alone.pk != owned.pk
