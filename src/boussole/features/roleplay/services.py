"""The named actions on plays: each is one transaction.

Practising leaves no audit row (see ``actions``); sharing does.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core import roleplay as core
from boussole.core.text import Language
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.roleplay import access, actions
from boussole.features.roleplay.catalogue import Listed, version_of
from boussole.features.roleplay.errors import CannotShareError
from boussole.features.roleplay.models import Play, ScenarioVersion
from boussole.features.roleplay.playing import replayed

KEPT = timedelta(days=365)
# A play is drawn among so many: the same scenario is rarely said in the same words twice.
SEEDS = 2**31


@transaction.atomic
def begin(listed: Listed, language: Language, *, seed: int, by: Person) -> Play:
    """Open a play of a scenario that can be played."""
    return begin_on(version_of(listed), language, seed=seed, by=by)


@transaction.atomic
def begin_on(version: ScenarioVersion, language: Language, *, seed: int, by: Person) -> Play:
    """Open a play of one version: a draft that is tried, or the same scenario once more."""
    return Play.objects.create(person=by, version=version, language=language, seed=seed)


@transaction.atomic
def answer(play: Play, text: str, *, after: int) -> bool:
    """Add an answer to a play that has ``after`` of them; tell whether it was taken.

    It is not when the play went on elsewhere, ended or was given up: the text is kept as a draft.
    """
    found = _locked(play)
    going_on = found.given_up_at is None and not replayed(found).over
    taken = going_on and len(found.texts) == after
    if taken:
        found.texts, found.draft = [*found.texts, text], ""
        _move(found)
    elif text not in found.texts:
        found.draft = text
        found.save(update_fields=["draft"])
    return taken


@transaction.atomic
def take_back(play: Play, *, after: int) -> bool:
    """Take the last of ``after`` answers back, to try another; a play shared so far is shared no more."""
    found = _locked(play)
    if len(found.texts) != after or not found.texts:
        return False
    *kept, last = found.texts
    found.reworded.pop(str(len(found.texts)), None)
    found.texts, found.draft, found.given_up_at = kept, last, None
    _take_from_others(found)
    _move(found)
    return True


@transaction.atomic
def give_up(play: Play) -> None:
    """Stop before the end; nothing is lost."""
    found = _locked(play)
    if found.given_up_at is None and not found.ending:
        found.given_up_at = timezone.now()
        found.save(update_fields=["given_up_at"])


@transaction.atomic
def resume(play: Play) -> None:
    """Go on with a play that was given up; one that was shared is shared no more."""
    found = _locked(play)
    found.given_up_at = None
    _take_from_others(found)
    found.save(update_fields=["given_up_at", "shared_at"])


@transaction.atomic
def explain(play: Play, *, explained: bool) -> None:
    """Show, or not, why tension moved while the play goes on."""
    found = _locked(play)
    found.explained = explained
    found.save(update_fields=["explained"])


@transaction.atomic
def reword(play: Play, message: int, digest: str, words: str) -> None:
    """Keep other words for the customer's line number ``message``, when it is still the last one."""
    found = _locked(play)
    if len(found.texts) == message:
        found.reworded = {**found.reworded, str(message): [digest, words]}
        found.save(update_fields=["reworded"])


@transaction.atomic
def discard(play: Play) -> None:
    """Delete a play for good; it was its trainee's alone to keep."""
    found = _locked(play)
    if found.shared_at is not None:
        record(found.person, actions.UNSHARED, found)
    found.delete()


@transaction.atomic
def share(play: Play, *, by: Person) -> Play:
    """Show a play that is over to one's managers."""
    found = _locked(play)
    if not (found.ending or found.given_up_at):
        raise CannotShareError(_("L’échange n’est pas fini : il se partage une fois terminé."))
    if not access.managers_of(by).exists():
        raise CannotShareError(_("Aucun manager n’est rattaché à vos équipes."))
    found.shared_at = timezone.now()
    found.save(update_fields=["shared_at"])
    record(by, actions.SHARED, found)
    return found


@transaction.atomic
def unshare(play: Play, *, by: Person) -> None:
    """Show a play to nobody any more."""
    found = _locked(play)
    if found.shared_at is not None:
        found.shared_at = None
        found.save(update_fields=["shared_at"])
        record(by, actions.UNSHARED, found)


@transaction.atomic
def forget_old(now: datetime) -> int:
    """Delete the plays nobody touched for twelve months; return how many."""
    count, _by_table = Play.objects.filter(changed_at__lt=now - KEPT).delete()
    if count:
        record(None, actions.FORGOTTEN, "roleplay.play:old", count=count)
    return count


def _locked(play: Play) -> Play:
    return (
        Play.objects.select_for_update(of=("self",))
        .select_related("version", "person")
        .get(pk=play.pk)
    )


def _take_from_others(play: Play) -> None:
    """What was shared is what was seen then: a play that changes is its trainee's alone again."""
    if play.shared_at is not None:
        play.shared_at = None
        record(play.person, actions.UNSHARED, play)


def _move(play: Play) -> None:
    """Keep answers that changed, and where they lead."""
    ending: core.Ending | None = replayed(play).ending
    play.ending = ending.key if ending else ""
    play.changed_at = timezone.now()
    play.save()
