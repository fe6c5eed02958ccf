"""``boussole import`` and ``boussole reindex``: what they say and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from boussole.cli import app
from boussole.features.conversations import models, reading
from tests.stock import noun, write_jsonl

pytestmark = pytest.mark.django_db


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "export.jsonl", [noun("c-1"), noun("c-2")])


def test_a_file_is_imported_once(file: Path) -> None:
    first, second = run("import", file), run("import", file)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2\u00a0nouvelles" in first.output
    assert "2\u00a0inchangées" in second.output
    assert models.Conversation.objects.count() == 2


def test_a_trial_writes_nothing(file: Path) -> None:
    assert "2\u00a0nouvelles" in run("import", "--dry-run", file).output
    assert not models.Conversation.objects.exists()


def test_what_is_rejected_is_written_aside_and_the_code_says_so(file: Path, tmp_path: Path) -> None:
    with file.open("a", encoding="utf-8") as more:
        more.write('{"id": "x", "turns": [{"role": "wizard", "text": "Bonjour"}]}\n')
    rejects = tmp_path / "rejects.jsonl"
    result = run("import", file, "--rejects", rejects)
    assert result.exit_code == 3
    assert '"reason": "unknown_role"' in rejects.read_text(encoding="utf-8")
    assert models.Conversation.objects.count() == 2


@pytest.mark.parametrize("name", ["nowhere.jsonl", "image.png"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("import", tmp_path / name)
    assert result.exit_code == 1
    assert name in result.output.replace("\n", "")


def test_everything_is_read_again(file: Path) -> None:
    run("import", file)
    reading.index().clear()
    result = run("reindex")
    assert result.exit_code == 0
    assert reading.index().exists
    assert reading.waiting() == 0
