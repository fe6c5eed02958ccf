"""An author writes, comes back with the code, erases; the listening person reads with their passphrase."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from boussole.core import sealing
from boussole.features.confidential import access, confiding, erasing, listening, services, threads
from boussole.features.confidential.errors import (
    ChangedError,
    ClosedError,
    NotOfferedError,
    OldKeyError,
    UnknownCodeError,
    WrongPassphraseError,
)
from boussole.features.confidential.models import Key, Listener, Message, Thread
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership
from tests.cast import Cast
from tests.confidential_stock import PASSPHRASE, TEXT, confided, listener

TODAY = date(2026, 11, 23)


def test_both_ends_read_the_same_thread(cast: Cast) -> None:
    one = confided(cast)
    listening.reply(one.thread, one.private, "Je vous lis.", today=TODAY)
    confiding.add(confiding.held(one.code), "Merci.", today=TODAY)
    said = [(message.from_author, message.text) for message in confiding.held(one.code).said]
    assert said == [(True, TEXT), (False, "Je vous lis."), (True, "Merci.")]
    assert listening.read(one.thread, one.private) == confiding.held(one.code).said


def test_a_code_is_the_only_way_back(cast: Cast) -> None:
    one = confided(cast)
    assert confiding.held(one.code.lower().replace("-", " ")).thread == one.thread
    for wrong in ("", "ABCD-EFGH-JKMN-PQRS", one.code[:-1], one.thread.lookup):
        with pytest.raises(UnknownCodeError):
            confiding.held(wrong)


def test_a_passphrase_is_the_only_way_in(cast: Cast) -> None:
    one = confided(cast)
    for wrong in ("", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(WrongPassphraseError):
            listening.unlock(one.thread.listener, wrong)
    other = listener(cast, cast.nina, passphrase="une tout autre phrase de passe")
    private = listening.unlock(other, "une tout autre phrase de passe")
    with pytest.raises(OldKeyError):
        listening.read(one.thread, private)


def offered_to(cast: Cast) -> dict[str, set[str]]:
    return {
        name: {found.person.name for found in access.offered(person)}
        for name, person in cast.people().items()
    }


def test_nobody_is_offered_their_manager_or_themselves(cast: Cast) -> None:
    for person in (cast.claire, cast.malik, cast.bruno):
        listener(cast, person)
    found = offered_to(cast)
    assert found["awa"] == {"Malik Benali", "Bruno Lefèvre"}
    assert found["bruno"] == {"Malik Benali"}
    assert found["nina"] == {"Claire Morel", "Bruno Lefèvre"}
    assert found["claire"] == {"Malik Benali", "Bruno Lefèvre"}
    assert found["odile"] == {"Claire Morel", "Malik Benali", "Bruno Lefèvre"}


def test_who_left_who_has_no_key_and_who_is_unnamed_is_not_offered(cast: Cast) -> None:
    keyless = listener(cast, cast.nina, passphrase=None)
    left, unnamed = listener(cast, cast.malik), listener(cast, cast.claire)
    organisation.deactivate_person(cast.malik, by=cast.zoe)
    services.unname(unnamed, by=cast.odile)
    assert offered_to(cast)["paul"] == set()
    for one in (keyless, left, unnamed):
        with pytest.raises(NotOfferedError):
            confiding.write(one, TEXT, person=cast.paul, today=TODAY)
    assert not Thread.objects.exists()


def test_ones_manager_cannot_be_written_to_by_naming_them_anyway(cast: Cast) -> None:
    with pytest.raises(NotOfferedError):
        confiding.write(listener(cast, cast.claire), TEXT, person=cast.awa, today=TODAY)


def test_a_co_manager_of_the_team_is_not_offered_either(cast: Cast) -> None:
    organisation.join_team(cast.malik, cast.lyon, by=None, kind=Membership.Kind.MANAGER)
    listener(cast, cast.malik)
    found = offered_to(cast)
    assert found["awa"] == found["claire"] == set()


def test_an_unnamed_person_ends_what_began(cast: Cast) -> None:
    one = confided(cast)
    services.unname(one.thread.listener, by=cast.odile)
    listening.reply(one.thread, one.private, "Je reste là.", today=TODAY)
    assert confiding.held(one.code).said[-1].text == "Je reste là."


def test_a_closed_thread_takes_no_message(cast: Cast) -> None:
    one = confided(cast)
    threads.close(one.thread, today=TODAY)
    with pytest.raises(ClosedError):
        confiding.add(confiding.held(one.code), "Encore.", today=TODAY)
    with pytest.raises(ClosedError):
        listening.reply(one.thread, one.private, "Encore.", today=TODAY)
    threads.close(one.thread, today=TODAY + timedelta(days=5))
    assert confiding.held(one.code).thread.closed_on == TODAY


def test_a_form_sent_twice_writes_once(cast: Cast) -> None:
    one = confided(cast)
    for _time in range(2):
        confiding.add(confiding.held(one.code), "Merci.", today=TODAY)
    assert [message.text for message in confiding.held(one.code).said] == [TEXT, "Merci."]


def test_a_lost_passphrase_loses_the_messages_until_their_author_shares_them_again(
    cast: Cast,
) -> None:
    one = confided(cast)
    listening.make_key(one.thread.listener, "une nouvelle phrase de passe", today=TODAY)
    again = Listener.objects.get(pk=one.thread.listener.pk)
    thread = Thread.objects.get()
    private = listening.unlock(again, "une nouvelle phrase de passe")
    assert not listening.waiting(again, private)[0].readable
    with pytest.raises(OldKeyError):
        listening.read(thread, private)
    with pytest.raises(WrongPassphraseError):
        listening.unlock(again, PASSPHRASE)
    held = confiding.held(one.code)
    assert held.said[0].text == TEXT
    with pytest.raises(OldKeyError):
        confiding.add(held, "Vous me lisez encore, dites ?", today=TODAY)
    confiding.share_again(held)
    assert listening.read(Thread.objects.get(), private)[0].text == TEXT


def test_the_old_private_key_is_gone_with_its_row(cast: Cast) -> None:
    old = listener(cast).key
    listening.make_key(Listener.objects.get(), "une nouvelle phrase de passe", today=TODAY)
    assert Key.objects.count() == 1
    assert bytes(Key.objects.get().public) != bytes(old.public)


def test_a_public_key_put_in_the_place_of_anothers_is_noticed(cast: Cast) -> None:
    """Whoever writes to the database could have messages sealed to themselves: the next unlocking refuses."""
    one = listener(cast)
    Key.objects.update(public=sealing.public_of(b"7" * 32))
    with pytest.raises(WrongPassphraseError):
        listening.unlock(Listener.objects.get(pk=one.pk), PASSPHRASE)


@pytest.mark.parametrize("change", ["side", "day", "place", "bytes", "thread"])
def test_what_is_changed_in_the_database_is_noticed(cast: Cast, change: str) -> None:
    one = confided(cast)
    message = Message.objects.get()
    match change:
        case "side":
            message.from_author = False
        case "day":
            message.written_on -= timedelta(days=1)
        case "place":
            message.position = 4
        case "bytes":
            message.sealed = bytes(message.sealed)[:-1] + b"\0\1"
        case "thread":
            other = confiding.write(one.thread.listener, "Autre.", person=cast.nina, today=TODAY)
            moved = confiding.held(other).thread
            moved.messages.all().delete()
            message.thread = moved
    message.save()
    with pytest.raises(ChangedError):
        confiding.held(other if change == "thread" else one.code)


def test_the_unread_come_first_then_the_newest(cast: Cast) -> None:
    chosen = listener(cast)
    days = [TODAY - timedelta(days=ago) for ago in (9, 5, 3, 1)]
    made = [confided(cast, to=chosen, text=f"Fil {day}", today=day) for day in days]
    listening.mark_read(made[3].thread)
    threads.close(made[2].thread, today=TODAY)
    listening.mark_read(made[2].thread)
    private = made[0].private
    begins = [one.begins for one in listening.waiting(chosen, private)]
    assert begins == [f"Fil {days[at]}" for at in (1, 0, 3, 2)]


def test_a_long_beginning_is_cut(cast: Cast) -> None:
    one = confided(cast, text="mot " * 200)
    begins = listening.waiting(one.thread.listener, one.private)[0].begins
    assert len(begins) <= listening.EXCERPT + 1
    assert begins.endswith("…")


def test_threads_are_erased_when_they_have_served_their_time(cast: Cast) -> None:
    chosen = listener(cast)
    closed, quiet, answered = (confided(cast, to=chosen, today=TODAY) for _one in range(3))
    threads.close(closed.thread, today=TODAY + timedelta(days=10))
    day = TODAY + timedelta(days=20)
    listening.reply(answered.thread, answered.private, "Oui.", today=day)
    kept = {}
    for after in (39, 40, 89, 90, 109, 110):
        erasing.erase_due(TODAY + timedelta(days=after))
        kept[after] = set(Thread.objects.values_list("pk", flat=True))
    everything = {closed.thread.pk, quiet.thread.pk, answered.thread.pk}
    assert kept[39] == everything
    assert kept[40] == kept[89] == everything - {closed.thread.pk}
    assert kept[90] == kept[109] == {answered.thread.pk}
    assert kept[110] == set()
    assert not Message.objects.exists()


@given(last=st.dates(date(2020, 1, 1), date(2050, 1, 1)), closed=st.none() | st.integers(0, 200))
def test_the_day_shown_is_the_day_of_erasing(last: date, closed: int | None) -> None:
    thread = Thread(
        last_on=last, closed_on=None if closed is None else last + timedelta(days=closed)
    )
    day = threads.erased_on(thread)
    assert day == (last + timedelta(days=90) if closed is None else last + timedelta(closed + 30))


def test_erasing_leaves_no_row(cast: Cast) -> None:
    one = confided(cast)
    other = confided(cast, to=one.thread.listener, text="Autre.", by=cast.nina)
    confiding.erase(confiding.held(one.code))
    with pytest.raises(UnknownCodeError):
        confiding.held(one.code)
    assert [thread.pk for thread in Thread.objects.all()] == [other.thread.pk]
    assert Message.objects.count() == 1


def test_the_trail_says_what_is_public_and_nothing_of_threads(cast: Cast) -> None:
    chosen = listener(cast)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    actions = set(
        AuditEntry.objects.filter(action__startswith="confidential.").values_list(
            "action", flat=True
        )
    )
    assert actions == {"confidential.named", "confidential.key_made"}
    one = confided(cast, to=chosen)
    listening.reply(one.thread, one.private, "Oui.", today=timezone.localdate())
    listening.mark_read(one.thread)
    confiding.add(confiding.held(one.code), "Merci.", today=timezone.localdate())
    confiding.close(confiding.held(one.code), today=timezone.localdate())
    confiding.erase(confiding.held(one.code))
    erasing.erase_due(timezone.localdate() + timedelta(days=400))
    assert set(AuditEntry.objects.values_list("pk", flat=True)) == before
