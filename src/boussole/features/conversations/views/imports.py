"""Imports: a file, how to read it, its progress, what became of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.adapters import sources
from boussole.adapters.sources.cells import neutralised
from boussole.adapters.sources.rejects import COLUMNS, as_row
from boussole.features.conversations import access, models, preview, services
from boussole.features.conversations.errors import ConversationsError
from boussole.features.conversations.forms import language
from boussole.features.conversations.import_forms import FileForm, MappingForm
from boussole.features.conversations.progress import Progress, progress_of
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person

State = models.ImportRun.State
SHOWN_RUNS = 50
SHOWN_REJECTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(access.IMPORT)
def runs(request: HttpRequest) -> HttpResponse:
    """Past imports, and the place to drop a file."""
    person = signed_in(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = services.receive_file(person, form.cleaned_data["file"])
        return redirect("conversations:import", run.pk)
    past = access.import_runs(person)[:SHOWN_RUNS]
    return render(
        request,
        "conversations/imports.html",
        {"form": form, "runs": [progress_of(run) for run in past]},
    )


@require_GET
@requires(access.IMPORT)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One import, wherever it stands."""
    found = _found(signed_in(request), pk)
    if found.state == State.CHECKING:
        return _mapping_page(request, found)
    return _result_page(request, found)


@require_POST
@requires(access.IMPORT)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again with other choices, try the import without writing, or do it."""
    person = signed_in(request)
    found = _found(person, pk)
    asked = request.POST.get("action", "preview")
    try:
        form = MappingForm(found, request.POST)
        if not form.is_valid() or asked == "preview":
            return _mapping_page(request, found, form)
        services.start_import(
            found,
            by=person,
            source=form.cleaned_data["source"],
            account=form.cleaned_data["account"],
            mapping=form.run_mapping,
            timezone_name=form.cleaned_data["timezone"],
            dry_run=asked == "try",
        )
    except (ConversationsError, sources.SourceError) as problem:
        messages.error(request, _words(problem))
    return redirect("conversations:import", pk)


@require_POST
@requires(access.IMPORT)
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Do for good what a dry run tried."""
    return _act(request, pk, services.repeat_for_real)


@require_POST
@requires(access.IMPORT)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an import; what is stored stays."""
    return _act(request, pk, services.cancel_import)


@require_POST
@requires(access.IMPORT)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an import that stopped before its end."""
    return _act(request, pk, services.resume_import)


@require_GET
@requires(access.IMPORT)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import got; asks the page to be drawn again once it ended."""
    found = progress_of(_found(signed_in(request), pk))
    answer = render(request, "conversations/_progress.html", {"progress": found})
    if not found.under_way:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
@requires(access.IMPORT)
def rejects(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The records left out, as a table to mend them from; formulas are neutralised."""
    found = _found(signed_in(request), pk)
    answer = StreamingHttpResponse(_rejects(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{found.pk}.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it, for the csv module."""

    def write(self, value: str) -> str:
        return value


def _rejects(run: models.ImportRun) -> Iterator[str]:
    writer = csv.writer(_Echo())
    spoken = language()
    yield "\ufeff" + writer.writerow(COLUMNS)  # Excel reads UTF-8 only when the file says so
    for rejection in services.rejections(run):
        yield writer.writerow(neutralised(value) for value in as_row(rejection, spoken).values())


def _found(person: Person, pk: int) -> models.ImportRun:
    return found_or_404(access.import_runs(person), pk=pk)


def _act(request: HttpRequest, pk: int, action: Callable[..., object]) -> HttpResponse:
    person = signed_in(request)
    try:
        action(_found(person, pk), by=person)
    except (ConversationsError, sources.SourceError) as problem:
        messages.error(request, _words(problem))
    return redirect("conversations:import", pk)


def _words(problem: Exception) -> str:
    return problem.explain(language()) if isinstance(problem, sources.SourceError) else str(problem)


def _mapping_page(
    request: HttpRequest, run: models.ImportRun, form: MappingForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"run": run}
    try:
        services.stored_file(run)
        context["form"] = form or MappingForm(run)
        context["records"] = _first_records(run, context["form"])
    except (ConversationsError, sources.SourceError) as problem:
        context["problem"] = _words(problem)
    return render(request, "conversations/import_mapping.html", context)


def _first_records(run: models.ImportRun, form: MappingForm) -> list[preview.ReadAs]:
    """The beginning of the file read with the choices made, or with the guesses before any."""
    shown = form if form.is_bound else MappingForm(run, form.guesses())
    if not shown.is_valid():
        return []
    run.source, run.timezone = shown.chosen_source, shown.cleaned_data["timezone"]
    return preview.first_records(run, shown.run_mapping)


def _result_page(request: HttpRequest, run: models.ImportRun) -> HttpResponse:
    found: Progress = progress_of(run)
    spoken = language()
    return render(
        request,
        "conversations/import_run.html",
        {
            "run": run,
            "progress": found,
            "problem": run.problem.get(spoken, ""),
            "rejects": [
                (reject, reject.message.get(spoken, ""), reject.mend.get(spoken, ""))
                for reject in run.rejects.order_by("pk")[:SHOWN_REJECTS]
            ],
            "unknown": services.unknown_names(run),
            "can_resume": services.can_resume(run),
        },
    )
