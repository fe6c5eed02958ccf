"""Finding the messages in Python sources and templates, without GNU gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from boussole.web.messages import PACKAGE, english_path, homes, read_english

# The arguments of each function: its context if it has one, then its messages.
FUNCTIONS = {
    "_": (None, 1),
    "gettext": (None, 1),
    "gettext_lazy": (None, 1),
    "ngettext": (None, 2),
    "ngettext_lazy": (None, 2),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 2),
    "npgettext_lazy": (0, 2),
}
_LITERAL = r"u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(
    rf"(?<![\w.])({'|'.join(FUNCTIONS)})\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL
)
_ONE = re.compile(_LITERAL, re.DOTALL)

# Without dates, so that two branches that translate different messages merge.
HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Message = tuple[str | None, tuple[str, ...]]


def messages_of(path: Path) -> Iterator[Message]:
    """Every message of a file, with its context: the singular, and the plural when it has one."""
    if path.suffix == ".py":
        yield from _in_python(path)
    else:
        yield from in_template(path.read_text(encoding="utf-8"), str(path))


def in_template(source: str, origin: str = "") -> Iterator[Message]:
    """Every message of a template's source."""
    for call in _CALL.finditer(templatize(source, origin=origin)):
        literals = [ast.literal_eval(found) for found in _ONE.findall(call[2])]
        yield from _message(call[1], literals)


def _in_python(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for found in extract_python(file, dict.fromkeys(FUNCTIONS), (), {}):
            # One argument comes alone, several come as a tuple.
            _line, function, arguments, _comments = cast("tuple[int, str, Any, Any]", found)
            given = [arguments] if isinstance(arguments, str) else list(arguments)
            yield from _message(function, given)


def _message(function: str, arguments: list[Any]) -> Iterator[Message]:
    context_at, count = FUNCTIONS[function]
    context = arguments.pop(0) if context_at is not None and arguments else None
    texts = tuple(arguments[:count])
    if len(texts) == count and all(isinstance(text, str) and text for text in texts):
        yield context, texts


def sources(home: Path) -> Iterator[Path]:
    """A folder's Python files and templates; tests and the catalogue's own tools say nothing."""
    for path in sorted(home.rglob("*")):
        ours = path.suffix in {".py", ".html", ".txt"} and path.is_file()
        if ours and not {"tests", "migrations", "static"} & set(path.relative_to(home).parts):
            yield path


def extracted(home: Path) -> Catalog:
    """What a folder's sources say, in no language but their own."""
    catalogue = Catalog(locale="en", domain="django", project="Boussole", fuzzy=False)
    for path in sources(home):
        for context, texts in messages_of(path):
            place = (path.relative_to(PACKAGE).as_posix(), 1)
            said = texts[0] if len(texts) == 1 else texts
            catalogue.add(said, locations=[place], context=context)
    return catalogue


def update_catalogues() -> Iterator[str]:
    """Bring every English catalogue up to date; say how many messages still wait."""
    for home in homes():
        found, before = extracted(home), read_english(home)
        if not len(found):
            continue
        for message in found:
            known = before.get(cast("str", message.id), message.context)
            if message.id and known is not None:
                message.string = known.string
        path = english_path(home)
        path.parent.mkdir(parents=True, exist_ok=True)
        body = BytesIO()
        write_po(body, found, omit_header=True, include_lineno=False, sort_output=True)
        path.write_text(HEADER + body.getvalue().decode("utf-8"), encoding="utf-8")
        waiting = sum(bool(message.id) and not translated(message.string) for message in found)
        yield f"{home.relative_to(PACKAGE)}: {len(found)} messages, {waiting} to translate"


def translated(said: Any) -> bool:
    """Whether a translation is there, in all its forms."""
    return all(said) if isinstance(said, tuple | list) else bool(said)
