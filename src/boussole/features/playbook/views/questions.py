"""Questions about rules: asking, answering, and seeing how long they have waited."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.playbook import Rule
from boussole.features.conversations import access as conversations_access
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.playbook import access, questions
from boussole.features.playbook.errors import PlaybookFeatureError
from boussole.features.playbook.forms import AnswerForm, QuestionForm
from boussole.features.playbook.models import Question
from boussole.features.playbook.queries import playbook_in_force


@require_GET
@requires(access.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Questions that wait, the oldest first, then the latest answers."""
    now = timezone.now()
    waiting = list(questions.waiting())
    context = {
        "waiting": [(one, questions.is_late(one, now)) for one in waiting],
        "late": sum(questions.is_late(one, now) for one in waiting),
        "answered": questions.answered(),
        "rules": {rule.key: rule.name for rule in playbook_in_force().rules},
        "may_answer": may(request.user, access.PUBLISH),
        "form": AnswerForm(),
    }
    return render(request, "playbook/questions.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.READ)
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask about a rule, on a message of a conversation one may read if it came from there."""
    rule, person = _rule(key), signed_in(request)
    about = _about(request, person)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        questions.ask(key, form.cleaned_data["text"], by=person, about=about)
        messages.success(request, _("Votre question est posée ; elle reste visible jusqu’à sa réponse."))  # fmt: skip
        return redirect(reverse("playbook:rule", args=[key]) + "#questions")
    return render(request, "playbook/ask.html", {"rule": rule, "form": form, "about": about})


@require_POST
@requires(access.PUBLISH)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question, or say that the rule will change for it."""
    question = found_or_404(Question.objects.all(), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Écrivez une réponse."))
        return redirect(reverse("playbook:questions") + f"#question-{pk}")
    changes_rule = form.cleaned_data["changes_rule"]
    try:
        questions.answer(question, form.cleaned_data["text"], by=signed_in(request), changes_rule=changes_rule)  # fmt: skip
    except PlaybookFeatureError as problem:
        messages.error(request, str(problem))
        return redirect("playbook:questions")
    messages.success(request, _("Votre réponse est publiée sur la page de la règle."))
    if changes_rule and any(rule.key == question.rule for rule in playbook_in_force().rules):
        return redirect("playbook:edit", key=question.rule)
    return redirect("playbook:questions")


@require_POST
@requires(access.READ)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own question back while it waits."""
    person = signed_in(request)
    question = found_or_404(Question.objects.filter(asked_by=person), pk=pk)
    try:
        questions.withdraw(question, by=person)
    except PlaybookFeatureError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Votre question est retirée."))
    return redirect("playbook:questions")


def _rule(key: str) -> Rule:
    found = next((rule for rule in playbook_in_force().rules if rule.key == key), None)
    if found is None:
        raise Http404
    return found


def _about(request: HttpRequest, person: Person) -> questions.About | None:
    """The message a question is about; one that the person may not read is no message."""
    asked = request.POST if request.method == "POST" else request.GET
    pk, turn = asked.get("conversation", ""), asked.get("turn", "")
    if not (pk.isdecimal() and turn.isdecimal() and may(person, conversations_access.SEE)):
        return None
    passage = conversations.masked_turn(person, int(pk), int(turn))
    return None if passage is None else questions.About(int(pk), int(turn), passage)
