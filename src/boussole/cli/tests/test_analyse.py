"""From real conversations to the files others script against."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from boussole.adapters.demo.company import company
from boussole.adapters.reports.files import CONVERSATION_COLUMNS, SITUATION_KEYS, TURN_COLUMNS
from boussole.cli import app
from boussole.core.brief.models import Brief
from boussole.core.signals.catalogue import BY_NAME
from tests.open_data import ROOT, open_data

SUNDAY = date(2026, 11, 22)
MAPPING = ROOT / "examples" / "ibm_twitter_care.yaml"
DOCUMENT = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.open_data


def analyse(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["analyse", *arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Analyse the 525 real conversations once, in English."""
    out = tmp_path_factory.mktemp("real")
    real = str(open_data("ibm_twitter_care_docs/dev.jsonl.gz"))
    result = analyse(real, "--map", str(MAPPING), "--lang", "en", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "Monday’s brief" in result.output
    return out


def test_every_conversation_of_the_file_is_read(written: Path) -> None:
    conversations = pl.read_parquet(written / "conversations.parquet")
    assert conversations.height == 525
    assert conversations.columns == list(CONVERSATION_COLUMNS)


def test_turns_have_the_documented_columns_within_their_bounds(written: Path) -> None:
    turns = pl.read_parquet(written / "turns.parquet")
    assert turns.columns == list(TURN_COLUMNS)
    for name, signal in BY_NAME.items():
        low, high = turns[name].min(), turns[name].max()
        assert isinstance(low, float)
        assert isinstance(high, float)
        assert 0 <= low <= high <= signal.maximum


def test_the_brief_is_the_model_and_its_page_fetches_nothing(written: Path) -> None:
    brief = Brief.model_validate_json((written / "brief.json").read_bytes())
    assert brief.coverage.conversations == 525
    page = (written / "brief.html").read_text(encoding="utf-8")
    assert brief.headline.en.split(".")[0] in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert 'src="' not in page


def test_situations_are_lines_with_the_documented_keys(written: Path) -> None:
    lines = (written / "situations.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(tuple(json.loads(line)) == SITUATION_KEYS for line in lines)


@pytest.mark.parametrize("name", [*TURN_COLUMNS, *CONVERSATION_COLUMNS, *SITUATION_KEYS])
def test_every_column_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCUMENT


def test_rejected_records_make_the_result_partial(tmp_path: Path) -> None:
    lines = [
        one.model_dump_json(exclude_defaults=True)
        for one, _ in zip(company(1, SUNDAY).conversations(), range(60), strict=False)
    ]
    file = tmp_path / "some.jsonl"
    file.write_text("\n".join([*lines, '{"id": "x", "turns": []}', "{broken"]), encoding="utf-8")
    result = analyse(str(file), "--out", str(tmp_path / "out"))
    assert result.exit_code == 3
    rejects = [
        json.loads(line)
        for line in (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [reject["line"] for reject in rejects] == [61, 62]
    assert all(reject["reason"] and reject["mend"] for reject in rejects)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--week", "2001-W07"], "Aucune conversation"),
        (["--team", "Atlantide"], "Équipes connues"),
    ],
)
def test_a_brief_that_cannot_be_says_why(arguments: list[str], says: str) -> None:
    real = str(open_data("ibm_twitter_care_docs/dev.jsonl.gz"))
    result = analyse(real, "--map", str(MAPPING), *arguments)
    assert result.exit_code == 1
    assert says in result.output


def test_a_week_that_is_none_is_refused_at_once() -> None:
    result = analyse("nothing.jsonl", "--week", "someday")
    assert result.exit_code == 2
