"""Writing a rule without code: its conditions with what they find, and its texts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.playbook import Rule
from boussole.core.playbook.conditions import Condition, parts
from boussole.core.playbook.editing import (
    LastPieceError,
    NoSuchPieceError,
    add,
    beginning,
    gather,
    negate,
    piece,
    put,
    read_path,
    take_out,
    write_path,
)
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.playbook import access, drafting, previewing
from boussole.features.playbook.drafts import Draft
from boussole.features.playbook.errors import PlaybookFeatureError
from boussole.features.playbook.forms import NewRuleForm, TakeForm, TextsForm, phrasing_forms
from boussole.features.playbook.piece_forms import PieceForm
from boussole.features.playbook.pieces import OFFERED, form_for
from boussole.features.playbook.tree import tree
from boussole.features.playbook.views.common import page, rule_of_draft, said_kept


@require_GET
@requires(access.PUBLISH)
def conditions(request: HttpRequest, key: str) -> HttpResponse:
    """What the rule looks for, piece by piece; ``?piece=`` opens the one to change."""
    current, rule = rule_of_draft(key)
    return _conditions(request, current, rule, _opened(request, rule))


@require_POST
@requires(access.PUBLISH)
def change_piece(request: HttpRequest, key: str) -> HttpResponse:
    """Write what was filled in for a piece."""
    current, rule = rule_of_draft(key)
    path = request.POST.get("path", "")
    try:
        form = form_for(piece(rule.when, read_path(path)), request.POST)
        if form is not None and not form.is_valid():
            return _conditions(request, current, rule, (path, form))
        if form is not None:
            _save(request, rule, put(rule.when, read_path(path), form.written))
    except NoSuchPieceError:
        return _moved(request, key)
    return redirect(f"{reverse('playbook:edit', args=[key])}#piece-{path.replace('.', '-')}")


@require_POST
@requires(access.PUBLISH)
def arrange_piece(request: HttpRequest, key: str) -> HttpResponse:
    """Add, remove, contradict or gather pieces; a piece just added is opened."""
    _current, rule = rule_of_draft(key)
    try:
        path = read_path(request.POST.get("path", ""))
        when = _arranged(rule.when, path, request.POST.get("do", ""))
    except NoSuchPieceError:
        return _moved(request, key)
    except LastPieceError:
        messages.error(
            request, _("Une règle cherche au moins une chose : changez celle-ci plutôt.")
        )
        return redirect("playbook:edit", key=key)
    _save(request, rule, when)
    opened = _added(when, path) if request.POST.get("do", "").startswith("add:") else ""
    return redirect(reverse("playbook:edit", args=[key]) + (f"?piece={opened}" if opened else ""))


def _arranged(when: Condition, path: tuple[int, ...], asked: str) -> Condition:
    match asked.partition(":"):
        case "add", _, kind:
            return add(when, path, beginning(kind))
        case "remove", _, _:
            return take_out(when, path)
        case "negate", _, _:
            return negate(when, path)
        case "gather", _, ("all" | "any") as group:
            return gather(when, path, group)
        case _:
            raise NoSuchPieceError(asked)


def _added(when: Condition, path: tuple[int, ...]) -> str:
    """The path of the piece that was just added to what is at ``path``."""
    return write_path((*path, len(parts(piece(when, path))) - 1))


@require_POST
@requires(access.PUBLISH)
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Choose which message carries the moment."""
    _current, rule = rule_of_draft(key)
    form = TakeForm(request.POST)
    if form.is_valid():
        changed = rule.model_copy(update={"take": form.cleaned_data["take"]})
        drafting.save_rule(changed, by=signed_in(request))
    return redirect("playbook:edit", key=key)


@require_GET
@requires(access.PUBLISH)
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the rule as written would find in the latest weeks, beside what is in force."""
    current, rule = rule_of_draft(key)
    before = next((one for one in current.base.rules if one.key == key), None)
    found = previewing.preview(rule, before, current.playbook, signed_in(request))
    context = {"rule": rule, "preview": found, "is_new": before is None}
    whole = "HX-Request" not in request.headers
    template = "playbook/edit/preview_page.html" if whole else "playbook/edit/_preview.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@requires(access.PUBLISH)
def texts(request: HttpRequest, key: str) -> HttpResponse:
    """What the rule says to people, in both languages."""
    current, rule = rule_of_draft(key)
    posted = request.POST if request.method == "POST" else None
    form, phrasings = TextsForm(posted, rule=rule), phrasing_forms(rule, posted)
    if posted is not None and form.is_valid() and all(one.is_valid() for one in phrasings):
        said_ = tuple(one.phrasing for one in phrasings if one.phrasing is not None)
        changed = form.changed.model_copy(update={"phrasings": said_ or rule.phrasings})
        said_kept(request, drafting.save_rule(changed, by=signed_in(request)))
        return redirect("playbook:edit_texts", key=key)
    context = {"form": form, "phrasings": phrasings}
    return page(request, "texts", current, rule, context)


@require_http_methods(["GET", "POST"])
@requires(access.PUBLISH)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a rule of the company's own."""
    form = NewRuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.add_rule(form.rule, by=signed_in(request))
        except PlaybookFeatureError as problem:
            form.add_error("name", str(problem))
        else:
            return redirect("playbook:edit", key=form.rule.key)
    return render(request, "playbook/edit/new.html", {"form": form})


@require_POST
@requires(access.PUBLISH)
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a rule out of the next version."""
    try:
        drafting.remove_rule(key, by=signed_in(request))
    except PlaybookFeatureError as problem:
        messages.error(request, str(problem))
    else:
        done(request, _("La règle n’est plus dans le brouillon."), reverse("playbook:undo"))
    return redirect("playbook:draft")


@require_POST
@requires(access.PUBLISH)
def revert(request: HttpRequest, key: str) -> HttpResponse:
    """Take back every change of a rule."""
    drafting.revert_rule(key, by=signed_in(request))
    messages.success(request, _("La règle est de nouveau celle de la version en vigueur."))
    return redirect("playbook:draft")


def _save(request: HttpRequest, rule: Rule, when: Condition) -> None:
    changed = rule.model_copy(update={"when": when})
    said_kept(request, drafting.save_rule(changed, by=signed_in(request)))


def _moved(request: HttpRequest, key: str) -> HttpResponse:
    messages.error(request, _("La règle a changé entre-temps : la voici telle qu’elle est."))
    return redirect("playbook:edit", key=key)


def _opened(request: HttpRequest, rule: Rule) -> tuple[str, PieceForm] | None:
    path = request.GET.get("piece")
    if path is None:
        return None
    try:
        form = form_for(piece(rule.when, read_path(path)))
    except NoSuchPieceError:
        return None
    return None if form is None else (path, form)


def _conditions(
    request: HttpRequest, current: Draft, rule: Rule, opened: tuple[str, PieceForm] | None
) -> HttpResponse:
    context = {
        "node": tree(rule.when, opened),
        "offered": OFFERED,
        "take": TakeForm(initial={"take": rule.take}),
    }
    return page(request, "conditions", current, rule, context)
