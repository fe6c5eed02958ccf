"""The examples of a rule: run as it is now written, changed, added, taken out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.playbook import Failure, Rule, run_examples
from boussole.features.organisation.access import requires, signed_in
from boussole.features.playbook import access, drafting
from boussole.features.playbook.drafts import Draft
from boussole.features.playbook.example_forms import ExampleForm
from boussole.features.playbook.views.common import page, rule_of_draft, said_kept


@require_GET
@requires(access.PUBLISH)
def examples(request: HttpRequest, key: str) -> HttpResponse:
    """The rule's examples, run as it is now written."""
    current, rule = rule_of_draft(key)
    failures = {one.number: one for one in _failures(current, rule)}
    rows = [(number, one, failures.get(number)) for number, one in enumerate(rule.examples)]
    return page(request, "examples", current, rule, {"rows": rows, "failing": len(failures)})


@require_http_methods(["GET", "POST"])
@requires(access.PUBLISH)
def example(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """Write an example, or change one."""
    current, rule = rule_of_draft(key)
    if number is not None and number >= len(rule.examples):
        raise Http404
    known = None if number is None else rule.examples[number]
    form = ExampleForm(request.POST if request.method == "POST" else None, example=known)
    if request.method == "POST" and form.is_valid():
        kept = list(rule.examples)
        kept[slice(number, None if number is None else number + 1)] = [form.written]
        if number is None:
            kept = [*rule.examples, form.written]
        changed = rule.model_copy(update={"examples": tuple(kept)})
        said_kept(request, drafting.save_rule(changed, by=signed_in(request)))
        return redirect("playbook:edit_examples", key=key)
    return page(request, "example", current, rule, {"form": form, "number": number})


@require_POST
@requires(access.PUBLISH)
def remove_example(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take an example out."""
    _current, rule = rule_of_draft(key)
    kept = tuple(one for place, one in enumerate(rule.examples) if place != number)
    said_kept(request, drafting.save_rule(rule.model_copy(update={"examples": kept}), by=signed_in(request)))  # fmt: skip
    return redirect("playbook:edit_examples", key=key)


def _failures(current: Draft, rule: Rule) -> tuple[Failure, ...]:
    alone = current.playbook.model_copy(update={"rules": (rule,)})
    return run_examples(alone)
