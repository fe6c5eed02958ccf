"""The search index: masked text, stemmed in French and in English, blind to accents.

What a person may see and what they filter on are part of the query itself, so that neither counts
nor pages ever hold something outside their scope. The index is derived: it can be deleted and built
again from records at any time.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import tantivy

SHAPE = 1  # raise it when the fields change: an index of another shape is not read
_HEAP = 64_000_000
_LOCK_TRIES = 100
_LOCK_PAUSE = 0.1  # seconds

_LANGUAGES = {"fr": "french", "en": "english"}
_TEXTS = tuple(f"text_{language}" for language in _LANGUAGES)
_NOT_WORDS = re.compile(r"[^\w\s\"'’-]|_")

Order = Literal["newest_key", "tension_key"]


@dataclass(frozen=True)
class Entry:
    """One conversation as the index holds it; ``text`` is masked."""

    id: int
    text: str
    lang: str
    newest_key: int
    tension_key: int
    team: int | None = None
    agent: int | None = None
    channel: str = ""
    reason: str = ""
    step: str = ""
    signals: Sequence[str] = ()
    situations: Sequence[str] = ()


@dataclass(frozen=True)
class Terms:
    """What a conversation must carry: for each field, one of the values. An empty tuple matches none."""

    must: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    # ``newest_key`` from the first bound on, below the second.
    between: tuple[int, int] | None = None
    # Whose conversations: of one of these teams or of this agent; ``None`` for everyone's.
    scope: tuple[tuple[str, int], ...] | None = None


@dataclass(frozen=True)
class Found:
    """Ids in order, and how many there are in all."""

    ids: list[int]
    total: int


class IndexMissingError(Exception):
    """There is no index to search; ``boussole reindex`` builds it."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed, as the writer takes a whole number to be: an unsigned one is never found to delete.
    builder.add_integer_field("id", stored=True, indexed=True, fast=True)
    builder.add_integer_field("newest_key", indexed=True, fast=True)
    builder.add_integer_field("tension_key", indexed=True, fast=True)
    for name in ("team", "agent"):
        builder.add_unsigned_field(name, indexed=True)
    for name in ("channel", "reason", "step", "signals", "situations"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for language in _LANGUAGES:
        builder.add_text_field(f"text_{language}", tokenizer_name=f"folded_{language}")
    return builder.build()


class SearchIndex:
    """An index in a directory, opened for reading and for one writer at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root / f"v{SHAPE}"

    @property
    def exists(self) -> bool:
        """Whether there is an index to search."""
        return tantivy.Index.exists(str(self.root)) if self.root.is_dir() else False

    def clear(self) -> None:
        """Remove everything; the next ``add`` begins anew."""
        shutil.rmtree(self.root, ignore_errors=True)

    def add(self, entries: Iterable[Entry], removed: Iterable[int] = ()) -> None:
        """Put entries in place of any earlier ones of the same ids; remove others."""
        with self._writer() as writer:
            for identifier in removed:
                writer.delete_documents_by_term("id", identifier)
            for entry in entries:
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(_document(entry))

    def search(
        self,
        words: str,
        terms: Terms,
        *,
        order: Order = "newest_key",
        ascending: bool = False,
        after: int | None = None,
        limit: int = 50,
    ) -> Found:
        """Find conversations that say ``words``, in ``order``, from the one after key ``after``.

        Raises ``IndexMissingError`` when there is no index.
        """
        index = self._open()
        index.reload()
        query = _query(index, words, terms, order, ascending=ascending, after=None)
        searcher = index.searcher()
        total: int = getattr(searcher.search(query, limit=1, count=True), "count", 0) or 0
        if after is not None:
            query = _query(index, words, terms, order, ascending=ascending, after=after)
        direction = tantivy.Order.Asc if ascending else tantivy.Order.Desc
        page = searcher.search(
            query, limit=limit, count=False, order_by_field=order, order=direction
        )
        ids = searcher.fast_field_values("id", [address for _, address in page.hits])
        return Found(ids=[int(identifier or 0) for identifier in ids], total=total)

    def _open(self) -> tantivy.Index:
        if not self.exists:
            raise IndexMissingError(str(self.root))
        return _with_analysers(tantivy.Index.open(str(self.root)))

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """Write under the index's own lock; another process that writes is waited for."""
        self.root.mkdir(parents=True, exist_ok=True)
        index = _with_analysers(tantivy.Index(_schema(), path=str(self.root)))
        writer = _locked_writer(index)
        yield writer
        writer.commit()
        writer.wait_merging_threads()


def _locked_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    for attempt in range(_LOCK_TRIES):
        try:
            return index.writer(heap_size=_HEAP, num_threads=1)
        except ValueError:
            if attempt == _LOCK_TRIES - 1:
                raise
            time.sleep(_LOCK_PAUSE)
    raise AssertionError("unreachable")


def _with_analysers(index: tantivy.Index) -> tantivy.Index:
    for language, name in _LANGUAGES.items():
        analyser = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(60))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.stemmer(name))
            .build()
        )
        index.register_tokenizer(f"folded_{language}", analyser)
    return index


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", entry.id)
    document.add_integer("newest_key", entry.newest_key)
    document.add_integer("tension_key", entry.tension_key)
    for name in ("team", "agent"):
        if (value := getattr(entry, name)) is not None:
            document.add_unsigned(name, value)
    for name in ("channel", "reason", "step"):
        document.add_text(name, getattr(entry, name))
    for name in ("signals", "situations"):
        for value in getattr(entry, name):
            document.add_text(name, value)
    # A language that was not told apart is searched as both.
    for language in [entry.lang] if entry.lang in _LANGUAGES else _LANGUAGES:
        document.add_text(f"text_{language}", entry.text)
    return document


def _query(
    index: tantivy.Index,
    words: str,
    terms: Terms,
    order: Order,
    *,
    ascending: bool,
    after: int | None,
) -> tantivy.Query:
    schema = index.schema
    said, _ = index.parse_query_lenient(
        _NOT_WORDS.sub(" ", words), list(_TEXTS), conjunction_by_default=True
    )
    parts = [(tantivy.Occur.Must, said)]
    for name, values in terms.must.items():
        parts.append((tantivy.Occur.Must, _any_of(schema, [(name, value) for value in values])))
    if terms.between is not None:
        first, last = terms.between[0], terms.between[1] - 1
        parts.append((tantivy.Occur.Must, _range(schema, "newest_key", first, last)))
    if terms.scope is not None:
        parts.append((tantivy.Occur.Must, _any_of(schema, terms.scope)))
    if after is not None:
        parts.append((tantivy.Occur.Must, _beyond(schema, order, after, ascending=ascending)))
    return tantivy.Query.boolean_query(parts)


def _any_of(schema: tantivy.Schema, terms: Sequence[tuple[str, str | int]]) -> tantivy.Query:
    if not terms:
        return tantivy.Query.empty_query()
    queries = [tantivy.Query.term_query(schema, name, value, "basic") for name, value in terms]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _beyond(schema: tantivy.Schema, order: Order, after: int, *, ascending: bool) -> tantivy.Query:
    if ascending:
        return _range(schema, order, after + 1, None)
    return _range(schema, order, None, after - 1)


def _range(schema: tantivy.Schema, name: str, first: int | None, last: int | None) -> tantivy.Query:
    return tantivy.Query.range_query(
        schema, name, tantivy.FieldType.Integer, lower_bound=first, upper_bound=last
    )
