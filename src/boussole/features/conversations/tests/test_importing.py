"""Imports: the same result if done twice, interrupted or resumed; what is rejected is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from boussole.adapters import sources
from boussole.core.conversations import Conversation, Party
from boussole.features.conversations import importing, models, queries, reading, services
from boussole.features.conversations.errors import FileGoneError
from tests.cast import Cast
from tests.stock import MONDAY, TALK, noun, write_jsonl

State = models.ImportRun.State
pytestmark = pytest.mark.django_db


def prepared(path: Path, *, dry_run: bool = False) -> models.ImportRun:
    return services.prepare_import(path, dry_run=dry_run)


def imported(path: Path, *, dry_run: bool = False) -> models.ImportRun:
    return services.run_import(prepared(path, dry_run=dry_run))


def counts(run: models.ImportRun) -> tuple[int, int, int, int]:
    return run.created, run.updated, run.unchanged, run.rejected


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    nouns = [noun(f"c-{n}", at=MONDAY + timedelta(hours=n)) for n in range(10)]
    return write_jsonl(tmp_path / "ten.jsonl", nouns)


class Breaking:
    """A source that breaks after some records, as a worker that is killed."""

    def __init__(self, run: models.ImportRun, after: int) -> None:
        self.source = services.open_source(run)
        self.after = after

    def __iter__(self) -> Iterator[sources.Item]:
        for number, item in enumerate(self.source):
            if number == self.after:
                raise KeyboardInterrupt
            yield item

    def progress(self) -> sources.Progress:
        return self.source.progress()


def test_everything_is_stored_and_read(ten: Path) -> None:
    run = imported(ten)
    assert (run.state, counts(run), run.turns) == (State.DONE, (10, 0, 0, 0), 50)
    assert models.Turn.objects.count() == 50
    assert models.Customer.objects.get().name == "Jeanne Moulin"
    assert reading.waiting() == 0
    assert "repeat_contact" in models.Reading.objects.all()[0].signals


def test_importing_twice_changes_nothing(ten: Path) -> None:
    imported(ten)
    services.forget_changed_days(queries.changed_days())
    before = list(models.Turn.objects.values_list("pk", "text"))
    run = imported(ten)
    assert counts(run) == (0, 0, 10, 0)
    assert list(models.Turn.objects.values_list("pk", "text")) == before
    assert queries.changed_days() == {}


def test_a_newer_version_replaces_and_an_older_one_does_not(tmp_path: Path) -> None:
    first = noun(updated_at=MONDAY)
    later = noun(talk=TALK[:2], updated_at=MONDAY + timedelta(days=1))
    imported(write_jsonl(tmp_path / "1.jsonl", [first]))
    assert counts(imported(write_jsonl(tmp_path / "2.jsonl", [later]))) == (0, 1, 0, 0)
    assert models.Turn.objects.count() == 2
    assert counts(imported(write_jsonl(tmp_path / "3.jsonl", [first]))) == (0, 0, 1, 0)
    assert models.Turn.objects.count() == 2
    assert models.Reading.objects.get().turns == 2


def test_a_conversation_given_twice_keeps_its_last_version(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "twice.jsonl", [noun(), noun(talk=TALK[:3])])
    assert counts(imported(path)) == (1, 0, 1, 0)
    assert models.Turn.objects.count() == 3


def test_a_dry_run_counts_and_writes_nothing(ten: Path) -> None:
    run = imported(ten, dry_run=True)
    assert (run.state, counts(run)) == (State.DONE, (10, 0, 0, 0))
    assert models.Conversation.objects.count() == 0
    assert models.SourceAccount.objects.count() == 0


@pytest.mark.parametrize("after", [0, 1, 4, 7])
def test_a_killed_import_resumes_where_it_stopped(ten: Path, after: int) -> None:
    run = prepared(ten)
    with pytest.raises(KeyboardInterrupt):
        importing.import_conversations(run, Breaking(run, after), batch=2)
    run.refresh_from_db()
    assert run.state == State.RUNNING
    assert run.position == after - after % 2
    assert not services.can_resume(run)
    models.ImportRun.objects.update(moved_at=timezone.now() - timedelta(hours=1))
    run.refresh_from_db()
    assert services.interrupted_imports() == [run]
    services.run_import(run)
    assert (run.state, counts(run), run.turns) == (State.DONE, (10, 0, 0, 0), 50)
    assert models.Conversation.objects.count() == 10


def test_an_unexpected_error_keeps_what_came_before(
    ten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = prepared(ten)

    def fail(_changed: object) -> None:
        raise RuntimeError("the model cannot be loaded")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "refresh_stored", fail)
        with pytest.raises(RuntimeError, match="cannot be loaded"):
            services.run_import(run)
    run.refresh_from_db()
    assert (run.state, run.position) == (State.FAILED, 10)
    assert "reprenez" in run.problem["fr"]
    assert services.can_resume(run)
    assert reading.waiting() == 10
    assert reading.refresh_waiting() == 10
    assert reading.waiting() == 0


def test_a_cancelled_import_stops_after_its_batch(ten: Path, cast: Cast) -> None:
    run = prepared(ten)

    def cancel(now: models.ImportRun) -> None:
        if now.position == 4 and now.state == State.RUNNING:
            services.cancel_import(models.ImportRun.objects.get(pk=now.pk), by=cast.zoe)

    importing.import_conversations(run, services.open_source(run), notify=cancel, batch=4)
    assert (run.state, run.position) == (State.CANCELLED, 4)
    assert models.Conversation.objects.count() == 4


def test_a_run_taken_over_by_another_worker_stops(ten: Path) -> None:
    run = prepared(ten)

    def take_over(now: models.ImportRun) -> None:
        models.ImportRun.objects.filter(pk=now.pk, read=4).update(claim="another")

    importing.import_conversations(run, services.open_source(run), notify=take_over, batch=4)
    assert run.claim == "another"
    assert models.Conversation.objects.count() == 4


def test_rejected_records_are_told_and_the_rest_is_imported(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "bad.jsonl", [noun()])
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "turns": [{"role": "wizard", "text": "Bonjour"}]}\n{"id": \n')
    run = imported(path)
    assert (run.state, run.created, run.rejected) == (State.PARTIAL, 1, 2)
    told = run.rejects.order_by("pk")[0]
    assert (told.line, told.reason, told.record_id) == (2, "unknown_role", "x")
    assert told.mend["fr"]
    assert str(tmp_path) not in told.path


def test_a_file_that_nothing_reads_fails_with_its_reason(tmp_path: Path, ten: Path) -> None:
    run = prepared(ten)
    run.path = str(tmp_path / "gone.jsonl")
    services.run_import(run)
    assert run.state == State.FAILED
    assert "gone.jsonl" in run.problem["fr"]


def test_names_link_to_colleagues_and_their_team(ten: Path, cast: Cast) -> None:
    imported(ten)
    conversation = models.Conversation.objects.all()[0]
    assert (conversation.agent, conversation.team) == (cast.awa, cast.lyon)


def test_names_learnt_later_are_linked_again(tmp_path: Path, cast: Cast) -> None:
    run = imported(
        write_jsonl(tmp_path / "x.jsonl", [noun(agent="inconnue", team="Équipe du soir")])
    )
    unknown = services.unknown_names(run)["teams"]
    assert [(one.name, one.conversations) for one in unknown] == [("Équipe du soir", 1)]
    services.forget_changed_days(queries.changed_days())
    cast.nantes.external_names = ["équipe du soir"]
    cast.nantes.save()
    assert services.relink() == 1
    assert models.Reading.objects.get().team == cast.nantes
    assert list(queries.changed_days()) == [MONDAY.date()]


def test_the_same_person_is_one_across_sources(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [noun()])
    services.run_import(services.prepare_import(path))
    other = write_jsonl(
        tmp_path / "b.jsonl",
        [noun(customer=Party(id="42", name="J. Moulin", email="Jeanne.Moulin@example.com"))],
    )
    services.run_import(services.prepare_import(other, account="boutique"))
    assert models.Conversation.objects.count() == 2
    assert len(set(models.Customer.objects.values_list("identity", flat=True))) == 1


def test_what_a_newer_record_leaves_out_is_still_known(tmp_path: Path) -> None:
    imported(write_jsonl(tmp_path / "a.jsonl", [noun()]))
    imported(write_jsonl(tmp_path / "b.jsonl", [noun("c-2", customer=Party(id="client-1"))]))
    assert models.Customer.objects.get().email == "jeanne.moulin@example.com"


def test_a_change_made_while_facts_are_built_keeps_the_day_stale(ten: Path) -> None:
    imported(ten)
    seen = queries.changed_days()
    imported(write_jsonl(ten.parent / "more.jsonl", [noun("c-1", talk=TALK[:2])]))
    services.forget_changed_days(seen)
    assert list(queries.changed_days()) == [MONDAY.date()]
    services.forget_changed_days(queries.changed_days())
    assert queries.changed_days() == {}


def test_a_batch_closes_early_on_long_conversations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_TURNS", 12)
    nouns: list[sources.Item] = [noun(f"c-{n}") for n in range(7)]
    assert [len(group) for group in importing.batches(nouns, 5)] == [3, 3, 1]


def test_an_uploaded_file_goes_once_it_is_imported_or_given_up(
    cast: Cast, ten: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    paths = []
    for number in range(2):
        file = SimpleUploadedFile(f"{number}.jsonl", ten.read_bytes())
        run = services.receive_file(cast.zoe, file)
        path = services.stored_file(run)
        with django_capture_on_commit_callbacks(execute=True):
            if number:
                services.cancel_import(run, by=cast.zoe)
            else:
                services.start_import(
                    run,
                    by=cast.zoe,
                    source="boussole_jsonl",
                    account="",
                    mapping=None,
                    timezone_name="",
                    dry_run=False,
                )
        paths.append(path)
        run.refresh_from_db()
        with pytest.raises(FileGoneError):
            services.stored_file(run)
    assert models.Conversation.objects.count() == 10
    assert not any(path.exists() for path in paths)


def test_a_file_imported_from_the_command_line_is_left_where_it_is(ten: Path) -> None:
    imported(ten)
    assert ten.exists()


def test_facts_read_the_conversations_of_a_day(ten: Path, cast: Cast) -> None:
    imported(ten)
    assert queries.days() == [MONDAY.date()]
    read = list(queries.of_day(MONDAY.date()))
    assert len(read) == 10
    assert all(isinstance(one, Conversation) for one in read)
    assert read[0].agent == Party(id="Awa Diop", name="Awa Diop")
    assert read[0].team == "Lyon"
    assert read[0].id == str(models.Conversation.objects.order_by("pk")[0].pk)
