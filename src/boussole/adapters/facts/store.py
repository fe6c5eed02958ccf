"""A folder of facts that readers always see whole.

Partitions are written beside the ones in use; ``manifest.json`` says which files are in use and is
replaced in one step, so a reader has either the old facts or the new ones, never half. A partition
is a day for the web application and a batch for ``boussole analyse``.

    facts/manifest.json
    facts/partitions/<key>/<generation>/{turns,conversations,answers,moments}.parquet
    facts/consolidated/<generation>/{contacts,answers,moments}.parquet
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, Field

from boussole.core.facts import Facts, of_conversations

# A customer's contacts in order; ties broken by id so that the same facts give the same bytes.
# Conversations without a known customer or instant have no neighbours.
_CONTACTS = """
    SELECT * EXCLUDE (known),
        CASE WHEN known THEN lag(started_at) OVER mine END AS previous_contact_at,
        CASE WHEN known THEN lead(started_at) OVER mine END AS next_contact_at,
        CASE WHEN known AND reason IS NOT NULL THEN lead(started_at) OVER same END
            AS next_same_reason_at,
        CASE WHEN known AND reason IS NOT NULL THEN lag(started_at) OVER same END
            AS previous_same_reason_at
    FROM (
        SELECT *, customer_id IS NOT NULL AND started_at IS NOT NULL AS known FROM conversations
    )
    WINDOW
        mine AS (PARTITION BY known, customer_id ORDER BY started_at, conversation_id),
        same AS (PARTITION BY known, customer_id, reason ORDER BY started_at, conversation_id)
    ORDER BY started_at, conversation_id
"""
_ANSWERS = "SELECT * FROM answers ORDER BY started_at, conversation_id, kind"
# A moment alone says where; it is read with whose it is.
_MOMENTS = """
    SELECT m.*, c.started_at, c.team, c.agent_id, c.customer_id, c.channel, c.reason, c.step,
           c.origin, c.demand
    FROM moments m JOIN conversations c USING (conversation_id)
    ORDER BY c.started_at, conversation_id, m.turn, m.rule
"""
_EVERY_ROW = pl.lit(value=True)
TABLES = ("turns", "conversations", "answers", "moments")
_CONSOLIDATED = {"contacts": _CONTACTS, "answers": _ANSWERS, "moments": _MOMENTS}


class Manifest(BaseModel):
    """Which generation of each partition is in use, and of the consolidation (0: none yet)."""

    generation: int = 0
    consolidated: int = 0
    partitions: dict[str, int] = Field(default_factory=dict)


@dataclass(frozen=True)
class FactTables:
    """The Parquet files in use: turns as written, the rest consolidated.

    ``contacts`` are conversations with the same customer's contacts before and after
    (``schemas.CONTACTS``); ``moments`` carry the dimensions of their contact.
    """

    turns: tuple[Path, ...]
    contacts: Path
    answers: Path
    moments: Path

    def paths(self) -> dict[str, Path]:
        """Return what metrics read, by table."""
        return {"contacts": self.contacts, "answers": self.answers}


class FactsMissingError(Exception):
    """Nothing was consolidated yet under this root; build the facts first."""


class FactStore:
    """Facts under ``root``; one writer at a time, any number of readers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._manifest = root / "manifest.json"

    def write(self, key: str, facts: Facts) -> None:
        """Put ``facts`` in place of partition ``key``."""
        self.write_many({key: facts})

    def write_many(self, partitions: dict[str, Facts]) -> None:
        """Put several partitions in place in one step."""
        generation = self.next_generation()
        for key, facts in partitions.items():
            self.lay_down(key, generation, facts)
        self.adopt(dict.fromkeys(partitions, generation))

    def read(self, keys: Sequence[str]) -> Facts:
        """Return partitions in use together, as they were written; raises ``KeyError`` when one is not there."""
        return self._scanned(self._read_manifest(), keys)

    def read_conversation(self, key: str, conversation_id: str) -> Facts | None:
        """Return the facts of one conversation of a partition; nothing when the partition in use does not hold it."""
        in_use = self._read_manifest()
        if key not in in_use.partitions:
            return None
        try:
            found = self._scanned(in_use, [key], pl.col("conversation_id") == conversation_id)
        except FileNotFoundError:  # replaced, and swept, since the manifest was read
            return None
        return found if found.conversations.num_rows else None

    def replace_moments(self, keys: Sequence[str], moments: pa.Table) -> None:
        """Give each of these partitions its conversations' part of ``moments``, in one step; its other tables stay, byte for byte."""
        in_use, generation = self._read_manifest().partitions, self.next_generation()
        for key in keys:
            before, after = self._partition(key, in_use[key]), self._partition(key, generation)
            after.mkdir(parents=True, exist_ok=True)
            for name in TABLES:
                if name != "moments":
                    shutil.copyfile(before / f"{name}.parquet", after / f"{name}.parquet")
            ids = pl.read_parquet(after / "conversations.parquet", columns=["conversation_id"])
            kept = of_conversations(moments, ids["conversation_id"])
            _write(kept, after / "moments.parquet")
        self.adopt(dict.fromkeys(keys, generation))

    def next_generation(self) -> int:
        """Return a number that no partition in use has."""
        return self._read_manifest().generation + 1

    def lay_down(self, key: str, generation: int, facts: Facts) -> None:
        """Write a partition beside those in use; nobody reads it before it is adopted."""
        folder = self._partition(key, generation)
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in facts.tables().items():
            _write(table, folder / f"{name}.parquet")

    def adopt(self, generations: dict[str, int]) -> None:
        """Put partitions that were laid down in use, all in one step."""
        in_use = self._read_manifest()
        in_use.partitions |= generations
        in_use.generation = max([in_use.generation, *generations.values()])
        self._swap(in_use)

    def drop(self, key: str) -> None:
        """Forget partition ``key``; nothing happens when it is not there."""
        in_use = self._read_manifest()
        if in_use.partitions.pop(key, None) is not None:
            self._swap(in_use)

    def consolidate(self, *, memory: str = "600MB") -> None:
        """Link each customer's contacts over all partitions, and put each table in one file."""
        in_use = self._read_manifest()
        if not in_use.partitions:
            return
        in_use.generation += 1
        in_use.consolidated = in_use.generation
        folder = self._consolidated(in_use)
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder)}) as db:
            db.execute("SET TimeZone = 'UTC'")
            for name in ("conversations", "answers", "moments"):
                db.read_parquet([str(path) for path in self._files(in_use, name)]).create_view(name)
            for name, query in _CONSOLIDATED.items():
                db.sql(query).write_parquet(
                    str(folder / f"{name}.parquet"), compression="zstd", row_group_size=100_000
                )
        self._swap(in_use)

    def keys(self) -> tuple[str, ...]:
        """List the partitions in use."""
        return tuple(sorted(self._read_manifest().partitions))

    def tables(self) -> FactTables:
        """Return the files in use; raises ``FactsMissingError`` before the first consolidation."""
        in_use = self._read_manifest()
        if not in_use.consolidated:
            raise FactsMissingError(str(self.root))
        folder = self._consolidated(in_use)
        return FactTables(
            turns=self._files(in_use, "turns"),
            contacts=folder / "contacts.parquet",
            answers=folder / "answers.parquet",
            moments=folder / "moments.parquet",
        )

    def sweep(self) -> None:
        """Remove what is no longer in use; call it when no reader holds an earlier manifest."""
        in_use = self._read_manifest()
        kept = {path.parent for path in self._files(in_use, "turns")}
        kept.add(self._consolidated(in_use))
        for pattern in ("partitions/*/*", "consolidated/*"):
            for folder in self.root.glob(pattern):
                if folder not in kept:
                    shutil.rmtree(folder)

    def _consolidated(self, in_use: Manifest) -> Path:
        return self.root / "consolidated" / f"{in_use.consolidated:06d}"

    def _scanned(
        self, in_use: Manifest, keys: Sequence[str], wanted: pl.Expr = _EVERY_ROW
    ) -> Facts:
        folders = [self._partition(key, in_use.partitions[key]) for key in keys]
        scanned = {
            name: pl.scan_parquet([folder / f"{name}.parquet" for folder in folders])
            for name in TABLES
        }
        return Facts.of_frames(
            **{name: rows.filter(wanted).collect() for name, rows in scanned.items()}
        )

    def _partition(self, key: str, generation: int) -> Path:
        return self.root / "partitions" / key / f"{generation:06d}"

    def _files(self, in_use: Manifest, table: str) -> tuple[Path, ...]:
        return tuple(
            self._partition(key, generation) / f"{table}.parquet"
            for key, generation in sorted(in_use.partitions.items())
        )

    def _read_manifest(self) -> Manifest:
        if not self._manifest.exists():
            return Manifest()
        return Manifest.model_validate_json(self._manifest.read_bytes())

    def _swap(self, manifest: Manifest) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        fresh = self._manifest.with_suffix(".new")
        fresh.write_text(manifest.model_dump_json())
        fresh.replace(self._manifest)


def _write(table: pa.Table, path: Path) -> None:
    """Write a table; how it is cut in memory leaves no trace in the file: the same rows give the same bytes."""
    pq.write_table(table.combine_chunks(), path, compression="zstd")
