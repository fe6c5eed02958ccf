"""Everyone who would like to know: over HTTP, with the database's bytes in hand, and with what is left once a thread is erased."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as in_force
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from boussole.features.confidential import confiding, listening
from boussole.features.confidential.models import Listener, Message, Thread
from boussole.features.confidential.views import unlocking
from boussole.features.organisation.models import Person
from tests.cast import PASSWORD, Cast
from tests.confidential_stock import PASSPHRASE, SENTENCE, TEXT, confided, listener
from tests.pages import PAGES

SECRET = "zinzolin-4217"
CURIOUS = ("claire", "malik", "odile", "paul", "zoe", "nina", "denis", "awa")
TOKEN = r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"'


def plain_pages() -> Iterator[str]:
    """Every page of the product that takes no argument, the export, the API's description, and those of the line."""
    for name, page in PAGES.items():
        if page.method == "get" and page.drawn and page.arguments is PAGES["home"].arguments:
            yield reverse(name)
    for name in ("index", "write", "listening", "key", "listeners"):
        yield reverse(f"confidential:{name}")
    yield "/api/openapi.json"


def seen_by(person: Person, client: Client) -> dict[str, str]:
    """What someone is served, without what changes at each request."""
    client.force_login(person)
    found = {}
    for url in plain_pages():
        answer = client.get(url, follow=True)
        found[url] = f"{answer.status_code} {re.sub(TOKEN, '', answer.text)}"
    return found


@pytest.mark.parametrize("name", CURIOUS)
def test_nobody_learns_that_a_thread_exists(cast: Cast, client: Client, name: str) -> None:
    """Page for page, the product is the same before Awa wrote, after, and once Bruno answered; Awa's own too."""
    chosen, person = listener(cast), cast.people()[name]
    listener(cast, cast.malik)
    before = seen_by(person, client)
    one = confided(cast, to=chosen)
    assert seen_by(person, client) == before
    listening.reply(one.thread, one.private, "Je vous lis.", today=timezone.localdate())
    assert seen_by(person, client) == before
    assert SECRET not in "".join(before.values())


@pytest.mark.parametrize("name", CURIOUS)
def test_nobody_else_reaches_a_thread(cast: Cast, client: Client, name: str) -> None:
    """Not by its address, not by posting to it, not even a listening person whose own key is unlocked."""
    one = confided(cast)
    listener(cast, cast.malik)
    client.force_login(cast.people()[name])
    client.post(reverse("confidential:listening"), {"passphrase": PASSPHRASE})
    url = reverse("confidential:thread", args=[one.thread.pk])
    for data in ({}, {"text": "Qui êtes-vous ?"}, {"do": "close"}, {"passphrase": PASSPHRASE}):
        assert client.post(url, data).status_code == 404
    assert client.get(url).status_code == 404
    assert Message.objects.count() == 1
    assert Thread.objects.get().closed_on is None


def test_another_listening_person_lists_their_own_threads_alone(cast: Cast, client: Client) -> None:
    confided(cast)
    malik = listener(cast, cast.malik)
    confided(cast, to=malik, text="Pour Malik seul.")
    client.force_login(cast.malik)
    page = client.post(reverse("confidential:listening"), {"passphrase": PASSPHRASE}, follow=True)
    assert "Pour Malik seul." in page.text
    assert SECRET not in page.text


def test_whoever_signs_in_as_the_listening_person_reads_nothing_without_the_passphrase(
    cast: Cast, client: Client
) -> None:
    """An administrator may open someone's session; making a new key shows only that something unreadable is there."""
    one = confided(cast)
    client.force_login(cast.bruno)
    url = reverse("confidential:thread", args=[one.thread.pk])
    for page in (reverse("confidential:listening"), url):
        assert SECRET not in client.get(page).text
        assert SECRET not in client.post(page, {"passphrase": PASSWORD}).text
    made = dict.fromkeys(("passphrase", "again"), "une phrase à moi seul, longue")
    client.post(reverse("confidential:key"), made | {"understood": "on"})
    answer = client.post(
        reverse("confidential:listening"), {"passphrase": made["again"]}, follow=True
    )
    assert "clé que vous n’avez plus" in answer.text
    assert SECRET not in answer.text + client.get(url).text


def test_a_code_typed_by_someone_else_is_of_no_help_without_being_the_right_one(
    cast: Cast, client: Client
) -> None:
    one = confided(cast)
    client.force_login(cast.odile)
    for wrong in (one.thread.lookup, str(one.thread.pk), one.code[:-1] + "A", "' OR 1=1 --"):
        page = client.post(reverse("confidential:receipt"), {"code": wrong, "do": "erase"})
        assert page.status_code == 200
        assert SECRET not in page.text
    assert Thread.objects.exists()


def everything(without: str = "") -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not (without and table.startswith(without)):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our tables
                found[table] = sorted(map(tuple, cursor.fetchall()), key=repr)
    return found


def test_an_author_changes_no_other_table(cast: Cast, client: Client) -> None:
    """No trail, session, message or count: nothing outside the line's own tables moves while Awa writes, reads and erases."""
    chosen = listener(cast)
    client.force_login(cast.awa)
    client.get(reverse("confidential:write"))
    before = everything(without="confidential_")
    page = client.post(reverse("confidential:write"), {"listener": chosen.pk, "text": TEXT})
    code = re.findall(r'confidential-code">([^<]+)<', page.text)[0]
    for do in ("", "add", "close", "erase"):
        answer = client.post(
            reverse("confidential:receipt"), {"code": code, "do": do, "text": "Suite."}
        )
        assert answer.status_code == 200
    assert everything(without="confidential_") == before
    assert not Thread.objects.exists()


def test_no_row_of_the_line_names_an_author_or_tells_a_time(cast: Cast) -> None:
    confided(cast, by=cast.nina)
    kept = {
        (model.__name__, field.name, field.get_internal_type())
        for model in (Thread, Message)
        for field in model._meta.concrete_fields
    }
    assert {kind for _model, _name, kind in kept} == {
        "UUIDField", "BigAutoField", "ForeignKey", "CharField", "BinaryField", "DateField",
        "BooleanField", "PositiveSmallIntegerField",
    }  # fmt: skip
    people = {name for _m, name, kind in kept if kind == "ForeignKey"}
    assert people == {"listener", "key", "thread"}


def files() -> bytes:
    """Everything that is on disk: the database, its journal, the tasks, the mails."""
    found = [path for path in Path(in_force.DATA_DIR).rglob("*") if path.is_file()]
    name = Path(str(connection.settings_dict["NAME"]))
    found += [path for path in name.parent.glob(f"{name.name}*") if path not in found]
    return b"".join(path.read_bytes() for path in found)


on_disk = pytest.mark.skipif(
    "postgresql" in in_force.DATABASES["default"]["ENGINE"],
    reason="reads the bytes of SQLite's file",
)


@on_disk
@pytest.mark.django_db(transaction=True)
def test_the_files_hold_no_word_of_it_and_no_secret_that_opens_it(
    transactional_cast: Cast, client: Client
) -> None:
    cast = transactional_cast
    one = confided(cast)
    listening.reply(one.thread, one.private, f"Réponse {SECRET}.", today=timezone.localdate())
    client.force_login(cast.bruno)
    client.post(reverse("confidential:listening"), {"passphrase": PASSPHRASE})
    assert SECRET in client.get(reverse("confidential:thread", args=[one.thread.pk])).text
    kept = files()
    # The search works: what is not sealed is found, and so is what was sealed, as it is sealed.
    assert SENTENCE.encode() in kept
    assert bytes(Message.objects.filter(position=0).get().sealed)[:32] in kept
    key = confiding.held(one.code).key
    secrets = [TEXT, SECRET, PASSPHRASE, one.code, one.code.replace("-", "")]
    assert [text for text in secrets if text.encode() in kept] == []
    assert [text for text in secrets if text.encode("utf-16-le") in kept] == []
    for raw in (key, one.private):
        assert raw not in kept
        assert raw.hex().encode() not in kept


@on_disk
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_the_files_once_it_is_erased(transactional_cast: Cast) -> None:
    one = confided(transactional_cast)
    listening.reply(one.thread, one.private, "Je vous lis. " * 300, today=timezone.localdate())
    traces = [bytes(one.thread.for_listener), bytes(one.thread.for_author)]
    for message in Message.objects.all():
        sealed = bytes(message.sealed)
        traces += [sealed[at : at + 32] for at in range(0, len(sealed) - 32, 500)]
    traces += [one.thread.lookup.encode(), one.thread.pk.hex.encode()]
    before = files()
    assert [trace for trace in traces if trace not in before] == []
    confiding.erase(confiding.held(one.code))
    after = files()
    assert [trace for trace in traces if trace in after] == []


@on_disk
def test_every_connection_overwrites_what_it_deletes(db: None) -> None:
    """Some builds of SQLite do by themselves; ours says so."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert "secure_delete=ON" in in_force.DATABASES["default"]["OPTIONS"]["init_command"]


def unlocked(cast: Cast, client: Client) -> tuple[str, str]:
    """Bruno has unlocked; his thread's address and the cookie's value."""
    one = confided(cast)
    client.force_login(cast.bruno)
    client.post(reverse("confidential:listening"), {"passphrase": PASSPHRASE})
    url = reverse("confidential:thread", args=[one.thread.pk])
    assert SECRET in client.get(url).text
    return url, client.cookies[unlocking.COOKIE].value


def test_the_cookie_is_for_its_pages_and_out_of_scripts_reach(cast: Cast, client: Client) -> None:
    unlocked(cast, client)
    cookie = client.cookies[unlocking.COOKIE]
    assert cookie["path"] == reverse("confidential:listening")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == unlocking.MINUTES * 60


def test_a_stolen_cookie_opens_nothing_in_another_session(cast: Cast, client: Client) -> None:
    url, value = unlocked(cast, client)
    other = Client()
    other.force_login(cast.bruno)
    other.cookies[unlocking.COOKIE] = value
    assert SECRET not in other.get(url).text


def test_signing_out_locks(cast: Cast, client: Client) -> None:
    url, value = unlocked(cast, client)
    client.post(reverse("account_logout"))
    client.force_login(cast.bruno)
    client.cookies[unlocking.COOKIE] = value
    assert SECRET not in client.get(url).text


def test_locking_and_time_lock(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    url, value = unlocked(cast, client)
    client.post(reverse("confidential:lock"))
    assert SECRET not in client.get(url).text
    client.cookies[unlocking.COOKIE] = value
    assert SECRET in client.get(url).text
    later = time.time() + unlocking.MINUTES * 60 + 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert SECRET not in client.get(url).text


@pytest.mark.parametrize("value", ["", "x", "x:y:z", "AAAA:1vNabc:AAAA"])
def test_a_made_up_cookie_opens_nothing(cast: Cast, client: Client, value: str) -> None:
    url, _value = unlocked(cast, client)
    client.cookies[unlocking.COOKIE] = value
    answer = client.get(url)
    assert answer.status_code == 200
    assert SECRET not in answer.text


def test_every_page_is_kept_out_of_caches(cast: Cast, client: Client) -> None:
    url, _value = unlocked(cast, client)
    pages = [client.get(url), client.get(reverse("confidential:listening"))]
    client.force_login(cast.awa)
    chosen = Listener.objects.get()
    pages += [client.get(reverse(f"confidential:{name}")) for name in ("index", "write", "receipt")]
    pages.append(
        client.post(reverse("confidential:write"), {"listener": chosen.pk, "text": "Bonjour."})
    )
    assert {"no-store" in page.headers["Cache-Control"] for page in pages} == {True}


def test_logs_hold_no_text_code_or_passphrase(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the most talkative level, SQL included, and when something breaks."""
    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "force_debug_cursor", True)
    chosen = listener(cast)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="django"):
        client.force_login(cast.awa)
        form = {"listener": chosen.pk, "text": TEXT}
        page = client.post(reverse("confidential:write"), form)
        code = re.findall(r'confidential-code">([^<]+)<', page.text)[0]
        client.post(reverse("confidential:receipt"), {"code": code, "do": "add", "text": TEXT})
        client.force_login(cast.bruno)
        client.post(reverse("confidential:listening"), {"passphrase": PASSPHRASE})
        monkeypatch.setattr(confiding, "held", broken)
        client.force_login(cast.awa)
        assert client.post(reverse("confidential:receipt"), {"code": code}).status_code == 500
    said = "\n".join(
        logging.Formatter("%(message)s %(args)s").format(record) for record in caplog.records
    )
    assert "confidential_thread" in said
    assert "Traceback" in said
    assert [one for one in (SECRET, code, PASSPHRASE) if one in said] == []


def broken(_code: str) -> None:
    raise RuntimeError("broken")


@pytest.mark.parametrize("debug", [True, False])
def test_an_error_page_repeats_nothing(
    cast: Cast,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    debug: bool,
) -> None:
    """Even where DEBUG is on, when Django draws what was posted and every local variable."""
    settings.DEBUG = debug
    client.raise_request_exception = False
    monkeypatch.setattr(confiding, "write", broken_write)
    chosen = listener(cast)
    client.force_login(cast.awa)
    form = {"listener": chosen.pk, "text": TEXT}
    answer = client.post(reverse("confidential:write"), form)
    assert answer.status_code == 500
    assert ("RuntimeError" in answer.text) == debug
    assert SECRET not in answer.text


def broken_write(_listener: Listener, text: str, **_more: object) -> None:
    kept = f"local {text}"
    raise RuntimeError(str(len(kept)))
