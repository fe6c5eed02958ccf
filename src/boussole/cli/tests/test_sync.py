"""``boussole sync``: an account comes in once, then what changed; interrupted, it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from boussole.cli import app, syncing
from boussole.features.conversations import importing, models, reading, services
from boussole.features.conversations import syncing as cursors
from boussole.features.organisation.models import AuditEntry
from tests.zendesk import EMAIL, TOKEN, SmallZendesk, small_zendesk

pytestmark = pytest.mark.django_db
Sync = Callable[..., Result]


@pytest.fixture
def zendesk() -> Iterator[SmallZendesk]:
    with small_zendesk() as account:
        for number in range(1, 6):
            account.say(number, "Bonjour, où est ma commande ?")
        yield account


@pytest.fixture
def sync(
    zendesk: SmallZendesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run the command against the small Zendesk, without its waits."""
    reading.index().clear()
    monkeypatch.setattr(syncing, "pause", lambda _seconds: None)
    monkeypatch.delenv("BOUSSOLE_ZENDESK_TOKEN", raising=False)
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n", encoding="utf-8")

    def run(*more: str, url: str = zendesk.url, token: str | None = str(token)) -> Result:
        given = ("--token-file", token) if token else ()
        result = CliRunner().invoke(app, ["sync", "--url", url, "--email", EMAIL, *given, *more])
        assert TOKEN not in result.output
        return result

    return run


def stored() -> dict[str, int]:
    """How many messages each ticket has among the records."""
    tickets = models.Conversation.objects.prefetch_related("turns").order_by("external_id")
    return {ticket.external_id: ticket.turns.count() for ticket in tickets}


EVERY = dict.fromkeys("12345", 1)


def test_the_first_sync_brings_every_ticket(zendesk: SmallZendesk, sync: Sync) -> None:
    result = sync("--since", "2026-01-01")
    assert result.exit_code == 0, result.output
    assert "depuis le 1er\u00a0janvier 2026" in result.output
    assert "5\u00a0nouvelles, 0\u00a0mise à jour, 0\u00a0inchangée, 0\u00a0rejetée" in result.output
    assert stored() == EVERY
    assert reading.waiting() == 0
    assert zendesk.pages()[0] == "1767222000"  # midnight in Paris
    asked = AuditEntry.objects.get(action="conversations.account_synced")
    assert asked.details == {"source": "zendesk", "account": "", "url": zendesk.url}


def test_the_second_sync_brings_only_what_changed(zendesk: SmallZendesk, sync: Sync) -> None:
    sync()
    zendesk.asked.clear()
    zendesk.say(2, "Toujours rien.")
    zendesk.say(6, "Bonjour, ma facture est fausse.")
    result = sync()
    assert result.exit_code == 0, result.output
    assert "depuis la dernière synchronisation" in result.output
    assert "1\u00a0nouvelle, 1\u00a0mise à jour, 0\u00a0inchangée" in result.output
    assert stored() == EVERY | {"2": 2, "6": 1}
    assert zendesk.pages() == ["c5"]
    assert sum("/comments.json" in target for target in zendesk.asked) == 2


def test_nothing_new_is_nothing_stored(zendesk: SmallZendesk, sync: Sync) -> None:
    sync()
    result = sync()
    assert result.exit_code == 0, result.output
    assert "0\u00a0nouvelle, 0\u00a0mise à jour, 0\u00a0inchangée" in result.output
    assert models.AccountSync.objects.get().cursor == "c5"


class Killed(BaseException):
    """The process ends there, as if it were killed."""


def dying(then: Callable[..., object], time: int, *, after: bool) -> Callable[..., object]:
    """``then``, during which the process dies the ``time``-th time, before or after it is done."""
    calls = count(1)

    def call(*arguments: object) -> object:
        last = next(calls) == time
        if last and not after:
            raise Killed
        done = then(*arguments)
        if last:
            raise Killed
        return done

    return call


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("owner", "name", "time"),
    [
        (importing, "store", 1),
        (importing, "store", 2),
        (cursors.Cursor, "keep", 2),
        (cursors.Cursor, "keep", 4),
        (reading, "refresh_stored", 2),
        (importing, "end", 1),
    ],
)
def test_a_crash_anywhere_loses_nothing_and_repeats_nothing(
    owner: object,
    name: str,
    time: int,
    *,
    after: bool,
    zendesk: SmallZendesk,
    sync: Sync,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cursors, "BATCH", 2)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, dying(getattr(owner, name), time, after=after))
        with suppress(Killed):
            sync()
    cursor = models.AccountSync.objects.first()
    # What comes before the cursor is stored: two tickets a page.
    read = int(cursor.cursor.removeprefix("c")) if cursor else 0
    assert set(stored()) >= {str(number) for number in range(1, read + 1)}
    zendesk.asked.clear()
    result = sync()
    assert result.exit_code == 0, result.output
    assert stored() == EVERY
    assert reading.waiting() == 0
    assert zendesk.pages()[0] == (f"c{read}" if cursor else zendesk.pages()[0])
    assert models.ImportRun.objects.filter(state="running").count() == 0


def test_an_outage_keeps_what_was_read(zendesk: SmallZendesk, sync: Sync) -> None:
    zendesk.faults = {"cursor=c4": [500] * 6}
    result = sync()
    assert result.exit_code == 1
    assert "Zendesk ne répond pas comme attendu" in result.output
    assert set(stored()) == set("1234")
    zendesk.asked.clear()
    assert "1\u00a0nouvelle" in sync().output
    assert zendesk.pages() == ["c4"]
    assert stored() == EVERY


def test_a_wrong_token_says_so(zendesk: SmallZendesk, sync: Sync, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("ancien-jeton", encoding="utf-8")
    result = sync(token=str(wrong))
    assert result.exit_code == 1
    assert "Zendesk ne reconnaît pas ce jeton (401)" in result.output
    assert "l’accès par jeton d’API doit être activé" in " ".join(result.output.split())
    assert "ancien-jeton" not in result.output
    assert len(zendesk.asked) == 1
    assert models.ImportRun.objects.get().state == "failed"
    assert "ancien-jeton" not in models.ImportRun.objects.get().problem["fr"]
    assert models.SourceAccount.objects.count() == 0
    assert sync().exit_code == 0


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "Aucun jeton Zendesk"),
        ("deux mots", "il tient en un mot"),
        ("jeton-abîmé", "il tient en un mot"),
    ],
)
def test_a_token_that_is_none_is_told(
    written: str, says: str, zendesk: SmallZendesk, sync: Sync, tmp_path: Path
) -> None:
    file = tmp_path / "odd"
    file.write_text(written, encoding="utf-8")
    result = sync(token=str(file))
    assert result.exit_code == 2
    assert says in result.output
    assert not zendesk.asked


def test_the_token_comes_from_the_environment(
    sync: Sync, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = sync(token=None)
    assert missing.exit_code == 2
    assert "BOUSSOLE_ZENDESK_TOKEN_FILE" in missing.output
    nowhere = sync(token=str(tmp_path / "none"))
    assert nowhere.exit_code == 2
    assert "--token-file" in nowhere.output
    monkeypatch.setenv("BOUSSOLE_ZENDESK_TOKEN", TOKEN)
    assert sync(token=None).exit_code == 0
    assert stored() == EVERY


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://exemple.zendesk.com", "https"),
        ("https://chef:secret@exemple.zendesk.com", "un mot de passe"),
        ("https://", "pas une adresse"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, says: str, sync: Sync) -> None:
    result = sync(url=url)
    assert result.exit_code == 2
    assert says in result.output
    assert "chef:secret" not in result.output


def test_an_address_without_zendesk_is_told(zendesk: SmallZendesk, sync: Sync) -> None:
    zendesk.faults = {"/incremental/": [404, 302]}
    for _ in range(2):
        result = sync()
        assert result.exit_code == 1
        assert "pas de compte Zendesk à cette adresse" in result.output


def test_two_accounts_need_two_names(sync: Sync) -> None:
    sync()
    with small_zendesk() as other:
        other.say(1, "Hello, where is my order?")
        refused = sync(url=other.url)
        assert refused.exit_code == 2
        assert "--account" in refused.output
        assert sync("--account", "boutique", url=other.url).exit_code == 0
    assert models.Conversation.objects.count() == 6


def test_an_earlier_date_reads_again_from_there(zendesk: SmallZendesk, sync: Sync) -> None:
    sync("--since", "2026-02-01")
    for asked, first in [("2026-03-01", "c5"), ("2026-01-01", "1767222000"), ("2026-01-01", "c5")]:
        zendesk.asked.clear()
        assert sync("--since", asked).exit_code == 0
        assert zendesk.pages()[0] == first
    zendesk.asked.clear()
    again = sync("--restart")
    assert zendesk.pages()[0] == "1767222000"
    assert "0\u00a0nouvelle, 0\u00a0mise à jour, 5\u00a0inchangées" in again.output


@pytest.mark.parametrize("since", ["hier", "2999-01-01"])
def test_a_date_that_cannot_be_is_refused(since: str, zendesk: SmallZendesk, sync: Sync) -> None:
    assert sync("--since", since).exit_code == 2
    assert not zendesk.asked


def test_a_later_sync_takes_over(
    zendesk: SmallZendesk, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one sync waits for Zendesk, another is started: it goes on, the first one stops."""
    monkeypatch.setattr(cursors, "BATCH", 2)
    zendesk.faults = {"cursor=c2": [429]}
    outputs = []

    def meanwhile(_seconds: float) -> None:
        outputs.append(sync())

    monkeypatch.setattr(syncing, "pause", meanwhile)
    first = sync()
    assert first.exit_code == 1
    assert "relayée par une synchronisation plus récente" in first.output
    assert [one.exit_code for one in outputs] == [0]
    assert stored() == EVERY
    assert models.AccountSync.objects.get().cursor == "c5"


def test_a_sync_is_not_resumed_as_a_file_is(sync: Sync, zendesk: SmallZendesk) -> None:
    zendesk.faults = {"/incremental/": [403]}
    sync()
    run = models.ImportRun.objects.get()
    assert run.state == "failed"
    assert not services.can_resume(run)
    models.ImportRun.objects.update(state="queued")
    assert services.interrupted_imports() == []
