"""The draft as a whole: what would change, publishing it, and bringing another playbook in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.playbook import Playbook, PlaybookFormatError, load, run_examples
from boussole.core.playbook.readiness import Gap
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.playbook import access, drafting
from boussole.features.playbook.changed import ChangedRule, changed_rules
from boussole.features.playbook.drafts import Draft, draft
from boussole.features.playbook.errors import (
    FailingExamplesError,
    IncompleteRulesError,
    PlaybookFeatureError,
)
from boussole.features.playbook.forms import ImportForm, PublishForm
from boussole.features.playbook.starting import starter_names, starter_playbook

LARGEST = 2 * 1024 * 1024
_FIELDS = {
    "name": gettext_lazy("le nom"),
    "sentence": gettext_lazy("la phrase"),
    "meaning": gettext_lazy("ce dont il s’agit"),
    "matters": gettext_lazy("pourquoi cela compte"),
    "cue": gettext_lazy("le repère"),
    "why": gettext_lazy("ce qui est dit du moment"),
    "steps": gettext_lazy("ce que l’on peut faire"),
    "phrasings": gettext_lazy("comment le dire"),
}
_LANGUAGES = {"fr": gettext_lazy("en français"), "en": gettext_lazy("en anglais")}


@require_GET
@requires(access.PUBLISH)
def review(request: HttpRequest) -> HttpResponse:
    """What would change, rule by rule, before anything is published."""
    return _review(request, draft(), PublishForm())


@require_POST
@requires(access.PUBLISH)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the draft; what stops it is said, and nothing is lost."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _review(request, draft(), form)
    try:
        published = drafting.publish_draft(by=signed_in(request), note=form.cleaned_data["note"])
    except FailingExamplesError as problem:
        return _review(request, draft(), form, problem, failures=problem.failures)
    except IncompleteRulesError as problem:
        return _review(request, draft(), form, problem)
    except PlaybookFeatureError as problem:
        return _review(request, draft(), form, problem)
    text = _("La version %(number)d est en vigueur ; les conversations sont relues avec elle dans quelques minutes.")  # fmt: skip
    messages.success(request, text % {"number": published.number})
    return redirect("playbook:index")


@require_POST
@requires(access.PUBLISH)
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last change back, and go where it was made."""
    step = drafting.undo(by=signed_in(request))
    if step is None:
        messages.info(request, _("Il n’y a plus rien à annuler."))
        return redirect("playbook:draft")
    messages.success(request, _("La dernière modification est annulée."))
    current = draft()
    if step.rule and current.rule(step.rule) is not None:
        return redirect("playbook:edit", key=step.rule)
    return redirect("playbook:draft")


@require_POST
@requires(access.PUBLISH)
def discard(request: HttpRequest) -> HttpResponse:
    """Give the draft up."""
    drafting.discard(by=signed_in(request))
    messages.success(
        request, _("Le brouillon est abandonné : la version en vigueur n’a pas changé.")
    )
    return redirect("playbook:index")


@require_http_methods(["GET", "POST"])
@requires(access.PUBLISH)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Put a playbook from a file, or one of those provided, in the draft."""
    posted = request.method == "POST"
    form = ImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        starters=starter_names(),
    )
    problems: tuple[str, ...] = ()
    if posted and form.is_valid():
        try:
            count = drafting.adopt(_chosen(form), by=signed_in(request))
        except PlaybookFormatError as error:
            problems = tuple(error.problems)
            form.add_error(None, _("Ce fichier n’est pas encore un playbook ; rien n’a changé."))
        else:
            text = ngettext("%(count)d règle change.", "%(count)d règles changent.", count)
            done(request, _("Le playbook est dans le brouillon.") + " " + text % {"count": count})
            return redirect("playbook:draft")
    return render(request, "playbook/import.html", {"form": form, "problems": problems})


def _chosen(form: ImportForm) -> Playbook:
    uploaded = form.cleaned_data.get("file")
    if not uploaded:
        return starter_playbook(form.cleaned_data["starter"])
    if uploaded.size > LARGEST:
        raise PlaybookFormatError([_("Le fichier dépasse 2 Mo.")])
    try:
        return load(uploaded.read().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PlaybookFormatError([_("Le fichier n’est pas du texte en UTF-8.")]) from error


def _review(
    request: HttpRequest,
    current: Draft,
    form: PublishForm,
    problem: PlaybookFeatureError | None = None,
    failures: Any = (),
) -> HttpResponse:
    missing = drafting.gaps_of(current)
    rows = changed_rules(current)
    context: dict[str, Any] = {
        "draft": current,
        "rows": [(row, [_gap(gap) for gap in missing.get(row.key, ())]) for row in rows],
        "names": {rule.key: rule.name for rule in (*current.base.rules, *current.playbook.rules)},
        "form": form,
        "problem": problem,
        "failures": failures or _failures(current, rows),
        "ready": bool(rows or current.steps) and not missing and not current.overtaken,
    }
    return render(request, "playbook/draft.html", context, status=422 if problem else 200)


def _failures(current: Draft, rows: list[ChangedRule]) -> Any:
    """Run the examples of what changes, so that nobody learns it when publishing."""
    keys = {row.key for row in rows if row.kind != "removed"}
    touched = tuple(rule for rule in current.playbook.rules if rule.key in keys)
    return run_examples(current.playbook.model_copy(update={"rules": touched})) if touched else ()


def _gap(gap: Gap) -> str:
    if gap.verdict is None:
        field, language = _FIELDS[gap.field], _LANGUAGES[gap.language or "fr"]
        return f"{field} {language}"
    missing = {
        "match": ngettext(
            "%(count)d exemple où elle s’applique",
            "%(count)d exemples où elle s’applique",
            gap.count,
        ),
        "no_match": ngettext(
            "%(count)d exemple où elle ne s’applique pas",
            "%(count)d exemples où elle ne s’applique pas",
            gap.count,
        ),
        "borderline": ngettext(
            "%(count)d exemple qui se discute", "%(count)d exemples qui se discutent", gap.count
        ),
    }[gap.verdict]
    return missing % {"count": gap.count}
