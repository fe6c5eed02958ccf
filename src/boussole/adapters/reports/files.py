"""The files of ``boussole analyse --out``: an interface others script against, see docs/outputs.md."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from boussole.adapters.facts import FactTables
from boussole.core.brief.models import Brief
from boussole.core.schemas import CONTACTS
from boussole.core.signals.catalogue import ACT_NAMES, CUSTOMER_NAMES
from boussole.core.text import Language

TURN_COLUMNS = (
    "conversation_id", "turn", "role", "at", "lang", "text_masked", *CUSTOMER_NAMES, *ACT_NAMES,
)  # fmt: skip
CONVERSATION_COLUMNS: tuple[str, ...] = tuple(CONTACTS.names)
SITUATION_KEYS = ("conversation_id", "rule", "kind", "turn", "passage", "why", "cue")


def write_tables(tables: FactTables, folder: Path) -> None:
    """Write ``turns.parquet`` and ``conversations.parquet``, streaming from the facts."""
    folder.mkdir(parents=True, exist_ok=True)
    _copy(tables.turns, TURN_COLUMNS, folder / "turns.parquet")
    _copy((tables.contacts,), CONVERSATION_COLUMNS, folder / "conversations.parquet")


def write_brief(brief: Brief, folder: Path, language: Language) -> None:
    """Write ``brief.json`` (both languages) and ``situations.jsonl`` (in ``language``)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.json").write_text(brief.model_dump_json(indent=2), encoding="utf-8")
    lines = [
        json.dumps(
            {
                "conversation_id": found.conversation_id,
                "rule": found.rule,
                "kind": found.kind,
                "turn": found.turn,
                "passage": found.passage,
                "why": found.why.in_(language),
                "cue": found.cue.in_(language),
            },
            ensure_ascii=False,
        )
        for found in (*brief.situations, *brief.upstream)
    ]
    (folder / "situations.jsonl").write_text(
        "".join(f"{line}\n" for line in lines), encoding="utf-8"
    )


def _copy(files: tuple[Path, ...], columns: tuple[str, ...], target: Path) -> None:
    with duckdb.connect(config={"memory_limit": "600MB"}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET preserve_insertion_order = true")
        rows = connection.read_parquet([str(path) for path in files])
        rows.project(", ".join(f'"{name}"' for name in columns)).write_parquet(
            str(target), compression="zstd"
        )


__all__ = ["CONVERSATION_COLUMNS", "SITUATION_KEYS", "TURN_COLUMNS", "write_brief", "write_tables"]
