"""The named actions of the playbook: each is one transaction and leaves one audit row."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.playbook import (
    Playbook,
    PlaybookFormatError,
    default_playbook,
    dump,
    load,
    run_examples,
)
from boussole.core.playbook.sensitivity import HIGHEST, LOWEST, USUAL
from boussole.features.conversations.forms import said
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook import actions
from boussole.features.playbook.errors import (
    FailingExamplesError,
    NoSuchRuleError,
    ThresholdOutOfRangeError,
    UnreadablePlaybookError,
)
from boussole.features.playbook.models import PlaybookVersion
from boussole.features.playbook.queries import playbook_in_force


def publish(text: str, *, by: Person | None, note: str = "") -> PlaybookVersion:
    """Publish a playbook written in YAML and put it in force.

    Its own examples are run first. Raises UnreadablePlaybookError when the text is not a playbook
    and FailingExamplesError when an example does not do what it says: nothing is then published.
    """
    playbook = _readable(text)
    _check_examples(playbook)
    return _publish(playbook, by=by, note=note)


def move_threshold(key: str, threshold: float, *, by: Person) -> PlaybookVersion:
    """Publish the playbook in force with another threshold for a rule; what the rule says stays as it is.

    Raises ``NoSuchRuleError``, and ``ThresholdOutOfRangeError`` for a threshold that no rule may have.
    """
    current = playbook_in_force()
    if key not in {rule.key for rule in current.rules}:
        raise NoSuchRuleError(_("Cette règle n’est plus dans le playbook."))
    if not LOWEST <= threshold <= HIGHEST:
        raise ThresholdOutOfRangeError(_("Ce seuil n’est pas possible."))
    rules = tuple(
        rule.model_copy(update={"threshold": threshold}) if rule.key == key else rule
        for rule in current.rules
    )
    note = _("Seuil de « %(rule)s » : %(threshold)s") % {
        "rule": said(current[key].name),
        "threshold": said(wording.number(threshold, 2)),
    }
    return _publish(current.model_copy(update={"rules": rules}), by=by, note=note)


def ensure_default_published() -> PlaybookVersion:
    """Publish the playbook shipped with Boussole where none was published yet; return what is in force."""
    current = PlaybookVersion.objects.filter(in_force=True).first()
    return current or _publish(default_playbook(), by=None)


@transaction.atomic
def _publish(playbook: Playbook, *, by: Person | None, note: str = "") -> PlaybookVersion:
    highest = PlaybookVersion.objects.aggregate(Max("number"))["number__max"] or 0
    numbered = playbook.model_copy(update={"version": highest + 1})
    PlaybookVersion.objects.filter(in_force=True).update(in_force=False)
    published = PlaybookVersion.objects.create(
        number=numbered.version,
        text=dump(numbered),
        note=note.strip(),
        in_force=True,
        published_by=by,
    )
    record(by, actions.PUBLISHED, published, number=published.number)
    return published


def _readable(text: str) -> Playbook:
    try:
        return load(text)
    except PlaybookFormatError as error:
        message = ngettext(
            "Ce texte n’est pas encore un playbook : %(count)d point est à corriger.",
            "Ce texte n’est pas encore un playbook : %(count)d points sont à corriger.",
            len(error.problems),
        )
        raise UnreadablePlaybookError(
            message % {"count": len(error.problems)}, error.problems
        ) from error


def _as_written(playbook: Playbook) -> Playbook:
    """The playbook with each rule at the threshold that its examples were written for.

    Examples say what a rule means; a moved threshold says how sure the reading must be, not something else.
    """
    shipped = {rule.key: rule.threshold for rule in default_playbook().rules}
    rules = tuple(
        rule.model_copy(update={"threshold": shipped.get(rule.key, USUAL)})
        for rule in playbook.rules
    )
    return playbook.model_copy(update={"rules": rules})


def _check_examples(playbook: Playbook) -> None:
    failures = run_examples(_as_written(playbook))
    if failures:
        rules = ", ".join(dict.fromkeys(failure.rule for failure in failures))
        raise FailingExamplesError(
            _("Des exemples ne font pas ce qu’ils annoncent (%(rules)s) : rien n’est publié.")
            % {"rules": rules},
            failures,
        )
