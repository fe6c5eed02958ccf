"""The named actions on the tree of reasons: each is one transaction, one version and one audit row.

A new version is another tree, so every day of facts built with the last one is stale, and every reading
waits to be read again: both know the tree they were made with (``reading.version``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from boussole.core.reasons import ReasonTree, editing
from boussole.core.reasons.editing import Draft, NameInUseError
from boussole.core.text import Text
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.reasons import actions, queries
from boussole.features.reasons.errors import NameTakenError, TreeChangedError
from boussole.features.reasons.models import FoundTheme, TreeVersion

T = TypeVar("T")


@transaction.atomic
def add_family(label: Text, *, by: Person | None) -> str:
    """Add a family without a reason yet; return its key. Raises ``NameTakenError``."""
    tree = queries.tree_in_force()
    changed, key = _named(lambda: editing.add_family(tree, label))
    _publish(changed, actions.FAMILY_ADDED, key, by)
    return key


@transaction.atomic
def rename_family(key: str, label: Text, *, by: Person | None) -> None:
    """Rename a family. Raises ``NameTakenError``."""
    tree = queries.tree_in_force()
    changed = _named(lambda: editing.change_family(tree, key, label))
    _publish(changed, actions.FAMILY_CHANGED, key, by)


@transaction.atomic
def archive_family(key: str, *, by: Person | None) -> None:
    """Archive a family with its reasons: they are found no more, and keep naming what they named."""
    changed = editing.archive_family(queries.tree_in_force(), key)
    _publish(changed, actions.FAMILY_ARCHIVED, key, by)


@transaction.atomic
def restore_family(key: str, *, by: Person | None) -> None:
    """Bring an archived family back as it was."""
    changed = editing.archive_family(queries.tree_in_force(), key, archived=False)
    _publish(changed, actions.FAMILY_RESTORED, key, by)


@transaction.atomic
def add_reason(
    family: str, draft: Draft, *, by: Person | None, theme: FoundTheme | None = None
) -> str:
    """Add a reason to a family, ``theme`` being what it was made of; return its key.

    Raises ``NameTakenError``.
    """
    tree = queries.tree_in_force()
    changed, key = _named(lambda: editing.add_reason(tree, family, draft))
    _publish(changed, actions.REASON_ADDED, key, by)
    if theme is not None:
        theme.reason = key
        theme.save(update_fields=["reason"])
    return key


@transaction.atomic
def change_reason(key: str, family: str, draft: Draft, *, by: Person | None) -> None:
    """Change what is said of a reason, and the family it belongs to. Raises ``NameTakenError``."""
    tree = queries.tree_in_force()
    home = tree.family_of(key)
    changed = _named(lambda: editing.change_reason(tree, key, family, draft))
    moved = home is not None and home.key != family
    _publish(changed, actions.REASON_MOVED if moved else actions.REASON_CHANGED, key, by)


@transaction.atomic
def archive_reason(key: str, *, by: Person | None) -> None:
    """Archive a reason: it is found no more, and keeps naming the contacts that were given it."""
    changed = editing.archive_reason(queries.tree_in_force(), key)
    _publish(changed, actions.REASON_ARCHIVED, key, by)


@transaction.atomic
def restore_reason(key: str, *, by: Person | None) -> None:
    """Bring an archived reason back."""
    changed = editing.archive_reason(queries.tree_in_force(), key, archived=False)
    _publish(changed, actions.REASON_RESTORED, key, by)


@transaction.atomic
def undo(number: int, *, by: Person | None) -> None:
    """Put back the tree as it was before version ``number``, the last; that is a new version too.

    A reason added by what is undone is archived if some contact has it by now, and dropped otherwise.
    Raises ``TreeChangedError`` when another change came after.
    """
    last = queries.version_in_force()
    if last is None or last.number != number:
        raise TreeChangedError(
            _("L’arbre a changé entre-temps : la modification à annuler n’est plus la dernière.")
        )
    before = TreeVersion.objects.filter(number__lt=number).order_by("-number").first()
    now, earlier = queries.tree_of(last), queries.tree_of(before)
    added = [reason.key for reason in now if reason.key not in earlier]
    changed = editing.put_back(now, earlier, conversations.reasons_in_use(added))
    FoundTheme.objects.filter(reason__in=[key for key in added if key not in changed]).update(
        reason=""
    )
    _publish(changed, actions.CHANGE_UNDONE, last.about, by)


def _named(change: Callable[[], T]) -> T:
    try:
        return change()
    except NameInUseError as problem:
        owner = said(problem.owner.label)
        if problem.owner.archived:
            text = _(
                "« %(name)s » est déjà un nom de « %(owner)s », dans les archives : "
                "rétablissez celui-là, ou choisissez un autre nom."
            )
        else:
            text = _("« %(name)s » est déjà un nom de « %(owner)s ».")
        raise NameTakenError(text % {"name": problem.name, "owner": owner}) from problem


def _publish(tree: ReasonTree, action: str, about: str, by: Person | None) -> None:
    """Put a tree in force as the next version; one that changes nothing is none."""
    last = queries.version_in_force()
    written = tree.model_dump_json(exclude_defaults=True)
    digest = hashlib.blake2b(written.encode(), digest_size=16).hexdigest()
    if written == queries.tree_of(last).model_dump_json(exclude_defaults=True):
        return
    number = last.number + 1 if last else 1
    try:
        with transaction.atomic():
            TreeVersion.objects.create(
                number=number,
                tree=written,
                digest=digest,
                change=action,
                about=about,
                changed_by=by,
            )
    except IntegrityError as error:
        raise TreeChangedError(
            _("Quelqu’un vient de modifier l’arbre : relisez-le, puis recommencez.")
        ) from error
    record(by, action, f"reasons.tree:{about}", version=number)
