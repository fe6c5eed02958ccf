"""What a person says of their files, ``--encoding`` and ``--agent``, is believed over what is guessed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from boussole.cli import app
from boussole.features.conversations import models, reading

pytestmark = pytest.mark.django_db
TABLE = """id;role;date;text
1;client;2026-03-02T09:00:00Z;Où est ma commande ?
1;conseiller;2026-03-02T09:10:00Z;Elle est réglée
"""


@pytest.fixture(autouse=True)
def _empty_index() -> None:
    reading.index().clear()


def run(command: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [command, *map(str, arguments)])


def said() -> list[str]:
    return list(models.Turn.objects.order_by("index").values_list("text", flat=True))


def test_an_encoding_that_is_given_is_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes(TABLE.encode("cp437"))
    assert run("import", file, "--source", "csv_file", "--dry-run").exit_code == 0
    result = run("import", file, "--source", "csv_file", "--encoding", "cp437")
    assert result.exit_code == 0, result.output
    assert said() == ["Où est ma commande ?", "Elle est réglée"]
    assert models.ImportRun.objects.latest("pk").encoding == "cp437"


def test_the_analysis_reads_the_same_encoding(tmp_path: Path) -> None:
    file, out = tmp_path / "old.csv", tmp_path / "out"
    file.write_bytes(TABLE.encode("cp437"))
    result = run("analyse", file, "--source", "csv_file", "--encoding", "cp437", "--out", out)
    assert result.exit_code == 0, result.output
    turns = pl.read_parquet(out / "turns.parquet")
    assert turns["text_masked"].to_list() == ["Où est ma commande ?", "Elle est réglée"]


MAIL = """From a@exemple.fr Mon Mar  2 09:00:00 2026
Message-ID: <1@exemple.fr>
Date: Mon, 02 Mar 2026 09:00:00 +0000
From: Accueil <accueil@exemple.fr>
To: Jeanne <jeanne@example.com>
Subject: Votre commande

Votre commande est partie.
"""


@pytest.mark.parametrize(
    ("service", "role"), [("exemple.fr", "agent"), ("jeanne@example.com", "customer")]
)
def test_the_service_s_mails_are_told_from_customers(
    service: str, role: str, tmp_path: Path
) -> None:
    file = tmp_path / "box.mbox"
    file.write_text(MAIL, encoding="utf-8")
    result = run("import", file, "--agent", service)
    assert result.exit_code == 0, result.output
    assert models.Turn.objects.get().role == role


@pytest.mark.parametrize("command", ["import", "analyse"])
@pytest.mark.parametrize("name", ["klingon", "base64", "utf-8\0"])
def test_an_encoding_that_does_not_exist_is_told(name: str, command: str, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text(TABLE, encoding="utf-8")
    result = run(command, file, "--encoding", name)
    assert result.exit_code == 1
    assert "n’existe pas" in result.output
    assert "cp1252" in result.output
