"""The playbook for programs: versions, the draft and its preview, readings, questions, rereadings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Body, Field, Router, Schema, Status

from boussole.core.playbook import PlaybookFormatError, dump, read_rule, write_rule
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed
from boussole.features.playbook import (
    access,
    acknowledging,
    drafting,
    previewing,
    queries,
    questions,
    rereading,
    services,
)
from boussole.features.playbook.drafts import draft
from boussole.features.playbook.errors import UnreadablePlaybookError
from boussole.features.playbook.models import PlaybookVersion, Question

router = Router(tags=["playbook"])


class VersionOut(Schema):
    """One published version."""

    number: int
    note: str
    in_force: bool
    published_at: datetime
    published_by: str | None = None

    @staticmethod
    def resolve_published_by(version: PlaybookVersion) -> str | None:
        """Whoever published it, by name."""
        return version.published_by.name if version.published_by else None


class WholeVersionOut(VersionOut):
    """One published version with its text, in YAML."""

    text: str


class PublishIn(Schema):
    """A whole playbook to publish."""

    text: str = Field(description="The playbook in YAML")
    note: str = Field("", max_length=300)


class NoteIn(Schema):
    """What readers of the next version are told."""

    note: str = Field("", max_length=300)


class ChangeOut(Schema):
    """What changes in one rule."""

    key: str
    kind: str
    aspects: list[str]


class DraftOut(Schema):
    """The next version as it is being written."""

    base: int
    steps: int
    changes: list[ChangeOut]
    overtaken: list[str]


class FoundOut(Schema):
    """One conversation a rule finds."""

    conversation: int
    turn: int
    passage: str
    where: str


class PreviewOut(Schema):
    """What a rule would find in the latest weeks, beside the one in force."""

    since: datetime
    until: datetime
    conversations: int
    found: int
    new: int
    gone: int
    same: int
    shown: list[FoundOut]


class QuestionIn(Schema):
    """A question about a rule."""

    rule: str
    text: str = Field(min_length=1, max_length=600)


class AnswerIn(Schema):
    """An answer; ``changes_rule`` promises a change of the rule."""

    text: str = Field(min_length=1, max_length=1000)
    changes_rule: bool = False


class QuestionOut(Schema):
    """A question and what became of it."""

    id: int
    rule: str
    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    changes_rule: bool


class RereadingOut(Schema):
    """The latest weeks read again with a version."""

    id: int
    state: str
    since: datetime | None
    until: datetime | None
    conversations: int
    counts: list[dict[str, Any]]


@router.get("/versions", response=list[VersionOut])
def versions(request: HttpRequest) -> Any:
    """Every version, the newest first."""
    allowed(request, access.READ)
    return queries.versions()


@router.get("/versions/{number}", response={200: WholeVersionOut, 404: Refusal})
def version(request: HttpRequest, number: int) -> Any:
    """One version with its text."""
    allowed(request, access.READ)
    return _version(number)


@router.get("/in-force")
def in_force(request: HttpRequest) -> dict[str, Any]:
    """The playbook in force as data."""
    allowed(request, access.READ)
    return queries.playbook_in_force().model_dump(mode="json", by_alias=True, exclude_none=True)


@router.post("/versions", response={201: VersionOut, 422: Refusal})
def publish(request: HttpRequest, asked: PublishIn) -> Any:
    """Publish a whole playbook; its examples are run first."""
    person = allowed(request, access.PUBLISH)
    return Status(201, services.publish(asked.text, by=person, note=asked.note))


@router.get("/draft", response=DraftOut)
def read_draft(request: HttpRequest) -> dict[str, Any]:
    """What the next version would change."""
    allowed(request, access.PUBLISH)
    current = draft()
    return {
        "base": current.base.version,
        "steps": len(current.steps),
        "changes": current.changes,
        "overtaken": list(current.overtaken),
    }


@router.get("/draft/text")
def draft_text(request: HttpRequest) -> dict[str, str]:
    """The next version as it would be published, in YAML."""
    allowed(request, access.PUBLISH)
    return {"text": dump(draft().playbook)}


@router.put("/draft/rules/{key}", response={200: DraftOut, 422: Refusal})
def write_rule_of_draft(
    request: HttpRequest, key: str, rule: Annotated[dict[str, Any], Body(...)]
) -> Any:
    """Write a rule in the draft, as data in the form that ``in-force`` shows."""
    person = allowed(request, access.PUBLISH)
    try:
        written = read_rule({**rule, "key": key})
    except PlaybookFormatError as error:
        raise UnreadablePlaybookError(str(error), error.problems) from error
    drafting.save_rule(written, by=person)
    return read_draft(request)


@router.get("/draft/rules/{key}", response={200: dict[str, Any], 404: Refusal})
def rule_of_draft(request: HttpRequest, key: str) -> Any:
    """A rule as the draft has it, as data."""
    allowed(request, access.PUBLISH)
    rule = draft().rule(key)
    if rule is None:
        raise Http404
    return write_rule(rule)


@router.delete("/draft/rules/{key}", response={200: DraftOut, 422: Refusal})
def remove_rule(request: HttpRequest, key: str) -> Any:
    """Take a rule out of the next version."""
    drafting.remove_rule(key, by=allowed(request, access.PUBLISH))
    return read_draft(request)


@router.get("/draft/rules/{key}/preview", response={200: PreviewOut, 404: Refusal})
def preview(request: HttpRequest, key: str) -> Any:
    """What a rule of the draft would find; 404 while no dated conversation was read."""
    person = allowed(request, access.PUBLISH)
    current = draft()
    rule = current.rule(key)
    before = next((one for one in current.base.rules if one.key == key), None)
    found = rule and previewing.preview(rule, before, current.playbook, person)
    if not found:
        raise Http404
    shown = [
        {"conversation": one.row.id, "turn": one.turn, "passage": one.passage, "where": one.where}
        for one in found.shown
    ]
    counts = {name: getattr(found, name) for name in PreviewOut.model_fields if name != "shown"}
    return {**counts, "shown": shown}


@router.post("/draft/undo", response=DraftOut)
def undo(request: HttpRequest) -> Any:
    """Take the last change back."""
    drafting.undo(by=allowed(request, access.PUBLISH))
    return read_draft(request)


@router.delete("/draft", response=DraftOut)
def discard(request: HttpRequest) -> Any:
    """Give the draft up."""
    drafting.discard(by=allowed(request, access.PUBLISH))
    return read_draft(request)


@router.post("/draft/publish", response={201: VersionOut, 422: Refusal})
def publish_draft(request: HttpRequest, asked: NoteIn) -> Any:
    """Publish the draft."""
    person = allowed(request, access.PUBLISH)
    return Status(201, drafting.publish_draft(by=person, note=asked.note))


@router.post("/versions/{number}/acknowledgement", response={204: None, 404: Refusal})
def acknowledge(request: HttpRequest, number: int) -> Any:
    """Say that one has read a version."""
    person = allowed(request, access.READ)
    acknowledging.acknowledge(_version(number), by=person)
    return Status(204, None)


@router.get("/questions", response=list[QuestionOut])
def list_questions(request: HttpRequest) -> Any:
    """Questions that wait, the oldest first, then the latest answers."""
    allowed(request, access.READ)
    return [*questions.waiting(), *questions.answered()]


@router.post("/questions", response={201: QuestionOut, 422: Refusal})
def ask(request: HttpRequest, asked: QuestionIn) -> Any:
    """Ask about a rule."""
    person = allowed(request, access.READ)
    return Status(201, questions.ask(asked.rule, asked.text, by=person))


@router.post("/questions/{pk}/answer", response={200: QuestionOut, 404: Refusal, 422: Refusal})
def answer(request: HttpRequest, pk: int, given: AnswerIn) -> Any:
    """Answer a question."""
    person = allowed(request, access.PUBLISH)
    question = found_or_404(Question.objects.all(), pk=pk)
    return questions.answer(question, given.text, by=person, changes_rule=given.changes_rule)


@router.post("/versions/{number}/rereadings", response={202: RereadingOut, 404: Refusal})
def ask_rereading(request: HttpRequest, number: int) -> Any:
    """Have the latest weeks read again with a version, aside."""
    person = allowed(request, access.PUBLISH)
    return Status(202, rereading.ask(_version(number), by=person))


@router.get("/versions/{number}/rereadings", response={200: list[RereadingOut], 404: Refusal})
def list_rereadings(request: HttpRequest, number: int) -> Any:
    """What reading the past again with a version found, the latest first."""
    allowed(request, access.PUBLISH)
    return _version(number).rereadings.order_by("-pk")


def _version(number: int) -> PlaybookVersion:
    return found_or_404(queries.versions(), number=number)
