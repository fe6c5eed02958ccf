"""Writing commitments together: who is consulted, what changes until the vote, and the version it gives."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from boussole.features.commitments import access, queries, services, voting
from boussole.features.commitments.errors import (
    AlreadyOpenError,
    DatesError,
    NotNowError,
    NotTheirTeamError,
    TooFewPeopleError,
    UnknownRuleError,
)
from boussole.features.commitments.models import Consultation, Line, Proposal, Version
from boussole.features.organisation.models import AuditEntry
from boussole.features.playbook.queries import playbook_in_force
from tests.cast import Cast
from tests.commitments_stock import closed, company, days_ago, opened, team_of_five, voting_now

pytestmark = pytest.mark.django_db
State = Consultation.State


def test_the_direction_consults_the_company_a_manager_their_team(cast: Cast) -> None:
    assert opened(cast.odile).team is None
    assert team_of_five(cast).team == cast.lyon
    with pytest.raises(NotTheirTeamError):
        opened(cast.claire)
    with pytest.raises(NotTheirTeamError):
        opened(cast.claire, cast.nantes)
    with pytest.raises(AlreadyOpenError):
        opened(cast.odile)
    with pytest.raises(AlreadyOpenError):
        opened(cast.claire, cast.lyon)


def test_a_team_too_small_for_a_secret_vote_is_not_consulted(cast: Cast) -> None:
    with pytest.raises(TooFewPeopleError):
        opened(cast.malik, cast.nantes)


def test_the_days_follow_one_another(cast: Cast) -> None:
    today = timezone.localdate()
    for vote_opens_on, closes_on in (
        (today, today + timedelta(days=3)),
        (today + timedelta(days=3), today + timedelta(days=3)),
        (today + timedelta(days=3), today + timedelta(days=300)),
    ):
        with pytest.raises(DatesError):
            services.open_consultation(
                "Nos engagements",
                "Pourquoi",
                by=cast.odile,
                vote_opens_on=vote_opens_on,
                closes_on=closes_on,
            )


def test_who_reads_and_takes_part(cast: Cast) -> None:
    of_lyon, of_all = team_of_five(cast), opened(cast.odile)
    for person in (cast.claire, cast.awa, cast.bruno):
        assert set(access.attended(person)) == {of_lyon, of_all}
    for person in (cast.malik, cast.nina):
        assert set(access.consultations(person)) == {of_all}
    # The direction reads a team's consultation, and leaves it to write its own.
    assert set(access.consultations(cast.odile)) == {of_lyon, of_all}
    assert set(access.attended(cast.odile)) == {of_all}
    for person in (cast.paul, cast.zoe):
        assert not access.consultations(person).exists()
    assert set(access.led(cast.claire)) == {of_lyon}
    assert not access.led(cast.malik).exists()


def test_an_author_rewords_until_the_vote(cast: Cast) -> None:
    made = company(cast)
    mine = made.proposals.get(by=cast.awa)
    assert not access.own_proposals(cast.bruno).filter(pk=mine.pk).exists()
    services.reword(mine, "Nous disons ce que nous ignorons.", "« Je ne sais pas. »", by=cast.awa)
    services.withdraw(mine, by=cast.awa)
    assert mine not in queries.proposals_of(cast.bruno, made)
    assert mine in queries.proposals_of(cast.awa, made)
    services.restore(mine, by=cast.awa)
    voting.advance(days_ago(-15))
    for change in (
        lambda: services.reword(mine, "Autre", "Chose", by=cast.awa),
        lambda: services.withdraw(mine, by=cast.awa),
        lambda: services.propose(made, "Encore", "Une", by=cast.awa),
    ):
        with pytest.raises(NotNowError):
            change()
    services.comment(mine, "Toujours d’accord.", by=cast.bruno)
    assert Proposal.objects.get(pk=mine.pk).sentence == "Nous disons ce que nous ignorons."


def test_what_is_adopted_becomes_the_version_in_force(cast: Cast) -> None:
    made = closed(cast)
    version = made.version
    assert version is not None
    assert (version.number, version.team, version.adopted_on) == (1, None, timezone.localdate())
    assert [line.by for line in version.lines.all()] == [cast.awa]
    found = queries.in_force(cast.zoe, None)
    assert found is not None
    assert (found.version, found.changes.is_first) == (version, True)


def test_the_next_version_says_what_changed(cast: Cast) -> None:
    first = closed(cast)
    again = opened(cast.odile, now=days_ago(25), title="Une deuxième fois")
    carried = again.proposals.get()
    assert carried.continues is not None
    assert carried.continues.version == first.version
    services.reword(
        carried, "Nous disons ce que nous ignorons.", "« Je ne sais pas. »", by=cast.awa
    )
    new = services.propose(again, "Nous rappelons.", "À l’heure dite.", by=cast.bruno)
    voting.advance(days_ago(8))
    for person in (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina):
        voting.vote(again, [carried.pk, new.pk], by=person)
    voting.advance()
    latest, before = queries.history(cast.awa, None)
    assert (latest.version.number, before.version.number) == (2, 1)
    assert [line.sentence for line in latest.changes.added] == ["Nous rappelons."]
    assert [(new.sentence, old.sentence) for new, old in latest.changes.reworded] == [
        ("Nous disons ce que nous ignorons.", "Nous disons ce que nous ne savons pas encore.")
    ]
    assert latest.changes.dropped == ()


def test_a_commitment_goes_when_half_no_longer_supports_it(cast: Cast) -> None:
    closed(cast)
    again = opened(cast.odile, now=days_ago(25))
    new = services.propose(again, "Nous rappelons.", "À l’heure dite.", by=cast.bruno)
    voting.advance(days_ago(8))
    for person in (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina):
        voting.vote(again, [new.pk], by=person)
    voting.advance()
    latest = queries.history(cast.awa, None)[0]
    assert [line.sentence for line in latest.changes.dropped] == [
        "Nous disons ce que nous ne savons pas encore."
    ]


def test_the_same_commitments_make_no_new_version(cast: Cast) -> None:
    closed(cast)
    again = opened(cast.odile, now=days_ago(25))
    carried = again.proposals.get()
    voting.advance(days_ago(8))
    for person in (cast.awa, cast.bruno, cast.claire, cast.malik, cast.nina):
        voting.vote(again, [carried.pk], by=person)
    voting.advance()
    assert Version.objects.count() == 1


def test_a_line_is_linked_to_rules_of_the_playbook(cast: Cast) -> None:
    version = closed(cast).version
    assert version is not None
    line = version.lines.get()
    rule = playbook_in_force().rules[0].key
    with pytest.raises(UnknownRuleError):
        services.link_rules(line, ["nothing"], by=cast.odile)
    services.link_rules(line, [rule, rule], by=cast.odile)
    assert Line.objects.get(pk=line.pk).rules == [rule]
    assert not access.kept_lines(cast.claire).exists()


def test_given_up_it_keeps_no_ballot(cast: Cast) -> None:
    made = voting_now(cast)
    voting.vote(made, [], by=cast.awa)
    services.cancel(made, by=cast.odile)
    made.refresh_from_db()
    assert (made.state, made.salt, made.ballots.count()) == (State.CANCELLED, "", 0)
    with pytest.raises(NotNowError):
        services.cancel(made, by=cast.odile)


def test_what_was_said_is_erased_after_two_years_and_versions_stay(cast: Cast) -> None:
    version = closed(cast).version
    assert version is not None
    now = timezone.now()
    assert services.forget(now + timedelta(days=720)) == 0
    assert services.forget(now + timedelta(days=740)) == 1
    assert not Consultation.objects.exists()
    line = version.lines.get()
    assert (line.by, line.sentence) == (None, "Nous disons ce que nous ne savons pas encore.")


def test_every_action_but_a_vote_leaves_a_row(cast: Cast) -> None:
    closed(cast)
    rows = AuditEntry.objects.filter(action__startswith="commitments.").order_by("pk")
    assert [row.action.partition(".")[2] for row in rows] == [
        "opened",
        "proposed",
        "proposed",
        "commented",
        "vote_opened",
        "adopted",
        "closed",
    ]


def test_a_vote_that_opens_late_lasts_as_long_as_was_said(cast: Cast) -> None:
    made = company(cast, days=60)
    assert voting.advance() == 1
    made.refresh_from_db()
    assert (made.state, made.closes_on) == (
        State.VOTING,
        timezone.localdate() + timedelta(days=7),
    )
