"""What finds reasons in messages: the model in force, what it is worth, learning again and going back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from boussole.core import wording
from boussole.core.metrics.intervals import wilson
from boussole.core.reasons import ReasonTree
from boussole.core.reasons.agreement import Agreement
from boussole.core.reasons.examples import fingerprint_of, shipped_reasons
from boussole.features.conversations.forms import reason_name, said
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.reasons import access, learning
from boussole.features.reasons import learnt as made_models
from boussole.features.reasons.errors import ReasonsError
from boussole.features.reasons.learnt import Material
from boussole.features.reasons.models import LearntReasons

# Under this many corrections, counts are given without a share.
LEAST_FOR_SHARE = 10


@dataclass(frozen=True)
class Row:
    """How corrections were read: by which model, or of which reason; ``share`` is of those read rightly."""

    name: str
    agreement: Agreement
    share: str


@dataclass(frozen=True)
class Panel:
    """What the page says of the model in force. ``aside`` is the newest model when it is not in force."""

    model: LearntReasons | None
    aside: LearntReasons | None
    unreadable: bool
    learning: bool
    failed: bool
    obstacle: str
    news: str
    known: int
    compared: list[Row]
    by_reason: list[Row]

    @property
    def measured(self) -> LearntReasons | None:
        """The model whose figures are shown: the one in force, or the newest while it waits."""
        return self.model or self.aside


def panel(tree: ReasonTree) -> Panel:
    """Gather what the page of a tree says of the model that finds its reasons."""
    model, newest = made_models.in_force(), made_models.newest()
    now = made_models.material(tree)
    aside = newest if newest and not newest.in_force else None
    measured = model or aside
    return Panel(
        model=model,
        aside=aside,
        unreadable=model is not None and made_models.model_in_force() is shipped_reasons(),
        learning=made_models.is_learning(),
        failed=made_models.last_failed(),
        obstacle=made_models.obstacle(now, newest),
        news=_news(now, newest),
        known=len(now.corrected) + now.phrases,
        compared=_compared(measured) if measured and measured.corrections else [],
        by_reason=_by_reason(measured, tree) if measured else [],
    )


@require_POST
@requires(access.MANAGE)
def learn(request: HttpRequest) -> HttpResponse:
    """Have a model learnt from the tree and the corrections, aside."""
    try:
        learning.ask_learning(signed_in(request))
    except ReasonsError as problem:
        messages.error(request, str(problem))
    else:
        text = _("L’apprentissage est lancé ; les conversations seront relues ensuite.")
        messages.success(request, text)
    return redirect("reasons:tree")


@require_POST
@requires(access.MANAGE)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the model in force out of it; the notice offers to put it back."""
    try:
        before = learning.undo(number, by=signed_in(request))
    except ReasonsError as problem:
        messages.error(request, str(problem))
        return redirect("reasons:tree")
    if before is None:
        text = _("Le modèle livré est en service ; les conversations sont relues sous peu.")
    else:
        text = _("La version %(number)d est en service ; les conversations sont relues sous peu.")
        text %= {"number": before.number}
    newest = made_models.newest()
    again = newest is not None and newest.number == number
    done(request, text, reverse("reasons:put_back_learnt", args=[number]) if again else "")
    return redirect("reasons:tree")


@require_POST
@requires(access.MANAGE)
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    """Put the newest model in force; the notice offers to take it out again."""
    try:
        learning.put_back(number, by=signed_in(request))
    except ReasonsError as problem:
        messages.error(request, str(problem))
    else:
        text = _("La version %(number)d est en service ; les conversations sont relues sous peu.")
        undo_it = reverse("reasons:undo_learning", args=[number])
        done(request, text % {"number": number}, undo_it)
    return redirect("reasons:tree")


def _news(now: Material, newest: LearntReasons | None) -> str:
    """What the newest model did not learn, in words; nothing when it learnt everything."""
    if newest is not None and newest.material == now.name:
        return ""
    if new := now.since(newest):
        words = ngettext(
            "%(new)d correction attend d’être apprise.",
            "%(new)d corrections attendent d’être apprises.",
            new,
        )
        return words % {"new": new}
    if newest is None:
        return ""
    if newest.tree != fingerprint_of(now.tree):
        return _("L’arbre a changé depuis.")
    if newest.base != shipped_reasons().fingerprint:
        return _("De nouveaux exemples sont livrés avec Boussole.")
    return _("Des corrections apprises ont été retirées ou remplacées depuis.")


def _compared(made: LearntReasons) -> list[Row]:
    n = made.corrections
    return [
        _row(
            _("Version %(number)d") % {"number": made.number},
            Agreement(n, made.right, made.unknown),
        ),
        _row(_("Le modèle livré"), Agreement(n, made.right_before, made.unknown_before)),
    ]


def _by_reason(made: LearntReasons, tree: ReasonTree) -> list[Row]:
    return [
        _row(
            reason_name(one["reason"], tree) if one["reason"] else _("Aucun de ces motifs"),
            Agreement(one["n"], one["right"], one["unknown"]),
        )
        for one in made.by_reason
    ]


def _row(name: str, found: Agreement) -> Row:
    return Row(name, found, _share(found) if found.n >= LEAST_FOR_SHARE else "")


def _share(found: Agreement) -> str:
    known = wilson(found.right, found.n)
    return _("%(share)s, entre %(low)s et %(high)s") % {
        "share": said(wording.percent(known.value or 0.0)),
        "low": said(wording.percent(known.low or 0.0)),
        "high": said(wording.percent(known.high or 0.0)),
    }
