"""The description of the API is read whole: nothing in it exports figures of people, or sets people side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from boussole.web.api import api

DESCRIPTION: dict[str, Any] = dict(api.get_openapi_schema())
SHAPES: dict[str, Any] = DESCRIPTION["components"]["schemas"]
OPERATIONS = {
    f"{method} {path}": operation
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
}
# What an address or a question would be called if it compared people, or took their figures away.
COMPARES = re.compile(
    r"export|csv|xlsx|download|rank|score|leaderboard|compar|best|worst|sort|order|benchmark"
)
# Who someone is, when a shape says so.
NAMES = {
    "agent",
    "author",
    "by",
    "names",
    "participants",
    "people",
    "person",
    "published_by",
    "recipient",
    "thanks",
    "with",
}
# Whole numbers that measure nobody: keys, places in a text or a list, versions, and what people themselves declare.
PLACES = {
    "after",
    "conversation",
    "end",
    "id",
    "number",
    "place",
    "playbook_version",
    "session",
    "situation",
    "start",
    "turn",
    "version",
    "weeks",
}


def resolved(
    schema: Mapping[str, Any], above: frozenset[str]
) -> tuple[Mapping[str, Any], frozenset[str]]:
    """The shape that is named, with the names above it; a shape within itself has nothing new."""
    if "$ref" not in schema:
        return schema, above
    name = schema["$ref"].rpartition("/")[2]
    return ({}, above) if name in above else (SHAPES[name], above | {name})


def inner(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a list, or a table by key, holds."""
    found = (schema.get("items"), schema.get("additionalProperties"))
    return [one for one in found if isinstance(one, dict)]


def choices(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*schema.get("anyOf", ()), *schema.get("allOf", ())]


def parts(
    schema: Mapping[str, Any], listed: bool = False, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, bool, Any]]:
    """Every property that a shape leads to, and whether a list stands between the two."""
    schema, above = resolved(schema, above)
    for one in choices(schema):
        yield from parts(one, listed, above)
    for one in inner(schema):
        yield from parts(one, True, above)
    for name, one in schema.get("properties", {}).items():
        yield name, listed, one
        yield from parts(one, listed, above)


def answered(operation: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for status, answer in operation["responses"].items():
        if int(status) < 400:
            yield from (one["schema"] for one in answer.get("content", {}).values())


def kinds_of(schema: Mapping[str, Any]) -> set[Any]:
    return {schema.get("type"), *(one.get("type") for one in schema.get("anyOf", ()))}


def is_figure(name: str, schema: Mapping[str, Any]) -> bool:
    kinds = kinds_of(schema)
    return "number" in kinds or ("integer" in kinds and name not in PLACES)


def is_name(name: str, schema: Mapping[str, Any]) -> bool:
    """``people`` may also count them."""
    return name in NAMES and not is_figure(name, schema)


def side_by_side(shape: Mapping[str, Any]) -> bool:
    """Whether a shape says who someone is, and holds a figure, be it in a list of its own."""
    known = list(parts(shape))
    named = any(is_name(name, one) and not listed for name, listed, one in known)
    return named and any(is_figure(name, one) for name, _listed, one in known)


def listed_shapes(
    schema: Mapping[str, Any], listed: bool = False, above: frozenset[str] = frozenset()
) -> Iterator[Mapping[str, Any]]:
    """The shapes of which an answer may hold several."""
    schema, above = resolved(schema, above)
    if listed and "properties" in schema:
        yield schema
    for one in choices(schema):
        yield from listed_shapes(one, listed, above)
    for one in inner(schema):
        yield from listed_shapes(one, True, above)
    for one in schema.get("properties", {}).values():
        yield from listed_shapes(one, False, above)


def test_nothing_is_called_an_export_or_a_comparison() -> None:
    asked = {
        name: [name, *(one["name"] for one in operation.get("parameters", ()))]
        for name, operation in OPERATIONS.items()
    }
    assert [name for name, words in asked.items() if COMPARES.search(" ".join(words))] == []


def test_answers_are_documents_and_no_files() -> None:
    kinds = {
        kind
        for operation in OPERATIONS.values()
        for answer in operation["responses"].values()
        for kind in answer.get("content", {})
    }
    assert kinds == {"application/json"}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_list_sets_a_figure_beside_a_name(name: str) -> None:
    """A program that reads a list must not be able to put people in an order."""
    shapes = [shape for schema in answered(OPERATIONS[name]) for shape in listed_shapes(schema)]
    assert [shape.get("title") for shape in shapes if side_by_side(shape)] == []


NAME, FIGURE = {"type": "string"}, {"type": "number"}


@pytest.mark.parametrize(
    ("inside", "wrong"),
    [
        ({"person": NAME, "rate": FIGURE}, True),
        ({"person": NAME, "follow_up": {"anyOf": [{"properties": {"rate": FIGURE}}]}}, True),
        ({"person": NAME, "weeks_of": {"items": {"properties": {"rate": FIGURE}}}}, True),
        ({"person": NAME, "rate": {"anyOf": [FIGURE, {"type": "null"}]}}, True),
        ({"person": NAME, "count": {"type": "integer"}}, True),
        ({"person": NAME, "id": {"type": "integer"}}, False),
        ({"rule": NAME, "rate": FIGURE}, False),
    ],
)
def test_the_rule_finds_what_it_looks_for(inside: dict[str, Any], wrong: bool) -> None:
    """A list of people with a rate is refused, whatever stands between the two."""
    (shape, *_others) = listed_shapes({"items": {"properties": inside}})
    assert side_by_side(shape) == wrong


def test_the_description_says_so() -> None:
    assert (
        "no operation lists, orders or exports people by a figure"
        in (DESCRIPTION["info"]["description"])
    )


def test_every_operation_and_shape_is_described() -> None:
    assert [name for name, one in OPERATIONS.items() if not one.get("description")] == []
    own = {name: one for name, one in SHAPES.items() if "properties" in one}
    assert [name for name, one in own.items() if not one.get("description")] == []
