"""What a list's row holds: the course of tension, thinned, and the moments on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.core import privacy
from boussole.core.playbook import default_playbook
from boussole.core.text import Text
from boussole.features.conversations import listed, models, reading
from tests.stock import MONDAY, noun, store

COURSES = st.lists(st.floats(min_value=0, max_value=3), max_size=200)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COURSES)
def test_a_thinned_course_keeps_its_peak(course: list[float]) -> None:
    points = listed.thinned(course)
    assert len(points) <= listed.RIBBON_POINTS
    assert max(points, default=0) == round(max(course, default=0), 1)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COURSES, st.lists(st.integers(min_value=0, max_value=500), max_size=5))
def test_a_moment_stands_on_the_course(course: list[float], turns: list[int]) -> None:
    moments = listed.Moments(turns=[(turn, True) for turn in turns])
    places = moments.on_course(course, range(0, 2 * len(course), 2))
    assert all(0 <= place < len(listed.thinned(course)) for place, _ in places)
    assert bool(places) == bool(course and turns)


def test_names_that_do_not_all_fit_are_kept_whole() -> None:
    names = [f"a_rule_of_the_company_{number}" for number in range(40)]
    kept = listed.names([*names, *names])
    assert len(kept) <= models.NAMES_LENGTH
    assert kept.split() == names[: len(kept.split())]
    assert len(kept.split()) > 10
    assert listed.names([]) == " "


@pytest.mark.django_db
def test_a_masking_that_changed_makes_a_reading_old(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reading.version(reading._default_frame())
    monkeypatch.setattr(privacy, "VERSION", privacy.VERSION + 1)
    assert reading.version(reading._default_frame()) != before


@pytest.mark.django_db
def test_a_version_names_what_the_playbook_judges_from() -> None:
    frame = reading._default_frame()
    loosened = tuple(one.model_copy(update={"threshold": 0.4}) for one in frame.playbook.rules)
    judged = replace(frame, playbook=frame.playbook.model_copy(update={"rules": loosened}))
    first, *others = frame.tree.families
    renamed = first.model_copy(update={"label": Text(fr="Autre", en="Other")})
    tree = frame.tree.model_copy(update={"families": (renamed, *others)})
    filed = replace(frame, tree=tree)
    assert reading.version(judged) != reading.version(frame)
    assert reading.ground(judged) == reading.ground(frame)
    assert reading.ground_of(reading.version(judged)) == reading.ground(frame)
    assert reading.ground(filed) != reading.ground(frame)
    assert reading.read_by(reading.version(frame)) == frame.models.title
    assert reading.ground_of("") == ""
    assert len(reading.version(frame)) <= 80


@pytest.mark.django_db
def test_every_situation_of_the_playbook_reaches_the_list() -> None:
    found = {}
    for rule in default_playbook().rules:
        example = next(one for one in rule.examples_of("match") if not one.conversation)
        said = noun(rule.key, [(turn.role, turn.text) for turn in example.turns])
        turns = tuple(
            turn.model_copy(
                update={"at": MONDAY + timedelta(minutes=told.minutes), "public": told.public}
            )
            if told.minutes is not None
            else turn
            for turn, told in zip(said.turns, example.turns, strict=True)
        )
        (pk,) = store(said.model_copy(update={"turns": turns, "language": example.lang}))
        found[rule.key] = models.Reading.objects.get(pk=pk)
    missing = [key for key, row in found.items() if f" {key} " not in row.situations]
    assert missing == []
    assert all(row.marks for row in found.values() if row.tension)


@pytest.mark.django_db
def test_one_that_changed_while_it_was_read_still_waits() -> None:
    (pk,) = store(noun(), read=False)
    (record,) = reading.fetched([pk])
    models.Conversation.objects.update(content_hash="changed meanwhile")
    reading.refresh_stored([(record, noun())])
    assert models.Reading.objects.get().version == ""
    assert reading.waiting() == 1


@pytest.mark.django_db
def test_one_that_was_erased_while_it_was_read_stays_erased() -> None:
    (pk,) = store(noun(), read=False)
    (record,) = reading.fetched([pk])
    models.Conversation.objects.all().delete()
    reading.refresh_stored([(record, noun())])
    assert not models.Reading.objects.exists()
