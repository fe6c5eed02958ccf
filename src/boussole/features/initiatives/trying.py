"""The right to try: a trial is announced with its scope, a manager has some days to object, and silence is consent.

An objection needs a reason and a counter-proposal; it stops the trial until it is lifted or another is announced. A trial that
is over waits to be told, whatever it taught. ``now`` is the present moment when it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.core.metrics import METRICS, Metric
from boussole.core.metrics.trials import declare, measurable
from boussole.core.working_days import working_days_after
from boussole.features.initiatives import access, actions, mails
from boussole.features.initiatives.errors import (
    MetricError,
    NotNowError,
    TooLateError,
    TrialDatesError,
    TrialTeamError,
)
from boussole.features.initiatives.models import Initiative, Objection, Telling, Trial
from boussole.features.initiatives.services import (
    discreet,
    move,
    objection_days,
    require,
)
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person, Role, Team

State = Initiative.State
SHORTEST, LONGEST = timedelta(days=7), timedelta(days=182)
FURTHEST_START = timedelta(days=90)
# Below, a team's figure would say something of one of its people.
MINIMUM_PEOPLE = 5


@dataclass(frozen=True)
class Scope:
    """What is tried: what, where (which contacts, when), in which teams, between which days, and what will tell."""

    what: str
    where: str
    teams: Sequence[Team]
    starts_on: date
    ends_on: date
    will_tell: str
    metric: str = ""


@transaction.atomic
def announce(
    initiative: Initiative, scope: Scope, *, by: Person, now: datetime | None = None
) -> Trial:
    """Announce a trial; the managers of its teams are told, and may object until ``objections_until``.

    Raises ``NotNowError``, ``TrialTeamError``, ``TrialDatesError`` or ``MetricError``.
    """
    require(initiative, State.PROPOSED, State.OBJECTED)
    today = _today(now)
    _check_teams(scope, by)
    until = objections_until(scope.teams, by, today)
    _check_days(scope, today, until)
    declared = _declared(scope, today)
    trial = Trial.objects.create(
        initiative=initiative,
        what=discreet(scope.what, 400),
        where=discreet(scope.where, 200),
        starts_on=scope.starts_on,
        ends_on=scope.ends_on,
        will_tell=discreet(scope.will_tell, 400),
        metric=scope.metric,
        declaration=declared,
        announced_at=now or timezone.now(),
        objections_until=until,
    )
    trial.teams.set(scope.teams)
    move(initiative, State.ANNOUNCED, by, now)
    record(by, actions.ANNOUNCED, trial, teams=[team.pk for team in scope.teams])
    if until is not None:
        transaction.on_commit(partial(mails.tell_managers, trial.pk))
    return trial


@transaction.atomic
def take_back(initiative: Initiative, *, by: Person) -> None:
    """Take an announcement back before it starts; the trial is erased. Raises ``NotNowError``."""
    require(initiative, State.ANNOUNCED)
    last = _last(initiative)
    record(by, actions.TAKEN_BACK, last)
    last.delete()
    move(initiative, State.PROPOSED, by)


@transaction.atomic
def make_objection(
    trial: Trial, reason: str, counter_proposal: str, *, by: Person, now: datetime | None = None
) -> Objection:
    """Object with a reason and a counter-proposal; the trial waits. Raises ``NotNowError`` or ``TooLateError``."""
    require(trial.initiative, State.ANNOUNCED, State.OBJECTED)
    if not trial.is_open_to_objections(_today(now)):
        raise TooLateError(_("Le délai pour faire une objection est passé : l’essai a lieu."))
    made = Objection.objects.create(
        trial=trial,
        by=by,
        reason=discreet(reason, 400),
        counter_proposal=discreet(counter_proposal, 400),
        made_at=now or timezone.now(),
    )
    if trial.initiative.state == State.ANNOUNCED:
        move(trial.initiative, State.OBJECTED, by, now)
    record(by, actions.OBJECTED, trial)
    return made


@transaction.atomic
def lift(objection: Objection, *, by: Person, now: datetime | None = None) -> None:
    """Lift one's own objection; once none stands, the trial is announced again as it was. Raises ``NotNowError``."""
    trial = objection.trial
    require(trial.initiative, State.OBJECTED)
    if objection.lifted_at or trial.pk != _last(trial.initiative).pk:
        raise NotNowError(_("Cette objection ne tient déjà plus."))
    objection.lifted_at = now or timezone.now()
    objection.save(update_fields=["lifted_at"])
    if not trial.objections.filter(lifted_at=None).exists():
        move(trial.initiative, State.ANNOUNCED, by, now)
    record(by, actions.LIFTED, trial)


def start_due(now: datetime | None = None) -> int:
    """Start the trials whose day has come and to which nobody objected in time; return how many."""
    today = _today(now)
    due = Trial.objects.filter(
        initiative__state=State.ANNOUNCED, started_on=None, starts_on__lte=today
    ).exclude(objections_until__gte=today)
    found = list(access.latest(due).select_related("initiative").order_by("starts_on", "pk"))
    return sum(_start(trial, today, now) for trial in found)


@transaction.atomic
def _start(trial: Trial, today: date, now: datetime | None) -> bool:
    locked = Initiative.objects.select_for_update().get(pk=trial.initiative_id)
    if locked.state != State.ANNOUNCED:
        return False
    late = today - trial.starts_on
    trial.started_on = today
    # A worker that was stopped, or an objection lifted late, does not shorten the trial.
    trial.ends_on += late
    trial.save(update_fields=["started_on", "ends_on"])
    move(locked, State.TRIED, None, now)
    record(None, actions.STARTED, trial)
    return True


@transaction.atomic
def tell(
    initiative: Initiative,
    learnt: str,
    outcome: str,
    *,
    by: Person,
    now: datetime | None = None,
) -> Telling:
    """Tell what a trial taught and what becomes of it; told before its end, it ends there. Raises ``NotNowError``."""
    require(initiative, State.TRIED)
    trial, today = _last(initiative), _today(now)
    if today < trial.ends_on:
        trial.ends_on = today
        trial.save(update_fields=["ends_on"])
    told = Telling.objects.create(
        trial=trial,
        learnt=discreet(learnt, 1200),
        outcome=Telling.Outcome(outcome).value,
        by=by,
        told_at=now or timezone.now(),
    )
    move(initiative, State.TOLD, by, now)
    record(by, actions.TOLD, trial, outcome=told.outcome)
    return told


@transaction.atomic
def take_telling_back(initiative: Initiative, *, by: Person) -> None:
    """Take what was told back, to tell it better. Raises ``NotNowError``."""
    require(initiative, State.TOLD)
    trial = _last(initiative)
    Telling.objects.filter(trial=trial).delete()
    move(initiative, State.TRIED, by)
    record(by, actions.UNTOLD, trial)


def objections_until(teams: Sequence[Team], by: Person, today: date) -> date | None:
    """The last day on which someone may object to a trial announced today; none when nobody may."""
    managers = Membership.objects.filter(
        team__in=list(teams),
        kind=Membership.Kind.MANAGER,
        person__is_active=True,
        person__role=Role.MANAGER,
    )
    if not managers.exclude(person=by).exists():
        return None
    return working_days_after(today, objection_days())


def people_in(teams: Sequence[Team]) -> int:
    """How many active agents some teams have together."""
    places = Membership.objects.filter(
        team__in=list(teams), kind=Membership.Kind.AGENT, person__is_active=True
    )
    return places.values("person").distinct().count()


def _today(now: datetime | None) -> date:
    return timezone.localdate(now) if now else timezone.localdate()


def _last(initiative: Initiative) -> Trial:
    return Trial.objects.filter(initiative=initiative).latest("pk")


def _check_teams(scope: Scope, by: Person) -> None:
    mine = set(access.teams_to_try_in(by).values_list("pk", flat=True))
    if not scope.teams or any(team.pk not in mine for team in scope.teams):
        raise TrialTeamError(_("Choisissez où essayer parmi vos équipes."))


def _check_days(scope: Scope, today: date, until: date | None) -> None:
    if until is not None and scope.starts_on <= until:
        words = _(
            "Les managers concernés ont jusqu’au %(day)s pour faire une objection : commencez après ce jour."
        )
        raise TrialDatesError(words % {"day": date_format(until, "DATE_FORMAT")})
    if not today <= scope.starts_on <= today + FURTHEST_START:
        raise TrialDatesError(_("Commencez aujourd’hui au plus tôt, dans trois mois au plus tard."))
    length = scope.ends_on - scope.starts_on + timedelta(days=1)
    if not SHORTEST <= length <= LONGEST:
        raise TrialDatesError(_("Un essai dure une semaine au moins et six mois au plus."))


def _declared(scope: Scope, today: date) -> dict[str, object] | None:
    """What will be looked at, fixed now: nothing without a metric."""
    if not scope.metric:
        return None
    metric = _metric(scope.metric)
    if people_in(scope.teams) < MINIMUM_PEOPLE:
        raise MetricError(
            _(
                "Un indicateur se mesure à partir de cinq conseillers dans les équipes de l’essai : en dessous, il parlerait de quelqu’un."
            )
        )
    found = declare(
        metric, today, scope.starts_on, scope.ends_on, compared=_others_are_enough(scope.teams)
    )
    return found.model_dump(mode="json") if found else None


def _metric(name: str) -> Metric:
    if name not in {one.name for one in measurable()}:
        raise MetricError(_("Cet indicateur ne peut pas juger d’un essai."))
    return METRICS[name]


def _others_are_enough(teams: Sequence[Team]) -> bool:
    """Whether the other teams are many enough people to stand beside without speaking of one of them."""
    others = Team.objects.filter(archived_at=None).exclude(pk__in=[team.pk for team in teams])
    return people_in(list(others)) >= MINIMUM_PEOPLE
