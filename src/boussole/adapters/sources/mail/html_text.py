"""The text of an HTML mail, its quotations marked by ``>`` as in plain mail."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_DROPPED = frozenset({"style", "script", "head", "title", "template", "noscript"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table"}
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
RULE = "_" * 32
DEEPEST = 50


def text_of(markup: str) -> str:
    """Return what a reader of ``markup`` sees, one block per line; never raises."""
    # A tag that never closes is dropped: the standard parser looks for its end again and again.
    unclosed = markup.find("<", markup.rfind(">") + 1)
    reader = _Reader()
    reader.feed(markup if unclosed < 0 else markup[:unclosed])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._spaced = True
        self._dropped = 0
        self._quoted = 0
        self._kept_blanks = 0

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002  # the parser's own signature
    ) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._end_line()
            self._lines.append(RULE)
        elif tag in _BLOCKS:
            self._end_line(paragraph=tag in _PARAGRAPHS)
        if tag == "li":
            self._put("- ")
        self._quoted += tag == "blockquote"
        self._kept_blanks += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)
            if tag in {"blockquote", "pre"}:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(self._dropped - 1, 0)
        elif tag in _BLOCKS:
            self._end_line(paragraph=tag in _PARAGRAPHS)
        elif tag == "td":
            self._put(" ")
        if tag == "blockquote":
            self._quoted = max(self._quoted - 1, 0)
        elif tag == "pre":
            self._kept_blanks = max(self._kept_blanks - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        if self._kept_blanks:
            first, *others = data.split("\n")
            self._put(first)
            for line in others:
                self._break()
                self._put(line)
            return
        words = _BLANKS.sub(" ", data)
        self._put(words.lstrip(" ") if self._spaced else words)

    def _put(self, words: str) -> None:
        if words:
            self._words.append(words)
            self._spaced = words.endswith(" ")

    def _break(self) -> None:
        mark = "> " * min(self._quoted, DEEPEST)
        self._lines.append((mark + "".join(self._words).replace("\xa0", " ")).rstrip())
        self._words, self._spaced = [], True

    def _end_line(self, *, paragraph: bool = False) -> None:
        if any(words.strip() for words in self._words):
            self._break()
        if paragraph and self._lines and self._lines[-1].strip("> "):
            self._break()

    def text(self) -> str:
        """Everything read so far."""
        self._end_line()
        return "\n".join(self._lines).strip("\n")
