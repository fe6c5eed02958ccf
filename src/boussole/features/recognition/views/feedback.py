"""What an agent says of their manager's practice, without a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.recognition import access, feedback
from boussole.features.recognition.errors import RecognitionError
from boussole.features.recognition.forms import FeedbackForm


@require_http_methods(["GET", "POST"])
@requires(access.ANSWER)
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer once; nothing on this page or behind it joins the answer to an account."""
    person, today = signed_in(request), timezone.localdate()
    asked = access.places(person).select_related("round__manager")
    place = found_or_404(asked, round=pk)
    over = place.round.settled or place.round.closes_on <= today
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            feedback.answer(place, said, comment=said["comment"], today=today)
        except RecognitionError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Votre réponse est enregistrée, sans votre nom."))
        return redirect("recognition:wall")
    context = {"form": form, "place": place, "over": over}
    return render(request, "recognition/feedback.html", context)
