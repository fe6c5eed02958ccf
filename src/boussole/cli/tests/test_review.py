"""``boussole review``: doubtful labels of a file, asked about, counted and written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from boussole.adapters.language_models.files import review_row
from boussole.cli import app
from boussole.core.signals.review import Doubt, Outcome, Review
from tests.language_model import KEY, MODEL, Served, SmallModel, said, small_model, verdict
from tests.open_data import ROOT

PAGE = (ROOT / "docs" / "second-reader.md").read_text(encoding="utf-8")
PHONE = "06 12 34 56 78"
CONVERSATIONS = [
    ("c1", "customer", f"Bonjour, je suis déçu, toujours pas de réponse. Mon numéro : {PHONE}."),
    ("c1", "agent", "Toutes nos excuses pour ce retard, je vous rappelle demain avant 18 h."),
    ("c1", "customer", "Merci beaucoup pour votre aide, c’est parfait."),
    ("c2", "customer", "Passez-moi votre responsable, je vais résilier mon abonnement."),
    ("c2", "agent", "Je comprends votre agacement. Avez-vous besoin d’autre chose ?"),
]
# Whatever read the labels and however sure it was, everything but strong dissatisfaction is in this band.
EVERYTHING = ("--low", "0.01", "--high", "1")
Command = Callable[..., Result]


def agree(body: dict[str, Any]) -> Served:
    """A reader that confirms what it is asked, with the passage it was shown."""
    asked = json.loads(body["messages"][1]["content"])
    signal = asked["signal"].split(" ")[0]
    return said(verdict(signal, passage=asked["passage"]))


@pytest.fixture
def model() -> Iterator[SmallModel]:
    with small_model() as serving:
        serving.think = agree
        yield serving


@pytest.fixture
def review(model: SmallModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command on a few conversations, with the small model set up."""
    turns: dict[str, list[dict[str, str]]] = {}
    for conversation, role, text in CONVERSATIONS:
        turns.setdefault(conversation, []).append({"role": role, "text": text})
    lines = [json.dumps({"id": name, "turns": own}) for name, own in turns.items()]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "key").write_text(f"{KEY}\n", encoding="utf-8")
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_URL", model.url)
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_MODEL", MODEL)
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("COLUMNS", "160")

    def run(*more: str, files: tuple[str, ...] = (str(tmp_path / "some.jsonl"),)) -> Result:
        out = ("--out", str(tmp_path / "out"))
        result = CliRunner().invoke(app, ["review", *files, *EVERYTHING, *out, *more])
        assert KEY not in result.output
        return result

    return run


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def total(result: Result) -> list[int]:
    """The figures of the table's last row."""
    line = next(line for line in result.output.splitlines() if "ensemble" in line)
    return [int(cell) for cell in line.replace("│", " ").split() if cell.isdecimal()]


def test_every_doubt_is_asked_confirmed_and_written(
    model: SmallModel, review: Command, tmp_path: Path
) -> None:
    result = review()
    assert result.exit_code == 0, result.output
    asked = len(model.asked)
    assert asked >= 4
    assert total(result) == [asked, asked, 0, 0, 0, 0]
    assert "prix non donné" in result.output
    written = rows(tmp_path / "out" / "reviews.jsonl")
    assert len(written) == asked
    assert {row["reader"] for row in written} == {"petit-modele (127.0.0.1)"}
    assert all(row["holds"] and row["end"] > row["start"] for row in written)


def test_only_masked_text_leaves_and_is_written(
    model: SmallModel, review: Command, tmp_path: Path
) -> None:
    result = review()
    sent = json.dumps(model.asked, ensure_ascii=False)
    assert "[PHONE]" in sent
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    for text in (sent, written, result.output):
        assert PHONE not in text
    assert "Bonjour" not in (tmp_path / "out" / "usage.jsonl").read_text(encoding="utf-8")


def test_each_kind_of_answer_is_counted_apart(model: SmallModel, review: Command) -> None:
    def differ(body: dict[str, Any]) -> Served:
        agreed = agree(body)
        lying = Served(agreed.body.replace(b'passage\\": \\"', b'passage\\": \\"jamais '))
        return [lying, said("Je préfère ne pas juger."), said("{"), agreed][len(model.asked) - 1]

    model.think = differ
    result = review("--limit", "4")
    assert total(result) == [4, 1, 0, 2, 1, 0]
    assert result.exit_code == 0


def test_a_refuted_label_is_counted_as_such(
    model: SmallModel, review: Command, tmp_path: Path
) -> None:
    def disagree(body: dict[str, Any]) -> Served:
        asked = json.loads(body["messages"][1]["content"])
        signal = asked["signal"].split(" ")[0]
        return said(verdict(signal, passage=asked["passage"], holds=False))

    model.think = disagree
    result = review("--limit", "2", "--lang", "fr")
    assert total(result) == [2, 0, 2, 0, 0, 0]
    assert [row["holds"] for row in rows(tmp_path / "out" / "reviews.jsonl")] == [False, False]


def test_the_cost_is_that_of_the_tokens(review: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_PRICE_IN", "100")
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_PRICE_OUT", "500")
    result = review("--limit", "3", "--lang", "en")
    assert "3 requests, 300 tokens sent, 60 received" in result.output
    assert "cost: 0.0600" in result.output


def test_a_model_that_fails_leaves_what_was_had_and_says_so(
    model: SmallModel, review: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOUSSOLE_SECOND_READER_MAX_REQUESTS", "2")
    result = review()
    assert result.exit_code == 3
    assert "BOUSSOLE_SECOND_READER_MAX_REQUESTS" in result.output
    assert len(rows(tmp_path / "out" / "reviews.jsonl")) == len(model.asked) == 2


def test_a_second_run_does_not_write_over_the_first(model: SmallModel, review: Command) -> None:
    review("--limit", "1")
    again = review("--limit", "1")
    assert again.exit_code == 2
    assert "existe déjà" in again.output
    assert len(model.asked) == 1


def test_a_trial_shows_the_question_and_sends_nothing(
    model: SmallModel, review: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOUSSOLE_SECOND_READER_URL")
    result = review("--dry-run")
    assert result.exit_code == 0, result.output
    assert "rien n’est envoyé" in result.output
    assert '"message":' in result.output
    assert (model.asked, (tmp_path / "out").exists()) == ([], False)


@pytest.mark.parametrize(
    "case",
    [
        ("URL", "", "Aucun second lecteur"),
        ("URL", "http://llm.example.com/v1", "BOUSSOLE_SECOND_READER_HTTPS"),
        ("MODEL", "", "BOUSSOLE_SECOND_READER_MODEL"),
        ("KEY", "abc", "both set"),
        ("TIMEOUT", "0", "BOUSSOLE_SECOND_READER_TIMEOUT is 0"),
        ("TIMEOUT", "vite", "BOUSSOLE_SECOND_READER_TIMEOUT is 'vite'"),
        ("PRICE_IN", "1", "BOUSSOLE_SECOND_READER_PRICE_OUT is not set"),
        ("PRICE_IN", "un euro", "BOUSSOLE_SECOND_READER_PRICE_IN is 'un euro'"),
        ("BODY", "[1]", "BOUSSOLE_SECOND_READER_BODY is not understood"),
        ("BODY", '{"messages": []}', "messages"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_it_before_anything_is_read(
    model: SmallModel, review: Command, monkeypatch: pytest.MonkeyPatch, case: tuple[str, str, str]
) -> None:
    name, value, says = case
    monkeypatch.setenv(f"BOUSSOLE_SECOND_READER_{name}", value)
    result = review(files=("no-such-file.jsonl",))
    assert result.exit_code == 2, result.output
    assert says in result.output
    assert model.asked == []


def test_a_file_that_cannot_be_read_says_so(review: Command) -> None:
    assert review(files=("no-such-file.jsonl",)).exit_code == 1


def test_a_file_without_any_conversation_says_so(review: Command, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x", "turns": []}\n', encoding="utf-8")
    result = review("--source", "boussole_jsonl", files=(str(bad),))
    assert result.exit_code == 1
    assert "Aucune conversation" in result.output


def test_rejected_records_make_the_result_partial(review: Command, tmp_path: Path) -> None:
    some = tmp_path / "some.jsonl"
    some.write_text(some.read_text(encoding="utf-8") + '\n{"id": "x", "turns": []}\n', "utf-8")
    assert review("--limit", "1").exit_code == 3


def test_a_band_without_doubts_asks_nothing(model: SmallModel, review: Command) -> None:
    result = review("--low", "0.001", "--high", "0.001")
    assert result.exit_code == 0
    assert "Aucune étiquette douteuse" in result.output
    assert model.asked == []


def test_a_band_that_is_none_is_refused(review: Command) -> None:
    assert review("--low", "0.8", "--high", "0.2").exit_code == 2


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_documented(outcome: Outcome) -> None:
    assert f"`{outcome.value}`" in PAGE


def test_every_key_of_the_files_is_documented(review: Command, tmp_path: Path) -> None:
    doubt = Doubt("k", "c", 0, "customer", "fr", "praise", 0.5, "Merci", 0, 5)
    review("--limit", "1")
    (call,) = rows(tmp_path / "out" / "usage.jsonl")
    keys = [*review_row(Review(doubt, "x", Outcome.REFUSAL), "m 1"), *call]
    assert [key for key in keys if f"`{key}`" not in PAGE] == []
