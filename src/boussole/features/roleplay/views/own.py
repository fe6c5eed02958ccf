"""The company's own scenarios: written, tried, put in force, taken back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.roleplay import (
    Problem,
    Scenario,
    ScenarioFormatError,
    load,
    reach,
    unknown_rules,
)
from boussole.core.text import Text
from boussole.features.conversations.forms import said
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.roleplay import (
    access,
    catalogue,
    queries,
    rewording,
    services,
    shown,
    writing,
)
from boussole.features.roleplay.errors import StaleScenarioError
from boussole.features.roleplay.models import ScenarioVersion
from boussole.features.roleplay.scenario_forms import (
    LONGEST_FILE,
    ImportForm,
    ScenarioForm,
    YamlForm,
)
from boussole.features.roleplay.shown import problem_lines
from boussole.features.roleplay.views.scenarios import found_scenario

_TOO_LONG = Text(fr="dépasse 512 Ko", en="is larger than 512 KB")
_NOT_TEXT = Text(fr="n’est pas du texte en UTF-8", en="is no text in UTF-8")


@dataclass(frozen=True)
class OwnRow:
    """One of the company's scenarios in the list; without ``scenario`` when its text has to be mended."""

    latest: ScenarioVersion
    scenario: Scenario | None
    current: ScenarioVersion | None
    draft: ScenarioVersion | None


@require_GET
@requires(access.WRITE)
def own(request: HttpRequest) -> HttpResponse:
    """Every scenario of the company's, and where it stands."""
    return render(request, "roleplay/own.html", {"rows": list(_rows(queries.own_scenarios()))})


def _rows(versions: Iterable[ScenarioVersion]) -> Iterable[OwnRow]:
    by_key: dict[str, list[ScenarioVersion]] = {}
    for version in versions:
        by_key.setdefault(version.key, []).append(version)
    for ones in by_key.values():
        kept = [one for one in ones if one.dropped_at is None]
        if not kept:
            continue
        draft = kept[0] if kept[0].published_at is None else None
        current = next((one for one in kept if one.current), None)
        latest = draft or current or kept[0]
        yield OwnRow(latest, catalogue.readable(latest), current, draft)


@require_POST
@requires(access.WRITE)
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a scenario from another one."""
    made = writing.copy(found_scenario(key).scenario, by=signed_in(request))
    undo = reverse("roleplay:drop", args=[made.key])
    done(request, _("Une copie est à vous : modifiez-la, essayez-la, puis mettez-la en service."), undo)  # fmt: skip
    return redirect("roleplay:edit", made.key)


@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a scenario from a file."""
    form, problems = ImportForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            made = writing.bring_in(_content(form), by=signed_in(request))
        except ScenarioFormatError as error:
            problems = problem_lines(error.problems)
        else:
            undo = reverse("roleplay:drop", args=[made.key])
            done(request, _("Le scénario est enregistré comme brouillon."), undo)
            return redirect("roleplay:own_scenario", made.key)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "problems": problems}
    return render(request, "roleplay/import.html", context, status=status)


def _content(form: ImportForm) -> str:
    uploaded = form.cleaned_data["file"]
    if uploaded.size > LONGEST_FILE:
        raise ScenarioFormatError([Problem(uploaded.name, _TOO_LONG)])
    try:
        text: str = uploaded.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ScenarioFormatError([Problem(uploaded.name, _NOT_TEXT)]) from error
    return text.replace("\r\n", "\n")


@require_GET
@requires(access.WRITE)
def own_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Where a scenario stands: its draft, the version that is played, the earlier ones."""
    latest = _latest(key)
    scenario = catalogue.readable(latest)
    if scenario is None:
        return redirect("roleplay:yaml", key)
    context: dict[str, Any] = {
        "latest": latest,
        "scenario": scenario,
        "lang": shown.reader_language(scenario),
        "draft": catalogue.draft_of(key),
        "current": catalogue.current_of(key),
        "versions": queries.versions_of(key),
        "unknown": problem_lines(unknown_rules(scenario, playbook_in_force())),
    }
    return render(request, "roleplay/own_scenario.html", context)


@require_GET
@requires(access.WRITE)
def paths(request: HttpRequest, key: str) -> HttpResponse:
    """The states and endings that no answers were found to lead to."""
    latest = _latest(key)
    missing = _missing(latest.text) if catalogue.readable(latest) else ()
    return render(request, "roleplay/_paths.html", {"missing": missing})


@lru_cache(maxsize=64)
def _missing(text: str) -> tuple[str, ...]:
    """Looking takes seconds, and a text is always answered alike."""
    scenario = load(text)
    return tuple(reach(scenario).missing(scenario))


@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is simple in a scenario, in a form."""
    latest = _latest(key)
    scenario = catalogue.readable(latest)
    if scenario is None:
        return redirect("roleplay:yaml", key)
    rules = [(rule.key, said(rule.name)) for rule in playbook_in_force().rules]
    form = ScenarioForm(
        request.POST or None,
        scenario=scenario,
        rules=rules,
        initial={"base": latest.pk},
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            text = form.text()
        except ScenarioFormatError as error:
            problems = problem_lines(error.problems)
        else:
            problems = _saved(request, key, text, form.cleaned_data["base"])
            if not problems:
                return redirect("roleplay:own_scenario", key)
    return _editor(request, "edit", latest, {"form": form, "problems": problems})


@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def edit_yaml(request: HttpRequest, key: str) -> HttpResponse:
    """Change a whole scenario, as text."""
    latest = _latest(key)
    form = YamlForm(request.POST or None, initial={"base": latest.pk, "text": latest.text})
    problems = _problems(latest.text)
    if request.method == "POST" and form.is_valid():
        problems = _saved(request, key, form.cleaned_data["text"], form.cleaned_data["base"])
        if not problems:
            return redirect("roleplay:own_scenario", key)
    return _editor(request, "yaml", latest, {"form": form, "problems": problems})


def _problems(text: str) -> list[str]:
    """What is wrong with a text that was saved: something, once a release reads scenarios otherwise."""
    try:
        load(text)
    except ScenarioFormatError as error:
        return problem_lines(error.problems)
    return []


def _saved(request: HttpRequest, key: str, text: str, base: int) -> list[str]:
    """Save a draft; say what stops it."""
    try:
        made = writing.save(key, text, base=base, by=signed_in(request))
    except ScenarioFormatError as error:
        return problem_lines(error.problems)
    except StaleScenarioError as error:
        return [str(error)]
    if made.pk == base:
        messages.info(request, _("Rien n’a changé."))
    else:
        done(request, _("Le brouillon est enregistré."), reverse("roleplay:drop", args=[key]))
    return []


def _editor(
    request: HttpRequest, name: str, latest: ScenarioVersion, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    shared = {"latest": latest, "scenario": catalogue.readable(latest)}
    return render(request, f"roleplay/{name}.html", {**shared, **context}, status=status)


@require_POST
@requires(access.WRITE)
def attempt(request: HttpRequest, key: str) -> HttpResponse:
    """Play a draft before it is put in force."""
    latest = _latest(key)
    scenario = catalogue.readable(latest)
    if scenario is None:
        return redirect("roleplay:yaml", key)
    language = shown.reader_language(scenario)
    seed = secrets.randbelow(services.SEEDS)
    play = services.begin_on(latest, language, seed=seed, by=signed_in(request))
    rewording.say_otherwise(play)
    return redirect("roleplay:play", play.pk)


@require_POST
@requires(access.WRITE)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Put the draft in force; the version before it can be put back."""
    draft, before = catalogue.draft_of(key), catalogue.current_of(key)
    if draft is None:
        messages.info(request, _("Il n’y a pas de brouillon à mettre en service."))
        return redirect("roleplay:own_scenario", key)
    writing.put_in_force(draft, by=signed_in(request))
    undo = (
        reverse("roleplay:put_back", args=[before.pk])
        if before
        else reverse("roleplay:archive", args=[key])
    )
    done(request, _("Le scénario est en service."), undo)
    return redirect("roleplay:own_scenario", key)


@require_POST
@requires(access.WRITE)
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an earlier version played again."""
    published = ScenarioVersion.objects.filter(shipped=False).exclude(published_at=None)
    version = found_or_404(published, pk=pk)
    before = catalogue.current_of(version.key)
    writing.put_in_force(version, by=signed_in(request))
    undo = reverse("roleplay:put_back", args=[before.pk]) if before else ""
    text = _("La version %(number)d est en service.") % {"number": version.number}
    done(request, text, undo)
    return redirect("roleplay:own_scenario", version.key)


@require_POST
@requires(access.WRITE)
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Give the draft up."""
    draft = catalogue.draft_of(key)
    if draft is not None:
        writing.drop(draft, by=signed_in(request))
        messages.success(request, _("Le brouillon est abandonné."))
    known = catalogue.latest_of(key) is not None
    return redirect("roleplay:own_scenario", key) if known else redirect("roleplay:own")


@require_POST
@requires(access.WRITE)
def archive(request: HttpRequest, key: str) -> HttpResponse:
    """Play a scenario no more."""
    current = catalogue.current_of(key)
    if current is not None:
        writing.archive(current, by=signed_in(request))
        undo = reverse("roleplay:put_back", args=[current.pk])
        done(request, _("Le scénario est archivé ; les échanges passés restent lisibles."), undo)
    return redirect("roleplay:own_scenario", key)


@require_GET
@requires(access.WRITE)
def export(request: HttpRequest, key: str) -> HttpResponse:
    """A scenario as a file: the company's own as it was saved last."""
    del request
    text = _latest(key).text
    headers = {"Content-Disposition": f'attachment; filename="{key}.yaml"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


def _latest(key: str) -> ScenarioVersion:
    latest = catalogue.latest_of(key)
    if latest is None:
        raise Http404
    return latest
