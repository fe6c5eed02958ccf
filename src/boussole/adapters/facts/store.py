"""A folder of facts that readers always see whole.

Partitions are written beside the ones in use; ``manifest.json`` says which files are in use and is
replaced in one step, so a reader has either the old facts or the new ones, never half. A partition
is a day for the web application and a batch for ``boussole analyse``.

    facts/manifest.json
    facts/partitions/<key>/<generation>/{turns,conversations,answers,moments}.parquet
    facts/contacts/<generation>.parquet
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from pydantic import BaseModel, Field

from boussole.core.facts import Facts

# A customer's contacts in order; ties broken by id so that the same facts give the same bytes.
# Conversations without a known customer or instant have no neighbours.
_CONSOLIDATE = """
COPY (
    SELECT * EXCLUDE (known),
        CASE WHEN known THEN lag(started_at) OVER mine END AS previous_contact_at,
        CASE WHEN known THEN lead(started_at) OVER mine END AS next_contact_at,
        CASE WHEN known AND reason IS NOT NULL THEN lead(started_at) OVER same END
            AS next_same_reason_at,
        CASE WHEN known AND reason IS NOT NULL THEN lag(started_at) OVER same END
            AS previous_same_reason_at
    FROM (
        SELECT *, customer_id IS NOT NULL AND started_at IS NOT NULL AS known
        FROM read_parquet($conversations)
    )
    WINDOW
        mine AS (PARTITION BY known, customer_id ORDER BY started_at, conversation_id),
        same AS (PARTITION BY known, customer_id, reason ORDER BY started_at, conversation_id)
    ORDER BY started_at, conversation_id
) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)
"""


class Manifest(BaseModel):
    """Which generation of each partition is in use, and of the contacts (0: none yet)."""

    generation: int = 0
    contacts: int = 0
    partitions: dict[str, int] = Field(default_factory=dict)


@dataclass(frozen=True)
class FactTables:
    """The Parquet files in use; ``contacts`` are conversations with their neighbours."""

    turns: tuple[Path, ...]
    answers: tuple[Path, ...]
    moments: tuple[Path, ...]
    contacts: tuple[Path, ...]


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
        in_use = self._read_manifest()
        for key, facts in partitions.items():
            generation = in_use.generation + 1
            folder = self.root / "partitions" / key / f"{generation:06d}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, table in facts.tables().items():
                pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
            in_use.partitions[key] = generation
            in_use.generation = generation
        self._swap(in_use)

    def drop(self, key: str) -> None:
        """Forget partition ``key``; nothing happens when it is not there."""
        in_use = self._read_manifest()
        if in_use.partitions.pop(key, None) is not None:
            self._swap(in_use)

    def consolidate(self, *, memory: str = "600MB") -> None:
        """Link each customer's contacts over all partitions into one table sorted by date."""
        in_use = self._read_manifest()
        if not in_use.partitions:
            return
        generation = in_use.generation + 1
        target = self.root / "contacts" / f"{generation:06d}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        files = [str(path) for path in self._files(in_use, "conversations")]
        with duckdb.connect(config={"memory_limit": memory}) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute(
                _CONSOLIDATE.format(target=str(target).replace("'", "''")),
                {"conversations": files},
            )
        in_use.contacts = generation
        in_use.generation = generation
        self._swap(in_use)

    def keys(self) -> tuple[str, ...]:
        """List the partitions in use."""
        return tuple(sorted(self._read_manifest().partitions))

    def tables(self) -> FactTables:
        """Return the files in use; empty tuples when nothing was written or consolidated yet."""
        in_use = self._read_manifest()
        generation = in_use.contacts
        contacts = (self.root / "contacts" / f"{generation:06d}.parquet",) if generation else ()
        return FactTables(
            turns=self._files(in_use, "turns"),
            answers=self._files(in_use, "answers"),
            moments=self._files(in_use, "moments"),
            contacts=contacts,
        )

    def sweep(self) -> None:
        """Remove what is no longer in use; call it when no reader holds an earlier manifest."""
        in_use = self._read_manifest()
        kept = {path.parent for path in self._files(in_use, "turns")}
        for folder in (self.root / "partitions").glob("*/*"):
            if folder not in kept:
                shutil.rmtree(folder)
        for path in (self.root / "contacts").glob("*.parquet"):
            if path.stem != f"{in_use.contacts:06d}":
                path.unlink()

    def _files(self, in_use: Manifest, table: str) -> tuple[Path, ...]:
        return tuple(
            self.root / "partitions" / key / f"{generation:06d}" / f"{table}.parquet"
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
