"""The next version as it is written: change by change, undone, compared, published or refused."""

from __future__ import annotations

import pytest

from boussole.core.playbook import Rule, dump
from boussole.core.playbook.editing import add, beginning
from boussole.core.text import Text
from boussole.features.organisation.models import AuditEntry
from boussole.features.playbook import acknowledging, drafting, questions, services
from boussole.features.playbook.changed import changed_rules
from boussole.features.playbook.drafts import draft
from boussole.features.playbook.errors import (
    FailingExamplesError,
    IncompleteRulesError,
    KnownRuleError,
    NoSuchRuleError,
    NothingToPublishError,
    OvertakenError,
)
from boussole.features.playbook.models import DraftStep, PlaybookVersion
from boussole.features.playbook.queries import playbook_in_force, version_in_force
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LATE = "late_escalation"


@pytest.fixture(autouse=True)
def first_version(db: None) -> None:
    services.ensure_default_published()


def late() -> Rule:
    return playbook_in_force()[LATE]


def shorter(rule: Rule) -> Rule:
    return rule.model_copy(update={"steps": rule.steps[:-1]})


def nothing_found(rule: Rule) -> Rule:
    """The rule asking besides for what its examples never hold."""
    impossible = beginning("conversation").model_copy(update={"is_": False})
    return rule.model_copy(update={"when": add(rule.when, (), impossible)})


def test_without_a_change_the_draft_is_what_is_in_force(cast: Cast) -> None:
    assert draft().playbook == playbook_in_force()
    assert draft().changes == ()
    with pytest.raises(NothingToPublishError):
        drafting.publish_draft(by=cast.claire)


def test_a_change_is_kept_compared_and_changes_nothing_in_force(cast: Cast) -> None:
    before = playbook_in_force()
    assert drafting.save_rule(shorter(late()), by=cast.claire) is not None
    (change,) = changed_rules(draft())
    assert (change.key, change.kind) == (LATE, "changed")
    assert [str(one) for one in change.aspects] == ["ce que l’on peut faire et dire"]
    assert playbook_in_force() == before
    assert AuditEntry.objects.get(action="playbook.rule_written").details == {"rule": LATE}


def test_saving_the_same_again_leaves_no_trace(cast: Cast) -> None:
    assert drafting.save_rule(late(), by=cast.claire) is None
    assert not DraftStep.objects.exists()


def test_changes_are_undone_one_by_one_by_rule_and_all_at_once(cast: Cast) -> None:
    once = shorter(late())
    drafting.save_rule(once, by=cast.claire)
    drafting.save_rule(shorter(once), by=cast.malik)
    drafting.remove_rule("recovery", by=cast.claire)
    assert drafting.undo(by=cast.claire) is not None
    assert draft().rule("recovery") is not None
    drafting.undo(by=cast.claire)
    assert draft().rule(LATE) == once
    drafting.save_rule(shorter(once), by=cast.malik)
    assert drafting.revert_rule(LATE, by=cast.claire) == 2
    assert draft().changes == ()
    drafting.remove_rule("recovery", by=cast.claire)
    assert drafting.discard(by=cast.claire) == 1
    assert drafting.undo(by=cast.claire) is None


def test_publishing_numbers_the_rules_that_change_and_empties_the_draft(cast: Cast) -> None:
    versions = {rule.key: rule.version for rule in playbook_in_force().rules}
    drafting.save_rule(shorter(late()), by=cast.claire)
    published = drafting.publish_draft(by=cast.claire, note="Une étape de moins")
    assert version_in_force() == published
    assert (published.number, published.note) == (2, "Une étape de moins")
    assert {rule.key: rule.version for rule in playbook_in_force().rules} == {
        **versions,
        LATE: versions[LATE] + 1,
    }
    assert draft().steps == ()
    assert list(published.steps.values_list("rule", flat=True)) == [LATE]


def test_a_rule_its_examples_contradict_is_not_published(cast: Cast) -> None:
    drafting.save_rule(nothing_found(late()), by=cast.claire)
    with pytest.raises(FailingExamplesError) as refused:
        drafting.publish_draft(by=cast.claire)
    assert {failure.rule for failure in refused.value.failures} == {LATE}
    assert PlaybookVersion.objects.count() == 1
    assert len(draft().steps) == 1


def test_an_incomplete_rule_says_what_it_lacks(cast: Cast) -> None:
    rule = late().model_copy(update={"key": "own", "kind": "to_debrief", "examples": ()})
    drafting.add_rule(rule.model_copy(update={"cue": Text(fr="Dites-le.", en="")}), by=cast.claire)
    with pytest.raises(IncompleteRulesError) as refused:
        drafting.publish_draft(by=cast.claire)
    missing = [(gap.field, gap.language or gap.verdict) for gap in refused.value.gaps["own"]]
    assert missing == [
        ("cue", "en"),
        ("examples", "match"),
        ("examples", "no_match"),
        ("examples", "borderline"),
    ]


def test_a_rule_published_otherwise_meanwhile_is_looked_at_first(cast: Cast) -> None:
    drafting.save_rule(shorter(late()), by=cast.claire)
    other = late().model_copy(update={"version": late().version + 1, "weight": 0.5})
    rules = tuple(other if rule.key == LATE else rule for rule in playbook_in_force().rules)
    changed = playbook_in_force().model_copy(update={"rules": rules})
    services.publish(dump(changed), by=cast.malik)
    assert draft().overtaken == (LATE,)
    with pytest.raises(OvertakenError) as refused:
        drafting.publish_draft(by=cast.claire)
    assert refused.value.rules == (LATE,)
    drafting.revert_rule(LATE, by=cast.claire)
    assert draft().overtaken == ()


def test_a_threshold_moved_meanwhile_stays_moved(cast: Cast) -> None:
    drafting.save_rule(shorter(late()), by=cast.claire)
    services.move_threshold(LATE, 0.6, by=cast.malik)
    drafting.publish_draft(by=cast.claire)
    assert playbook_in_force()[LATE].threshold == 0.6
    assert playbook_in_force()[LATE].version == 2


def test_a_rule_is_not_added_twice_nor_the_last_one_removed(cast: Cast) -> None:
    with pytest.raises(KnownRuleError):
        drafting.add_rule(late(), by=cast.claire)
    with pytest.raises(NoSuchRuleError):
        drafting.remove_rule("unknown", by=cast.claire)
    first, *others = playbook_in_force().rules
    for rule in others:
        drafting.remove_rule(rule.key, by=cast.claire)
    with pytest.raises(NoSuchRuleError):
        drafting.remove_rule(first.key, by=cast.claire)


def test_another_playbook_is_brought_into_the_draft_and_published(cast: Cast) -> None:
    current = playbook_in_force()
    rules = (shorter(current.rules[0]), *current.rules[2:])
    name = Text(fr="Le nôtre", en="Ours")
    other = current.model_copy(update={"rules": rules, "name": name})
    assert drafting.adopt(other, by=cast.claire) == 2
    assert {change.kind for change in draft().changes} == {"changed", "removed"}
    assert draft().playbook.name == name
    drafting.publish_draft(by=cast.claire)
    assert playbook_in_force().name == name
    assert len(playbook_in_force().rules) == len(current.rules) - 1


def test_whoever_read_the_last_version_is_told_what_changed(cast: Cast) -> None:
    first = version_in_force()
    assert first is not None
    told = acknowledging.to_read(cast.awa)
    assert told is not None
    assert (told.version, told.since) == (first, None)
    acknowledging.acknowledge(first, by=cast.awa)
    acknowledging.acknowledge(first, by=cast.awa)
    assert acknowledging.to_read(cast.awa) is None
    assert first.acknowledgements.count() == 1
    drafting.save_rule(shorter(late()), by=cast.claire)
    drafting.publish_draft(by=cast.claire)
    told = acknowledging.to_read(cast.awa)
    assert told is not None
    assert told.since == 1
    assert [(change.key, change.aspects) for change in told.changes] == [(LATE, ("practice",))]
    assert acknowledging.to_read(cast.zoe) is None


def test_readings_are_counted_only_where_a_count_points_at_nobody(cast: Cast) -> None:
    version = version_in_force()
    assert version is not None
    acknowledging.acknowledge(version, by=cast.awa)
    assert acknowledging.by_team(cast.claire, version) == []


def test_a_question_answered_by_a_change_is_answered_by_the_version(cast: Cast) -> None:
    asked = questions.ask(LATE, "Et la nuit ?", by=cast.awa)
    other = questions.ask("recovery", "Pourquoi ?", by=cast.awa)
    questions.answer(asked, "La règle le dira.", by=cast.claire, changes_rule=True)
    questions.answer(other, "Parce que.", by=cast.claire, changes_rule=True)
    assert list(questions.promised()) == [asked, other]
    drafting.save_rule(shorter(late()), by=cast.claire)
    published = drafting.publish_draft(by=cast.claire)
    asked.refresh_from_db()
    assert asked.answered_in == published
    assert list(questions.promised()) == [other]
