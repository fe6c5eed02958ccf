"""The named actions of those who meet an irritant: each is one transaction and leaves one audit row."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core import privacy
from boussole.features.irritants import actions
from boussole.features.irritants.errors import NotMergeableError, WrongStateError
from boussole.features.irritants.models import Irritant, Voice
from boussole.features.irritants.models.irritant import LONGEST_DETAIL, LONGEST_WHAT
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Membership, Person


@transaction.atomic
def declare(
    what: str,
    *,
    by: Person,
    on: date,
    hurts: str = Irritant.Hurts.EMPLOYEE,
    detail: str = "",
    times: float | None = None,
    minutes: float | None = None,
    reach: str = Irritant.Reach.TEAM,
    signed: bool = False,
) -> Irritant:
    """Declare an irritant: ``times`` a week and ``minutes`` each time when the author says so; texts are masked here."""
    made = Irritant.objects.create(
        by=by,
        team_id=_team_of(by),
        what=masked(what, LONGEST_WHAT),
        detail=masked(detail, LONGEST_DETAIL),
        hurts=Irritant.Hurts(hurts).value,
        reach=Irritant.Reach(reach).value,
        signed=signed,
        declared_on=on,
    )
    Voice.objects.create(irritant=made, by=by, said_on=on, times=times, minutes=minutes)
    record(by, actions.DECLARED, made)
    return made


@transaction.atomic
def change(
    irritant: Irritant, *, by: Person, what: str, detail: str, hurts: str, signed: bool
) -> Irritant:
    """Say one's own irritant better, and choose whether one's name is shown."""
    _is_author(irritant, by)
    irritant.what = masked(what, LONGEST_WHAT)
    irritant.detail = masked(detail, LONGEST_DETAIL)
    irritant.hurts = Irritant.Hurts(hurts).value
    irritant.signed = signed
    irritant.save(update_fields=["what", "detail", "hurts", "signed"])
    record(by, actions.CHANGED, irritant)
    return irritant


@transaction.atomic
def drop(irritant: Irritant, *, by: Person) -> bool:
    """Take one's own irritant back: erased when nobody else meets it, else it stays without its author. Tell which."""
    _is_author(irritant, by)
    record(by, actions.DROPPED, irritant)
    others = Voice.objects.filter(irritant=irritant).exclude(by=by).exists()
    if not others and not irritant.others.exists() and not irritant.has_owner:
        irritant.delete()
        return True
    irritant.voices.filter(by=by).delete()
    irritant.by, irritant.signed = None, False
    irritant.save(update_fields=["by", "signed"])
    return False


@transaction.atomic
def me_too(
    irritant: Irritant,
    *,
    by: Person,
    on: date,
    times: float | None = None,
    minutes: float | None = None,
) -> Voice:
    """Say that one meets it too; said again, it is the newest figures that count. Not once it is resolved."""
    if irritant.state == Irritant.State.RESOLVED:
        raise WrongStateError(_("Il est résolu : rouvrez-le s’il revient."))
    voice, _made = Voice.objects.update_or_create(
        irritant=irritant,
        by=by,
        defaults={"times": times, "minutes": minutes},
        create_defaults={"times": times, "minutes": minutes, "said_on": on},
    )
    record(by, actions.MET_TOO, irritant)
    return voice


@transaction.atomic
def not_me(irritant: Irritant, *, by: Person) -> None:
    """Take one's « me too » back; the author takes the irritant itself back."""
    if irritant.by_id == by.pk:
        raise LookupError("its author takes the irritant back, not their voice")
    if Voice.objects.filter(irritant=irritant, by=by).delete()[0]:
        record(by, actions.NOT_MET, irritant)


@transaction.atomic
def share(irritant: Irritant, *, by: Person) -> None:
    """Let the whole company read it."""
    irritant.reach = Irritant.Reach.COMPANY
    irritant.save(update_fields=["reach"])
    record(by, actions.SHARED, irritant)


@transaction.atomic
def unshare(irritant: Irritant, *, by: Person) -> None:
    """Give it back to its team alone; what others said stays counted. Not while another team's is counted with it."""
    if _teams_of(irritant) != {irritant.team_id}:
        raise WrongStateError(_("Une autre équipe y a compté le sien : séparez-les d’abord."))
    irritant.reach = Irritant.Reach.TEAM
    irritant.save(update_fields=["reach"])
    record(by, actions.UNSHARED, irritant)


@transaction.atomic
def join(irritant: Irritant, first: Irritant, *, by: Person) -> Irritant:
    """Count an irritant, and those counted with it, with the first that says the same; return that first one."""
    root = first.same_as or first
    if root.pk == irritant.pk:
        raise NotMergeableError(_("C’est déjà le même irritant."))
    if irritant.has_owner:
        raise NotMergeableError(
            _("Celui-ci a déjà un responsable : rapprochez plutôt l’autre de lui.")
        )
    if root.reach == Irritant.Reach.TEAM and _teams_of(irritant) != {root.team_id}:
        raise NotMergeableError(
            _("Partagez d’abord l’autre avec l’entreprise : l’équipe de celui-ci ne le lirait plus.")
        )  # fmt: skip
    irritant.others.update(same_as=root)
    irritant.same_as = root
    irritant.save(update_fields=["same_as"])
    record(by, actions.JOINED, irritant, first=root.pk)
    return root


@transaction.atomic
def separate(irritant: Irritant, *, by: Person) -> None:
    """Let an irritant stand on its own again, with the voices that were given to it."""
    irritant.same_as = None
    irritant.save(update_fields=["same_as"])
    record(by, actions.SEPARATED, irritant)


def masked(text: str, longest: int) -> str:
    """What people type, masked and cut to what is kept of it."""
    return privacy.mask(text.strip()).text[:longest]


def _teams_of(irritant: Irritant) -> set[int | None]:
    """The teams of an irritant and of those counted with it: each must go on reading it."""
    return {irritant.team_id, *irritant.others.values_list("team_id", flat=True)}


def _team_of(person: Person) -> int | None:
    """The team someone answers in, or the first they manage."""
    found = organisation.team_of_agent().get(person.pk)
    if found is not None:
        return found
    managed = Membership.objects.filter(person=person, team__archived_at=None)
    return managed.order_by("team__name").values_list("team_id", flat=True).first()


def _is_author(irritant: Irritant, by: Person) -> None:
    if irritant.by_id != by.pk:
        raise LookupError("only its author changes an irritant")
