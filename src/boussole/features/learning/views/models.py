"""The figures of the readings, and the deployment's own models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.signals import BY_NAME, shipped_models
from boussole.core.signals.published import published
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.conversations.forms import said
from boussole.features.conversations.templatetags.thread import GRADES
from boussole.features.learning import access, actions, queries, services, training
from boussole.features.learning.errors import LearningError
from boussole.features.learning.figures import LEAST, figures, share
from boussole.features.learning.models import OwnModels
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import done, tabs
from boussole.features.playbook.queries import playbook_in_force

MOST_EXAMPLES = 12
MOST_VERSIONS = 8


@require_GET
@requires(access.SEE)
def figures_page(request: HttpRequest) -> HttpResponse:
    """What was read, what people said of it, and the models that read it."""
    in_force, reads = queries.in_force(), reading.models_in_force().title
    versions = list(queries.versions()[:MOST_VERSIONS])
    context: dict[str, Any] = {
        "tabs": tabs(request),
        "figures": figures(playbook_in_force()),
        "least": LEAST,
        "gold": published(),
        "reads": reads,
        "in_force": in_force,
        "unread": in_force is not None and in_force.version != reads,
        "outdated": in_force is not None and in_force.base != shipped_models().title,
        "versions": versions,
        "running": next((one for one in versions if one.state in {"queued", "running"}), None),
        "steps": training.STEPS,
        "waiting": queries.waiting(),
        "known": judgements.corrections_since(None),
        "least_corrections": services.LEAST_CORRECTIONS,
        "may_train": may(request.user, access.TRAIN),
        "may_export": may(request.user, access.EXPORT),
    }
    return render(request, "learning/figures.html", context)


@require_GET
@requires(access.SEE)
def models_page(request: HttpRequest, number: int) -> HttpResponse:
    """What models that were made would change, before anyone puts them in force."""
    own = _found(number)
    shown, hidden = _examples(own, signed_in(request))
    context: dict[str, Any] = {
        "tabs": tabs(request),
        "own": own,
        "before": share(own.right_before, own.corrections),
        "after": share(own.right_after, own.corrections),
        "changed": round(100 * own.anchors_changed, 1),
        "examples": shown,
        "hidden": hidden,
        "may_train": may(request.user, access.TRAIN),
    }
    return render(request, "learning/models.html", context)


@require_POST
@requires(access.TRAIN)
def train(request: HttpRequest) -> HttpResponse:
    """Have models made of the corrections, aside."""
    return _done(
        request,
        services.ask_training,
        _(
            "Le réentraînement est lancé ; rien ne change tant que vous ne l’avez pas mis en service."
        ),
    )


@require_POST
@requires(access.TRAIN)
def put_in_force(request: HttpRequest, number: int) -> HttpResponse:
    """Read with these models from now on; the notice offers to go back."""
    own, before = _found(number), queries.in_force()
    undo = (
        reverse("learning:put_in_force", args=[before.number])
        if before and before.pk != own.pk
        else reverse("learning:restore_shipped")
    )
    return _done(
        request,
        lambda by: services.put_in_force(own, by=by),
        _("Ces modèles sont en service ; les conversations sont relues dans quelques minutes."),
        undo,
    )


@require_POST
@requires(access.TRAIN)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse models that were made."""
    own = _found(number)
    return _done(
        request,
        lambda by: services.drop(own, by=by),
        _("Ces modèles sont écartés ; rien ne change."),
    )


@require_POST
@requires(access.TRAIN)
def restore_shipped(request: HttpRequest) -> HttpResponse:
    """Read with the shipped models again; the notice offers to go back."""
    before = queries.in_force()
    undo = reverse("learning:put_in_force", args=[before.number]) if before else ""
    return _done(
        request,
        lambda by: services.restore_shipped(by=by),
        _(
            "Les modèles livrés sont en service ; les conversations sont relues dans quelques minutes."
        ),
        undo,
    )


@require_GET
@requires(access.EXPORT)
def corrections(request: HttpRequest) -> StreamingHttpResponse:
    """Every judgement as JSON lines, messages masked, within what one may see; written in the audit trail."""
    person = signed_in(request)
    record(person, actions.EXPORTED, "learning:corrections")
    answer = StreamingHttpResponse(_lines(person), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="corrections.jsonl"'
    return answer


def _lines(person: Person) -> Iterator[bytes]:
    made = list(judgements.exported())
    visible = conversations.visible(person, {one.judgement.conversation_id for one in made})
    for one in made:
        said_ = one.judgement
        if said_.conversation_id in visible:
            line = {
                "conversation": said_.conversation_id,
                "turn": said_.turn,
                "text": one.text,
                "subject": said_.subject,
                "name": said_.name,
                "verdict": said_.verdict,
                "grade": said_.grade,
                "why": said_.why,
                "person": said_.person.name if said_.person else None,
                "at": said_.at.isoformat(),
                "model": said_.model,
                "playbook_version": said_.playbook_version,
                "rule_version": said_.rule_version,
            }
            yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _found(number: int) -> OwnModels:
    own = queries.versions().filter(number=number).first()
    if own is None:
        raise Http404
    return own


def _done(
    request: HttpRequest, act: Callable[[Person], object], text: str, undo: str = ""
) -> HttpResponse:
    try:
        act(signed_in(request))
    except LearningError as problem:
        messages.error(request, str(problem))
    else:
        done(request, text, undo)
    return redirect("learning:figures")


def _examples(own: OwnModels, person: Person) -> tuple[list[dict[str, Any]], int]:
    """Some messages that would change, in conversations that one may see; and how many are elsewhere."""
    visible = conversations.visible(person, {one["conversation"] for one in own.examples})
    mine = [one for one in own.examples if one["conversation"] in visible]
    places = [(one["conversation"], one["turn"]) for one in mine[:MOST_EXAMPLES]]
    texts = judgements.masked_messages(places)
    shown = [
        {
            "text": texts[place],
            "url": reverse("conversations:conversation", args=[place[0]]) + f"#turn-{place[1]}",
            "gained": [_named(name) for name in one["gained"]],
            "lost": [_named(name) for name in one["lost"]],
        }
        for place, one in zip(places, mine, strict=False)
        if place in texts
    ]
    return shown, len(own.examples) - len(mine)


def _named(name: str) -> str:
    """A signal in words; ``dissatisfaction:2`` with its grade."""
    signal, _colon, grade = name.partition(":")
    label = said(BY_NAME[signal].label) if signal in BY_NAME else signal
    return f"{label} ({GRADES[int(grade)]})" if grade else label
