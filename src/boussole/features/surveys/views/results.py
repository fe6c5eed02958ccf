"""What a survey says: scores with n and interval, who answered, and customers' own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from boussole.core import wording
from boussole.core.metrics import METRICS
from boussole.core.metrics.words import shown
from boussole.core.signals import CUSTOMER_SIGNALS
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.conversations.forms import CHANNEL_NAMES, reason_name, said
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.surveys import access, counting
from boussole.features.surveys.comments import told
from boussole.features.surveys.forms import AskForm
from boussole.features.surveys.models import Answer, Invitation, Survey
from boussole.features.surveys.results import Bias, Dimension, Group, Results, results_of
from boussole.features.surveys.views.common import tabs
from boussole.features.surveys.views.numbers import of_estimate, of_share

_TITLES: dict[Dimension, str | Promise] = {
    "channel": gettext_lazy("Par canal"),
    "language": gettext_lazy("Par langue"),
    "reason": gettext_lazy("Par motif"),
    "heard": gettext_lazy("Selon ce que le client a exprimé"),
}
_VERDICTS: dict[str, str | Promise] = {
    "more": gettext_lazy("répond plus que les autres"),
    "less": gettext_lazy("répond moins que les autres"),
    "alike": gettext_lazy("comme les autres"),
    "unknown": gettext_lazy("trop peu de personnes"),
}
_LANGUAGES: dict[str, str | Promise] = {
    "fr": gettext_lazy("français"),
    "en": gettext_lazy("anglais"),
}


@dataclass(frozen=True)
class Comment:
    """What a customer wrote, masked, with what was read in it."""

    answer: Answer
    start: int
    end: int
    signals: list[str]
    reason: str
    conversation: int | None


@require_GET
@requires(access.SEE)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey within the scope of whoever asks."""
    person, survey = signed_in(request), found_or_404(Survey.objects.all(), pk=pk)
    found = results_of(counting.of_survey(person, survey), timezone.now())
    context = {
        "survey": survey,
        "results": found,
        "sentence": _sentence(found),
        "numbers": _numbers(found),
        "biases": [_shown(one) for one in found.biases if one.groups],
        "bias_words": _bias_words(found),
        "comments": _comments(person, found.comments),
        "more_comments": found.said - len(found.comments),
        "ask_form": AskForm() if survey.trigger == Survey.Trigger.HAND else None,
        "may_manage": may(person, access.MANAGE),
        "tabs": tabs(person, "list"),
    }
    return render(request, "surveys/results.html", context)


def _sentence(found: Results) -> str:
    if not found.sent:
        return _("Personne n’a encore été interrogé par cette enquête dans votre périmètre.")
    first = found.scores[0] if found.scores else None
    asked = ngettext("%(n)d personne interrogée", "%(n)d personnes interrogées", found.sent) % {
        "n": found.sent
    }
    answered = ngettext("%(n)d a répondu", "%(n)d ont répondu", found.answered) % {
        "n": found.answered
    }
    if first is None or first.value is None:
        return _("%(asked)s, %(answered)s : trop peu pour donner une note.") % {
            "asked": asked,
            "answered": answered,
        }
    metric = METRICS[first.metric]
    return _("%(asked)s, %(answered)s. %(label)s : %(value)s, entre %(low)s et %(high)s.") % {
        "asked": asked,
        "answered": answered,
        "label": said(metric.label),
        "value": said(shown(metric, first.value)),
        "low": said(shown(metric, first.low)),
        "high": said(shown(metric, first.high)),
    }


def _numbers(found: Results) -> list[dict[str, Any]]:
    """The scores, then what tells how far to trust them, then what became of the low ones."""
    sample = ngettext("%(n)d invitation", "%(n)d invitations", found.sent) % {"n": found.sent}
    rate = of_share(
        found.rate,
        label=_("Taux de réponse"),
        sample=sample,
        words=_("Un score ne parle que de ceux qui ont répondu."),
    )
    followed = [of_estimate(found.in_time)] if found.in_time else []
    return [*map(of_estimate, found.scores), rate, *followed]


def _shown(found: Bias) -> dict[str, Any]:
    return {
        "title": _TITLES[found.dimension],
        "groups": [
            {
                "name": _group_name(found.dimension, group),
                "asked": group.asked,
                "answered": group.answered,
                "rate": said(wording.percent(group.rate.value or 0.0)),
                "words": _VERDICTS[group.verdict],
                "apart": group.verdict in {"more", "less"},
            }
            for group in found.groups
        ],
    }


def _group_name(dimension: Dimension, group: Group) -> str:
    match dimension:
        case "channel":
            return str(CHANNEL_NAMES.get(group.value, _("inconnu")))
        case "language":
            return str(_LANGUAGES.get(group.value, group.value))
        case "heard":
            return str(Invitation.Heard(group.value).label)
        case _:
            return reason_name(group.value, reading.tree()) if group.value else _("inconnu")


def _bias_words(found: Results) -> str:
    if not any(one.groups for one in found.biases):
        return _("Trop peu de personnes interrogées pour comparer celles qui répondent aux autres.")
    apart = [one for one in found.biases if one.differs]
    if not apart:
        return _(
            "Rien ne montre que ceux qui répondent diffèrent des autres, sur ce que Boussole connaît d’eux. "
            "Ils peuvent différer sur le reste."
        )
    heard = next((one for one in apart if one.dimension == "heard"), None)
    tense = heard and next((group for group in heard.groups if group.value == "tense"), None)
    if tense and tense.verdict == "more":
        return _(
            "Les clients mécontents répondent plus que les autres : le score est sans doute plus sévère que la réalité."
        )
    if tense and tense.verdict == "less":
        return _(
            "Les clients mécontents répondent moins que les autres : le score est sans doute plus flatteur que la réalité."
        )
    return _(
        "Ceux qui répondent ne sont pas tout à fait ceux qui ont été interrogés : lisez le score avec prudence."
    )


def _comments(person: Person, answers: list[Answer]) -> list[Comment]:
    ids = {one.pk: one.invitation.conversation_id for one in answers}
    visible = conversations.visible(person, [pk for pk in ids.values() if pk])
    tree = reading.tree()
    found = []
    for one in answers:
        labels = told(one.signals)
        first = labels[0] if labels else {"start": 0, "end": 0}
        names = {label["signal"] for label in labels}
        known = [signal for signal in CUSTOMER_SIGNALS if signal.name in names]
        conversation = ids[one.pk]
        found.append(
            Comment(
                answer=one,
                start=first["start"],
                end=first["end"],
                signals=[said(signal.label) for signal in known],
                reason=reason_name(one.reason, tree) if one.reason else "",
                conversation=conversation if conversation in visible else None,
            )
        )
    return found
