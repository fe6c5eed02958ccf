"""Making a survey: its questions in both languages, whom it asks and when, and how the customer sees it."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.core.text import Language
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.surveys import access, questions, services
from boussole.features.surveys.errors import SurveyError
from boussole.features.surveys.forms import (
    FIELD_GROUPS,
    USUAL_QUESTIONS,
    AskForm,
    RulesForm,
    SurveyForm,
    question_forms,
    questions_in,
)
from boussole.features.surveys.models import Survey
from boussole.features.surveys.views.common import tabs
from boussole.features.surveys.views.customer import question_shown
from boussole.features.surveys.words import company


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """A new survey, with the usual questions after a contact to begin with."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a survey: whoever was asked before keeps the questions they were sent."""
    return _edit(request, found_or_404(Survey.objects.all(), pk=pk))


def _edit(request: HttpRequest, survey: Survey | None) -> HttpResponse:
    asked = (
        questions.read(questions.current(survey)) if survey else questions.usual(("csat_5", "free"))
    )
    data = request.POST if request.method == "POST" else None
    form, places = SurveyForm(data, instance=survey or Survey()), question_forms(data, asked)
    if data is not None and form.is_valid() and all([one.is_valid() for one in places]):  # noqa: C419 - each shows its errors
        try:
            saved = _save(request, survey, form, places)
        except SurveyError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("L’enquête est enregistrée."))
            return redirect("surveys:preview", pk=saved.pk)
    context = {
        "form": form,
        "groups": [(title, [form[name] for name in names]) for title, names in FIELD_GROUPS],
        "first_places": places[:USUAL_QUESTIONS],
        "more_places": places[USUAL_QUESTIONS:],
        "more_used": any(one["type"].value() for one in places[USUAL_QUESTIONS:]),
        "survey": survey,
        "tabs": tabs(signed_in(request), "list"),
    }
    return render(request, "surveys/edit.html", context)


def _save(request: HttpRequest, survey: Survey | None, form: SurveyForm, places: Any) -> Survey:
    by, asked = signed_in(request), questions_in(places)
    fields = form.cleaned_data
    if survey is None:
        return services.create_survey(by, asked, **fields)
    # The form has copied its fields already: what is stored is what the service saves.
    services.change_questions(survey, asked, by=by)
    return services.change_survey(
        survey, by=by, **{name: fields[name] for name in form.changed_data}
    )


@require_GET
@requires(access.SEE)
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types forget a view’s arguments
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A survey as the customer sees it, question by question, in either language."""
    survey = found_or_404(Survey.objects.all(), pk=pk)
    asked = questions.read(questions.current(survey))
    language: Language = "en" if request.GET.get("lang") == "en" else "fr"
    context = {
        "survey": survey,
        "language": language,
        "languages": (("fr", _("En français")), ("en", _("En anglais"))),
        "asked": [(n, one.text.in_(language)) for n, one in enumerate(asked, 1)],
        "may_manage": may(signed_in(request), access.MANAGE),
        "tabs": tabs(signed_in(request), "list"),
    }
    return render(request, "surveys/preview.html", context)


@require_GET
@requires(access.SEE)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # its types forget a view’s arguments
def screen(request: HttpRequest, pk: int, language: str, place: int) -> HttpResponse:
    """One screen of the preview: the customer's own page, from which nothing can be sent."""
    survey = found_or_404(Survey.objects.all(), pk=pk)
    asked = questions.read(questions.current(survey))
    spoken: Language = "en" if language == "en" else "fr"
    if not 1 <= place <= len(asked):
        raise Http404
    with translation.override(spoken):
        shown = question_shown(asked, place, spoken)
        known = {"company": company(), "preview": True, "token": "", "chosen": None, **shown}
        return render(request, "surveys/customer/question.html", known)


@require_http_methods(["GET", "POST"])
@requires(access.MANAGE)
def rules(request: HttpRequest) -> HttpResponse:
    """The one clock over all surveys, and the hours in which nobody is written to."""
    house = services.house_rules()
    form = RulesForm(request.POST or None, instance=house)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        services.change_house_rules(by=signed_in(request), **changed)
        messages.success(request, _("Les règles communes sont enregistrées."))
        return redirect("surveys:rules")
    return render(
        request, "surveys/rules.html", {"form": form, "tabs": tabs(signed_in(request), "rules")}
    )


@require_POST
@requires(access.MANAGE)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a survey ask from now on."""
    survey = found_or_404(Survey.objects.all(), pk=pk)
    try:
        services.start_survey(survey, by=signed_in(request))
    except SurveyError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            _(
                "L’enquête est active. Elle n’interroge que sur ce qui arrive à partir de maintenant."
            ),
            extra_tags=reverse("surveys:pause", args=[pk]),
        )
    return redirect("surveys:results", pk=pk)


@require_POST
@requires(access.MANAGE)
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask nobody any more."""
    services.pause_survey(found_or_404(Survey.objects.all(), pk=pk), by=signed_in(request))
    messages.success(
        request, _("L’enquête est suspendue ; ce qui n’était pas parti ne partira pas.")
    )
    return redirect("surveys:results", pk=pk)


@require_POST
@requires(access.SEND)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one contact's customer asked; the gates still decide."""
    person, survey = signed_in(request), found_or_404(Survey.objects.all(), pk=pk)
    form = AskForm(request.POST)
    number = form.cleaned_data["conversation"] if form.is_valid() else 0
    if number not in conversations.visible(person, [number]):
        messages.error(request, _("Cette conversation n’existe pas, ou n’est pas de vos équipes."))
        return redirect("surveys:results", pk=pk)
    back = redirect("surveys:results", pk=pk)
    if request.POST.get("from") == "conversation":
        back = redirect("surveys:conversation", pk=number)
    try:
        services.announce(survey, by=person, conversation=number, key=f"hand:{number}")
    except SurveyError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            _(
                "La demande est prise en compte : les règles diront si ce client peut être interrogé."
            ),
        )
    return back
