"""The named actions on the draft: each is one transaction and leaves one audit row."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core.playbook import Playbook, Rule, changes, dump, write_rule
from boussole.core.playbook.readiness import Gap, gaps
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook import actions, services
from boussole.features.playbook.drafts import HEADER, Draft, draft, open_steps
from boussole.features.playbook.errors import (
    IncompleteRulesError,
    KnownRuleError,
    NoSuchRuleError,
    NothingToPublishError,
    OvertakenError,
)
from boussole.features.playbook.models import DraftStep, PlaybookVersion, Question
from boussole.features.playbook.queries import playbook_in_force


@transaction.atomic
def save_rule(rule: Rule, *, by: Person) -> DraftStep | None:
    """Keep a rule as it now stands in the draft; nothing is kept when it already stands so."""
    if draft().rule(rule.key) == rule:
        return None
    return _step(rule.key, rule, by)


@transaction.atomic
def add_rule(rule: Rule, *, by: Person) -> DraftStep:
    """Add a rule to the draft. Raises ``KnownRuleError`` when there is one with this key."""
    if draft().rule(rule.key) is not None:
        raise KnownRuleError(_("Une règle porte déjà ce nom : choisissez-en un autre."))
    return _step(rule.key, rule, by)


@transaction.atomic
def remove_rule(key: str, *, by: Person) -> DraftStep:
    """Take a rule out of the next version; past situations keep it. Raises ``NoSuchRuleError``."""
    current = draft()
    if current.rule(key) is None:
        raise NoSuchRuleError(_("Cette règle n’est plus dans le playbook."))
    if len(current.playbook.rules) == 1:
        raise NoSuchRuleError(
            _("Un playbook contient au moins une règle : celle-ci est la dernière.")
        )
    return _step(key, None, by)


@transaction.atomic
def adopt(playbook: Playbook, *, by: Person) -> int:
    """Make the draft say what another playbook says; return how many rules change.

    Nothing is published: what would change can be looked at, rule by rule, and undone.
    """
    current = draft().playbook
    wanted = {rule.key: rule for rule in playbook.rules}
    found = changes(current, playbook)
    for change in found:
        _keep(change.key, wanted.get(change.key), by)
    header = playbook.model_dump(mode="json", include=set(HEADER), by_alias=True, exclude_none=True)
    DraftStep.objects.create(rule="", data=header, by=by)
    record(by, actions.DRAFT_ADOPTED, "playbook:draft", rules=len(found))
    return len(found)


@transaction.atomic
def undo(*, by: Person) -> DraftStep | None:
    """Take the last change back; return it, or nothing when there is none."""
    last = DraftStep.objects.filter(published_in=None).order_by("pk").last()
    if last is None:
        return None
    record(by, actions.DRAFT_UNDONE, "playbook:draft", rule=last.rule)
    last.delete()
    return last


@transaction.atomic
def revert_rule(key: str, *, by: Person) -> int:
    """Take back every change of a rule; return how many."""
    count, _by_table = DraftStep.objects.filter(published_in=None, rule=key).delete()
    record(by, actions.DRAFT_REVERTED, "playbook:draft", rule=key, changes=count)
    return count


@transaction.atomic
def discard(*, by: Person) -> int:
    """Take back every change; return how many."""
    count, _by_table = DraftStep.objects.filter(published_in=None).delete()
    record(by, actions.DRAFT_DISCARDED, "playbook:draft", changes=count)
    return count


@transaction.atomic
def publish_draft(*, by: Person, note: str = "") -> PlaybookVersion:
    """Publish the draft as the next version, and put it in force.

    Raises ``NothingToPublishError``, ``OvertakenError`` when a rule was published otherwise meanwhile,
    ``IncompleteRulesError`` when a rule lacks something people need, and what ``services.publish`` raises.
    """
    current = draft()
    if not current.changes and not any(not step.rule for step in current.steps):
        raise NothingToPublishError(_("Rien n’a changé depuis la version en vigueur."))
    if current.overtaken:
        raise OvertakenError(
            _("Une règle a été publiée entre-temps : regardez-la avant de publier."),
            current.overtaken,
        )
    missing = gaps_of(current)
    if missing:
        raise IncompleteRulesError(_("Une règle est incomplète."), missing)
    published = services.publish(dump(_numbered(current)), by=by, note=note)
    DraftStep.objects.filter(pk__in=[step.pk for step in current.steps]).update(
        published_in=published
    )
    _answer_by_changing(current, published)
    return published


def gaps_of(current: Draft) -> dict[str, tuple[Gap, ...]]:
    """What the rules that change still lack, by rule."""
    touched = {change.key for change in current.changes if change.kind != "removed"}
    found = {rule.key: gaps(rule) for rule in current.playbook.rules if rule.key in touched}
    return {key: missing for key, missing in found.items() if missing}


def _numbered(current: Draft) -> Playbook:
    """The playbook to publish, the version of each rule that changes being the next one."""
    touched = {change.key for change in current.changes}
    versions = {rule.key: rule.version for rule in current.base.rules}
    rules = tuple(
        rule.model_copy(update={"version": versions.get(rule.key, 0) + 1})
        if rule.key in touched
        else rule
        for rule in current.playbook.rules
    )
    return current.playbook.model_copy(update={"rules": rules})


def _answer_by_changing(current: Draft, published: PlaybookVersion) -> None:
    """Questions whose answer was to change a rule are answered by the version that changes it."""
    keys = [change.key for change in current.changes]
    Question.objects.filter(rule__in=keys, changes_rule=True, answered_in=None).update(
        answered_in=published
    )


def _step(key: str, rule: Rule | None, by: Person) -> DraftStep:
    step = _keep(key, rule, by)
    action = actions.RULE_REMOVED if rule is None else actions.RULE_WRITTEN
    record(by, action, "playbook:draft", rule=key)
    return step


def _keep(key: str, rule: Rule | None, by: Person) -> DraftStep:
    earlier = next((step for step in open_steps() if step.rule == key), None)
    known = next((one.version for one in playbook_in_force().rules if one.key == key), None)
    return DraftStep.objects.create(
        rule=key,
        data=None if rule is None else write_rule(rule),
        base=earlier.base if earlier else known,
        by=by,
    )
