"""The named actions on conversations: each is one transaction and leaves one audit row."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.adapters import sources
from boussole.core.text import Language, Text
from boussole.features.conversations import (
    actions,
    importing,
    models,
    reading,
    storing,
    syncing,
)
from boussole.features.conversations.errors import FileGoneError, ImportNotPossibleError
from boussole.features.conversations.filters import Filter
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

State = models.ImportRun.State
# A running import that gave no sign for this long was interrupted, and can be resumed.
SILENCE = timedelta(minutes=2)
_RELINK_BATCH = 1000


@transaction.atomic
def receive_file(by: Person, file: UploadedFile[bytes]) -> models.ImportRun:
    """Keep an uploaded file, and open an import that waits for its mapping to be confirmed."""
    name = PurePath(file.name or "import").name[:200]
    run = models.ImportRun.objects.create(started_by=by, file_name=name)
    folder = _uploads(run)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    run.path = str(path)
    run.bytes_total = path.stat().st_size
    run.save(update_fields=["path", "bytes_total"])
    record(by, actions.FILE_RECEIVED, run, size=run.bytes_total)
    return run


def prepare_import(
    path: str | Path,
    *,
    by: Person | None = None,
    source: str | None = None,
    account: str = "",
    mapping: sources.Mapping | None = None,
    timezone_name: str = "",
    encoding: str = "",
    agents: Iterable[str] = (),
    dry_run: bool = False,
) -> models.ImportRun:
    """Open an import of a file that is already on this machine, ready to run.

    Raises ``sources.SourceError`` when no source recognises it.
    """
    kind = source or sources.detect(path).kind.name
    run = models.ImportRun.objects.create(
        started_by=by,
        file_name=Path(path).name[:300],
        path=str(Path(path).absolute()),
        source=kind,
        account=account,
        mapping=mapping.model_dump(mode="json", exclude_none=True) if mapping else {},
        timezone=timezone_name,
        encoding=encoding,
        agents=list(agents),
        dry_run=dry_run,
        state=State.QUEUED,
    )
    record(by, actions.IMPORT_ASKED, run, dry_run=dry_run)
    return run


@transaction.atomic
def start_import(
    run: models.ImportRun,
    *,
    by: Person,
    source: str,
    account: str,
    mapping: sources.Mapping | None,
    timezone_name: str,
    dry_run: bool,
) -> models.ImportRun:
    """Start an import whose mapping is confirmed, from the beginning, in the background."""
    if run.state in {State.QUEUED, State.RUNNING}:
        raise ImportNotPossibleError(_("Cet import est déjà en cours."))
    if run.url:
        raise ImportNotPossibleError(_("Un compte se synchronise avec « boussole sync »."))
    run.source, run.account, run.timezone, run.dry_run = source, account, timezone_name, dry_run
    run.mapping = mapping.model_dump(mode="json", exclude_none=True) if mapping else {}
    run.read = run.rejected = run.created = run.updated = run.unchanged = run.turns = 0
    run.bytes_done = 0
    run.rejects.all().delete()
    _queue(run)
    record(by, actions.IMPORT_ASKED, run, dry_run=dry_run)
    return run


@transaction.atomic
def resume_import(run: models.ImportRun, *, by: Person | None) -> models.ImportRun:
    """Go on with an import that failed, was cancelled or was interrupted, from where it stopped."""
    if not can_resume(run):
        raise ImportNotPossibleError(_("Cet import ne peut pas être repris."))
    _queue(run)
    record(by, actions.IMPORT_RESUMED, run, position=run.position)
    return run


def can_resume(run: models.ImportRun) -> bool:
    """Whether an import stopped before its end; a sync is not resumed, the next one goes on instead."""
    if run.url:
        return False
    if run.state == State.RUNNING:
        return run.moved_at is None or timezone.now() - run.moved_at > SILENCE
    return run.state in {State.FAILED, State.CANCELLED} and bool(run.source)


def repeat_for_real(run: models.ImportRun, *, by: Person) -> models.ImportRun:
    """Do for good what a dry run tried, read the same way."""
    return start_import(
        run,
        by=by,
        source=run.source,
        account=run.account,
        mapping=sources.Mapping.parse(run.mapping) if run.mapping else None,
        timezone_name=run.timezone,
        dry_run=False,
    )


@transaction.atomic
def cancel_import(run: models.ImportRun, *, by: Person) -> models.ImportRun:
    """Stop an import after its current batch; what is stored stays, and it can be resumed."""
    stoppable = {State.CHECKING, State.QUEUED, State.RUNNING}
    given_up = run.state == State.CHECKING
    done = models.ImportRun.objects.filter(pk=run.pk, state__in=stoppable).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )
    if not done:
        raise ImportNotPossibleError(_("Cet import est déjà terminé."))
    run.refresh_from_db()
    record(by, actions.IMPORT_CANCELLED, run, position=run.position)
    if given_up:
        transaction.on_commit(lambda: _discard_upload(run))
    return run


def _queue(run: models.ImportRun) -> None:
    from boussole.features.conversations import tasks

    run.state = State.QUEUED
    run.problem = {}
    run.finished_at = None
    run.save()
    transaction.on_commit(lambda: tasks.run_import(run.pk))


def run_import(
    run: models.ImportRun, *, notify: importing.Notify = lambda _run: None
) -> models.ImportRun:
    """Do the work of an import, here and now, from its position on."""
    try:
        source = open_source(run)
    except sources.SourceError as problem:
        importing.fail(run, problem)
        return run
    importing.import_conversations(run, source, notify=notify)
    if run.state in {State.DONE, State.PARTIAL} and not run.dry_run:
        _discard_upload(run)
    return run


def _discard_upload(run: models.ImportRun) -> None:
    """Remove an uploaded file once it is imported or given up: it holds personal data, unmasked."""
    folder = _uploads(run)
    if folder in Path(run.path).parents:
        shutil.rmtree(folder, ignore_errors=True)


def _uploads(run: models.ImportRun) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / str(run.pk)


def open_source(run: models.ImportRun) -> sources.Source:
    """Open the file of an import as it was asked to be read; raises ``sources.SourceError``."""
    return sources.open_source(
        run.path,
        run.source or None,
        sources.Mapping.parse(run.mapping) if run.mapping else None,
        options=sources.Options(
            timezone=run.timezone or None, encoding=run.encoding or None, agents=tuple(run.agents)
        ),
    )


def sync_account(
    open_account: syncing.OpenAccount,
    *,
    source: str,
    url: str,
    account: str = "",
    since: datetime | None = None,
    restart: bool = False,
    by: Person | None = None,
    notify: importing.Notify = lambda _run: None,
) -> models.ImportRun:
    """Import what changed in a helpdesk's account since the last sync, here and now.

    The first one goes back to ``since``, or twelve weeks; so does one that asks for an earlier instant
    than before, or to ``restart``. A sync of the same account that still runs stops after its batch:
    this one goes on. Raises ``OtherAccountError`` when these conversations come from another address.
    """
    cursor = syncing.find_cursor(source, account, url, since=since, restart=restart)
    with transaction.atomic():
        run = syncing.open_run(cursor, by)
        record(by, actions.ACCOUNT_SYNCED, run, source=source, account=account, url=url)
    importing.import_conversations(
        run,
        open_account(cursor.since, cursor),
        notify=notify,
        kept=cursor.keep,
        batch=syncing.BATCH,
    )
    # What an interrupted sync stored and did not read is given no more: the account did not change.
    reading.refresh_waiting()
    return run


def stored_file(run: models.ImportRun) -> Path:
    """Where the file of an import is; raises ``FileGoneError`` when it was removed."""
    path = Path(run.path)
    if not run.path or not path.is_file():
        raise FileGoneError(
            _("Le fichier %(name)s n’est plus sur le serveur : déposez-le de nouveau.")
            % {"name": run.file_name}
        )
    return path


def write_rejects(run: models.ImportRun, path: Path, spoken: Language) -> int:
    """Write the records an import left out, as CSV or JSON lines; return how many."""
    return sources.write_rejects(rejections(run), path, spoken)


def rejections(run: models.ImportRun) -> Iterator[sources.Rejection]:
    """The records an import left out, as the source told them, in order."""
    for reject in run.rejects.order_by("pk").iterator():
        yield sources.Rejection(
            path=reject.path,
            line=reject.line,
            record_id=reject.record_id or None,
            field=reject.field or None,
            reason=reject.reason,
            message=Text.model_validate(reject.message),
            mend=Text.model_validate(reject.mend),
            excerpt=reject.excerpt,
        )


def interrupted_imports() -> list[models.ImportRun]:
    """Imports that nobody works on any more: queued, or running without a sign of life."""
    waiting = models.ImportRun.objects.filter(state__in=[State.QUEUED, State.RUNNING], url="")
    return [run for run in waiting if run.state == State.QUEUED or can_resume(run)]


def resume_interrupted(run: models.ImportRun) -> None:
    """Queue an interrupted import again; it goes on from its position."""
    with transaction.atomic():
        _queue(run)


def record_opening(by: Person, conversation: models.Conversation) -> None:
    """Leave a trace that someone opened a customer's conversation."""
    record(by, actions.OPENED, conversation)


def record_personal_data_shown(by: Person, conversation: models.Conversation) -> None:
    """Leave a trace that someone asked to read a conversation unmasked."""
    record(by, actions.PERSONAL_DATA_SHOWN, conversation)


def record_export(by: Person, asked: Filter) -> None:
    """Leave a trace that someone exported a list, and which; the words searched for stay out of it."""
    kept = replace(asked, words="").query()
    record(by, actions.LIST_EXPORTED, "conversations:list", filter=kept, searched=bool(asked.words))


def forget_changed_days(built: Mapping[date, int]) -> None:
    """Say that facts were built from these days at these revisions; a later change is kept."""
    for day, revision in built.items():
        models.ChangedDay.objects.filter(day=day, revision__lte=revision).delete()


def mark_every_day() -> None:
    """Note every day as changed: facts will be built again from all of them."""
    dated = models.Conversation.objects.annotate(day=TruncDate("listed_at", tzinfo=UTC))
    days = dated.order_by().values_list("day", flat=True).distinct()
    with transaction.atomic():
        storing.mark_days(days)


def relink(by: Person | None = None) -> int:
    """Link conversations to colleagues and teams again, after their names changed; return how many."""
    directory = storing.Directory.current()
    changed, last = 0, 0
    while batch := list(
        models.Conversation.objects.filter(pk__gt=last).order_by("pk")[:_RELINK_BATCH]
    ):
        last = batch[-1].pk
        changed += _relink(batch, directory)
    if changed:
        record(by, actions.RELINKED, "conversations:all", changed=changed)
    return changed


@transaction.atomic
def _relink(batch: list[models.Conversation], directory: storing.Directory) -> int:
    changed = []
    for conversation in batch:
        before = (conversation.team_id, conversation.agent_id)
        directory.link(conversation)
        if before != (conversation.team_id, conversation.agent_id):
            changed.append(conversation)
    if changed:
        models.Conversation.objects.bulk_update(changed, ["team", "agent"])
        storing.store_stubs(changed)
        storing.mark_days(conversation.listed_at.date() for conversation in changed)
    return len(changed)


@dataclass(frozen=True)
class UnknownName:
    """A name that conversations use and the organisation does not know, with how many use it."""

    name: str
    conversations: int


def unknown_names(run: models.ImportRun, most: int = 10) -> dict[str, list[UnknownName]]:
    """The teams and agents an import could not link to anyone, the most frequent first."""
    return {
        "teams": _unknown(run, "team", "team_name", most),
        "agents": _unknown(run, "agent", "agent_name", most),
    }


def _unknown(run: models.ImportRun, link: str, column: str, most: int) -> list[UnknownName]:
    found = (
        models.Conversation.objects.filter(imported_by=run, **{f"{link}__isnull": True})
        .exclude(**{column: ""})
        .values_list(column)
        .annotate(count=Count("pk"))
        .order_by("-count", column)[:most]
    )
    return [UnknownName(name, count) for name, count in found]


def reindex(notify: reading.Notify = lambda _done: None) -> int:
    """Link, read and index every conversation again; return how many were read."""
    relink()
    return reading.rebuild(notify)
