"""The demo as it is loaded: what its people did with Boussole is there, by the services that pages call."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import Count
from pytest_django import Settings

from boussole.adapters import demo
from boussole.features.alignment import models as alignment
from boussole.features.coaching import models as coaching
from boussole.features.commitments import models as commitments
from boussole.features.initiatives import models as initiatives
from boussole.features.irritants import models as irritants
from boussole.features.irritants import showing
from boussole.features.organisation.models import Person, Role
from boussole.features.playbook import models as playbook
from boussole.features.recognition import models as recognition
from boussole.features.recognition.queries import to_thank
from boussole.features.sessions import models as sessions
from boussole.features.surveys import models as surveys
from boussole.features.surveys import queries as explained
from boussole.features.wellbeing import models as wellbeing
from boussole.features.wellbeing import queries as pulse
from boussole.web.demo import DemoRefusedError, is_loadable, load_demo, load_voices
from tests.stories.voices import LILLE, Told, told

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def reachable(settings: Settings) -> None:
    """Customers are written to: Boussole has a public address."""
    settings.PUBLIC_URL = "https://boussole.alize-telecom.example"


def test_twelve_weeks_were_lived() -> None:
    company = load_demo(SUNDAY)
    _cues_end_in_each_way()
    _sessions_are_held_and_to_come()
    _situations_were_gone_through()
    _successes_are_shared_as_their_owners_chose()
    _rules_were_judged()
    _the_playbook_was_read_and_questioned()
    _the_pulse_was_asked_answered_and_heard()
    _customers_were_asked_and_called_back()
    _irritants_were_answered_or_wait()
    _ideas_were_tried_and_commitments_voted()
    _voices_tell_the_stories(told(company))
    assert not is_loadable()
    with pytest.raises(DemoRefusedError):
        load_demo(SUNDAY)


def _cues_end_in_each_way() -> None:
    cues = sessions.AgreedCue.objects.filter(start__isnull=False).select_related("follow_up")
    read = {cue.person.name: cue.follow_up.read for cue in cues}
    planted = [read[one.person] for one in demo.COACHED if one.taken]
    verdicts = Counter(one.verdict for one in planted)
    assert verdicts["improved"] >= 4
    assert all(one.difference is not None and one.difference.low is not None for one in planted)
    assert read["Lucie Fontaine"].verdict == "too_small"
    assert "de plus" in read["Manon Lecomte"].said.fr
    assert read["Sofiane Belkacem"].why == "running"
    # The sixth of Nantes is among those compared: the five are read together.
    together = sessions.TeamFollowUp.objects.get()
    assert (together.read.verdict, together.read.people) == ("improved", 5)


def _sessions_are_held_and_to_come() -> None:
    states = Counter(sessions.Session.objects.values_list("state", flat=True))
    assert states == {"closed": 9, "planned": 4, "cancelled": 1}
    held = sessions.Session.objects.filter(state="closed")
    assert held.values("held_on").distinct().count() >= 7
    for one in sessions.Session.objects.exclude(situations_week=None):
        # Nothing is proposed that was not known on the day.
        assert one.situations_week is not None
        assert one.situations_week + timedelta(days=7) <= one.planned_on


def _situations_were_gone_through() -> None:
    read = coaching.OwnReading.objects.select_related("situation")
    assert {one.situation.rule for one in read} == {"late_escalation"}
    assert [one.submitted_at is not None for one in read] == [True, True]
    assert coaching.Note.objects.count() == 2
    assert coaching.Snooze.objects.count() == 1
    assert coaching.Situation.objects.filter(status="dismissed").count() == 1


def _successes_are_shared_as_their_owners_chose() -> None:
    given = recognition.Recognition.objects.all()
    assert set(given.values_list("reach", flat=True)) == {"private", "team", "company"}
    assert set(given.values_list("origin", flat=True)) == {"manager", "colleague", "proposal"}
    # Some are left for whoever tries the demo.
    assert all(to_thank(one) for one in Person.objects.filter(role=Role.MANAGER))


def _rules_were_judged() -> None:
    closed = alignment.Session.objects.exclude(closed_at=None).get()
    figures = {one.rule: one.figures["alpha"]["value"] for one in closed.rules.all()}
    assert figures["late_escalation"] >= 0.8
    assert figures["rushed_closing"] < 0.667
    assert all(one.figures["ac1"]["why"] == "said" for one in closed.rules.all())
    waiting = alignment.Participant.objects.filter(session__closed_at=None, submitted_at=None)
    names = set(waiting.values_list("person__name", flat=True))
    assert {"Nadia Ferhat", "Inès Bouaziz"} <= names


def _the_playbook_was_read_and_questioned() -> None:
    (version,) = playbook.PlaybookVersion.objects.annotate(read=Count("acknowledgements"))
    assert 24 <= version.read < 39
    answered = playbook.Question.objects.values_list("answered_at", flat=True)
    assert [at is None for at in answered.order_by("pk")] == [False, True]


def _the_pulse_was_asked_answered_and_heard() -> None:
    waves = wellbeing.Wave.objects.order_by("opens_on")
    assert [one.settled for one in waves] == [True] * 5 + [False]
    latest = waves[5]
    assert latest.opens_on == SUNDAY + timedelta(days=1)
    # Whoever tries the demo as an agent has an answer to give.
    ines = Person.objects.get(name="Inès Bouaziz")
    assert pulse.place_to_answer(ines, latest.opens_on) is not None
    told = {one.team.name: one for one in wellbeing.Promise.objects.select_related("team")}
    asked_in = {name: one.asked_in_id for name, one in told.items()}
    rated = waves.get(opens_on=SUNDAY - timedelta(days=5 * 7 - 1))
    assert asked_in == {
        "Technique – Nantes": rated.pk,
        "Relation client – Lille": latest.pk,
        "Facturation – Lyon": None,
    }
    nantes = told["Technique – Nantes"].team
    assert pulse.team_pulse(nantes).told[0].rating is not None
    talks = wellbeing.Reply.objects.filter(position=0)
    assert list(talks.values_list("comment__team__name", flat=True)) == [LILLE, LILLE]


def _customers_were_asked_and_called_back() -> None:
    survey = surveys.Survey.objects.get()
    assert survey.state == "active"
    gates = set(survey.decisions.values_list("gate", flat=True))
    assert {"", "opt_out", "sampling", "survey_clock", "quiet"} <= gates
    # Whoever was not asked learns why, and why they were another time.
    one = survey.decisions.filter(gate="survey_clock").order_by("pk")[0]
    claire = Person.objects.get(name="Claire Montagnier")
    told = explained.decisions_about(claire, one.identity, one.at + timedelta(seconds=1))
    assert [each.gate for each in told][:1] == ["survey_clock"]
    assert "" in {each.gate for each in told}
    assert survey.invitations.filter(state="finished").count() >= 60
    asked = surveys.FollowUp.objects
    assert asked.filter(closed_at__isnull=False, late=True).count() == 1
    assert asked.filter(closed_at__isnull=False, late=False).count() >= 4
    assert asked.filter(told_at__isnull=False).exists()
    assert asked.filter(closed_at=None).exists()
    assert surveys.Address.objects.filter(why="opted_out").exists()
    # Every letter that left is in the mailbox of the tests: none goes to a server.
    assert {message.to[0].rpartition("@")[2] for message in mail.outbox} == {"messagerie.example"}


def _irritants_were_answered_or_wait() -> None:
    today = SUNDAY + timedelta(days=3)
    found = irritants.Irritant.objects.all()
    assert Counter(one.state for one in found) == {"resolved": 1, "answered": 1, "proposed": 3}
    assert [one.what for one in found if showing.late(one, today)] == [
        "L’historique des contacts n’apparaît plus dans la fiche client"
    ]
    (refused,) = [one for one in found if one.state == "answered"]
    assert refused.answer.startswith("Non")
    assert refused.answered_on is not None
    assert refused.due_on is not None
    assert refused.answered_on <= refused.due_on
    (fixed,) = [one for one in found if one.state == "resolved"]
    assert irritants.Voice.objects.filter(irritant=fixed).count() == 9
    lines = irritants.Heard.objects.all()
    assert lines.exclude(same_as=None).count() == 2
    assert lines.exclude(answered_at=None).count() == 1


def _ideas_were_tried_and_commitments_voted() -> None:
    ideas = initiatives.Initiative.objects.values_list("state", flat=True)
    assert Counter(ideas) == {"told": 1, "tried": 1, "proposed": 1}
    (measured,) = initiatives.Measurement.objects.all()
    assert measured.trial.metric == "repeat_contact"
    voted = commitments.Consultation.objects.get()
    assert voted.ballots_cast is not None
    assert 28 <= voted.ballots_cast <= 40
    assert not commitments.Ballot.objects.exists()
    version = commitments.Version.objects.get()
    assert [bool(one.rules) for one in version.lines.order_by("position")] == [
        True,
        False,
        True,
        True,
    ]


def _voices_tell_the_stories(said: Told) -> None:
    """What the product says of the voices: the means and the CSAT of Lille, the hours and contacts that a fix saved."""
    assert said.apart == {LILLE: "means"}
    falls = {team: before - since for team, (before, since) in said.csat.items()}
    assert falls.pop(LILLE) > 0.2
    assert max(falls.values()) < 0.05
    assert (said.saving.compared, said.saving.silent) == (7, 2)
    assert said.saving.saved > 5
    assert said.saved
    assert said.contacts_since < 0.3 * said.contacts_before
    assert said.contacts == ("fewer", "early")
    # Lille alone: its means, then its customers' satisfaction three weeks later, and what goes with it.
    assert (LILLE, "means", "csat", 3) in said.sequences
    assert {(team, theme) for team, theme, _, _ in said.sequences} == {(LILLE, "means")}
    assert {(LILLE, "means"), (LILLE, "csat")} <= set(said.moved)


def test_the_control_copy_tells_none_of_them() -> None:
    """The same life without what is planted: no theme stands apart, CSAT holds, a fix saves nothing, nothing follows."""
    said = told(load_voices(SUNDAY, stories=False))
    assert said.apart == {}
    assert max(abs(before - since) for before, since in said.csat.values()) < 0.12
    assert said.saving.saved == 0
    assert not said.saved
    assert said.contacts_since > 0.75 * said.contacts_before
    assert said.contacts == ("not_enough", "running")
    assert (said.sequences, said.moved) == ([], [])
