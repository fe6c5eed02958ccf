"""One set of random facts, as rows for the reference and as files for the engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.core.metrics import Engine
from tests.engines import facts


@dataclass(frozen=True)
class Facts:
    """The same facts for everyone; ``rows`` by table, ``files`` by table."""

    rows: dict[str, list[dict[str, Any]]]
    files: dict[str, list[Path]]


@pytest.fixture(scope="session")
def random_facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("facts")
    contacts = facts.contacts(900, seed=7)
    tables = {"contacts": contacts, "answers": facts.answers(contacts, seed=8)}
    files = {name: _halves(table, folder / name) for name, table in tables.items()}
    return Facts({name: table.to_pylist() for name, table in tables.items()}, files)


def _halves(table: pa.Table, folder: Path) -> list[Path]:
    folder.mkdir()
    middle = table.num_rows // 2
    paths = [folder / "first.parquet", folder / "second.parquet"]
    pq.write_table(table.slice(0, middle), paths[0])
    pq.write_table(table.slice(middle), paths[1])
    return paths


@pytest.fixture(scope="session", params=["duckdb"])
def engine(request: pytest.FixtureRequest, random_facts: Facts) -> Iterator[Engine]:
    """Every engine that answers declarations: add one here and it is held to the same numbers."""
    assert request.param == "duckdb"
    duck = DuckEngine(random_facts.files)
    yield duck
    duck.close()
