"""Where to read a conversation in someone else's records: a small declarative language.

A field is a path (``header.date``, ``users.0.name``), or one of

- ``{value: social}``: the same for every record;
- ``{first: [closed_at, updated_at]}``: the first path that holds something;
- ``{path: header.date, plus: header.duration}``: an instant moved by a duration.

The whole language is the models below; ``docs/sources.md`` tells it with examples.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from boussole.adapters.sources.errors import MappingError
from boussole.core.conversations import AnswerKind, Role
from boussole.core.text import Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class From(_Part):
    """Where a value comes from, when a plain path does not say it."""

    path: str | None = None
    value: JsonValue = None
    first: tuple[str, ...] = ()
    plus: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> From:
        origins = [self.path is not None, "value" in self.model_fields_set, bool(self.first)]
        if sum(origins) != 1:
            raise ValueError("give exactly one of: path, value, first")
        return self


Spec = str | From


class PartyFields(_Part):
    """Where the customer or the agent is named."""

    id: Spec | None = None
    name: Spec | None = None
    email: Spec | None = None


class TurnFields(_Part):
    """Where one message is told; ``list`` is the path to the messages inside a JSON record.

    Without ``list`` each row of the file is one message. Other paths start from the message.
    """

    list: str | None = None
    role: Spec
    text: Spec
    at: Spec | None = None
    author: Spec | None = None
    public: Spec | None = None


class AppendedTurn(_Part):
    """A message told outside of the list; paths start from the record. Skipped when it has no text."""

    role: Spec
    text: Spec
    at: Spec | None = None
    author: Spec | None = None
    public: Spec | None = None


class AnswerFields(_Part):
    """Where a survey answer is told; ``values`` turns words into points (``good: 1``)."""

    kind: AnswerKind
    scale: int = Field(ge=2, le=101)
    value: Spec
    values: dict[str, float] = Field(default_factory=dict)
    at: Spec | None = None
    comment: Spec | None = None


class Mapping(_Part):
    """Where each part of a conversation is read in a record; unmapped keys become attributes.

    ``records`` names the array of conversations when the file is one large object.
    """

    id: Spec
    turns: TurnFields
    records: str | None = None
    append: tuple[AppendedTurn, ...] = ()
    channel: Spec | None = None
    subject: Spec | None = None
    started_at: Spec | None = None
    updated_at: Spec | None = None
    status: Spec | None = None
    first_solved_at: Spec | None = None
    solved_at: Spec | None = None
    reopened: Spec | None = None
    customer: PartyFields = PartyFields()
    agent: PartyFields = PartyFields()
    team: Spec | None = None
    reason: Spec | None = None
    language: Spec | None = None
    tags: Spec | None = None
    answers: tuple[AnswerFields, ...] = ()

    roles: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    timezone: str | None = None
    date_format: str | None = None
    unescape_html: bool = False
    sort_by_time: bool = True
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    encoding: str | None = None

    @classmethod
    def load(cls, path: str | Path) -> Mapping:
        """Read a mapping written in YAML; raises ``MappingError`` with the line or the field."""
        where = str(path)
        try:
            data = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise _unreadable(where, error.strerror or "") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise _unreadable(where, " ".join(str(error).split())) from error
        return cls.parse(data, where=where)

    @classmethod
    def parse(cls, data: object, *, where: str = "") -> Mapping:
        """Check ``data`` as a mapping; raises ``MappingError`` naming the field."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            field, problem = _first_problem(error)
            raise MappingError(
                Text(
                    fr=f"Dans le mapping, {field} ne convient pas\u00a0: {problem}.",
                    en=f"In the mapping, {field} does not fit: {problem}.",
                ),
                mend=Text(
                    fr="La liste des champs est dans docs/sources.md.",
                    en="The list of fields is in docs/sources.md.",
                ),
                where=where,
            ) from error

    @classmethod
    def from_columns(cls, columns: dict[str, str], **options: Any) -> Mapping:
        """Compose the mapping of a table from ``{"text": "Message", "customer.id": "Client"}``.

        The names are those of ``COLUMN_FIELDS``; raises ``MappingError`` for another one, or when id, role
        or text is not given.
        """
        data: dict[str, Any] = {"turns": {}, **options}
        for name, column in columns.items():
            _place_column(data, name, {"path": column})
        return cls.parse(data)


COLUMN_FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "role": ("turns", "role"),
    "text": ("turns", "text"),
    "at": ("turns", "at"),
    "author": ("turns", "author"),
    "public": ("turns", "public"),
    "customer.id": ("customer", "id"),
    "customer.name": ("customer", "name"),
    "customer.email": ("customer", "email"),
    "agent.id": ("agent", "id"),
    "agent.name": ("agent", "name"),
    "agent.email": ("agent", "email"),
    **{
        name: (name,)
        for name in (
            "channel", "subject", "started_at", "updated_at", "status", "first_solved_at", "solved_at",
            "reopened", "team", "reason", "language", "tags",
        )
    },
}  # fmt: skip
SURVEY_SCALES: dict[AnswerKind, int] = {"csat": 5, "nps": 11, "ces": 7}


def _place_column(data: dict[str, Any], name: str, spec: dict[str, str]) -> None:
    if name in SURVEY_SCALES:
        answer = {"kind": name, "scale": SURVEY_SCALES[name], "value": spec}
        data.setdefault("answers", []).append(answer)
        return
    if name not in COLUMN_FIELDS:
        known = ", ".join([*COLUMN_FIELDS, *SURVEY_SCALES])
        raise MappingError(
            Text(
                fr=f"«\u202f{name}\u202f» n’est pas un champ de conversation.",
                en=f"“{name}” is not a field of a conversation.",
            ),
            mend=Text(fr=f"Champs connus\u00a0: {known}.", en=f"Known fields: {known}."),
        )
    *parents, last = COLUMN_FIELDS[name]
    for parent in parents:
        data = data.setdefault(parent, {})
    data[last] = spec


def _first_problem(error: ValidationError) -> tuple[str, str]:
    """The field at fault and why; of the two ways to write a field, the one that was tried."""
    found = error.errors(include_url=False)
    told = next((one for one in found if one["loc"][-1:] != ("str",)), found[0])
    path = [str(part) for part in told["loc"] if part not in ("str", "From")]
    return ".".join(path) or "mapping", told["msg"]


def _unreadable(where: str, detail: str) -> MappingError:
    return MappingError(
        Text(
            fr=f"Ce mapping ne se lit pas\u00a0: {detail}.",
            en=f"This mapping cannot be read: {detail}.",
        ),
        mend=Text(
            fr="Écrivez-le en YAML, en UTF-8\u00a0; des exemples sont dans examples/.",
            en="Write it in YAML, as UTF-8; see the ones in examples/.",
        ),
        where=where,
    )
