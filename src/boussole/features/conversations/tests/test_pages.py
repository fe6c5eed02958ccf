"""The pages: what they show and hide, what they leave in the audit trail, and an import by hand."""

from __future__ import annotations

import csv
import io
import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from boussole.features.conversations import models
from boussole.features.organisation.models import AuditEntry, Person
from tests.cast import Cast
from tests.stock import TALK, noun, store

pytestmark = pytest.mark.django_db
TABLE = (
    "ticket;date;qui;message;client;note\n"
    "1;02/03/2026 10:00;client;Ma facture est fausse, je suis très déçu;Jeanne Moulin;2\n"
    "1;02/03/2026 10:05;conseiller;Je regarde cela;Jeanne Moulin;2\n"
    "2;03/03/2026 09:00;client;Bonjour;Paul Durand;\n"
    "2;03/03/2026 09:01;martien;Bip;Paul Durand;\n"
)


def page(client: Client, person: Person, name: str, *, query: str = "", **values: int) -> str:
    """The text of a page as someone sees it."""
    client.force_login(person)
    answer = client.get(reverse(f"conversations:{name}", kwargs=values) + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def audited(action: str) -> list[tuple[Person | None, str]]:
    entries = AuditEntry.objects.filter(action=f"conversations.{action}").order_by("pk")
    return [(entry.person, entry.object_id) for entry in entries]


def test_a_conversation_is_masked_and_its_opening_audited(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    text = page(client, cast.awa, "conversation", pk=pk)
    assert "Jeanne M." in text
    assert "Moulin" not in text
    assert "jeanne.moulin@example.com" not in text
    assert audited("conversation_opened") == [(cast.awa, str(pk))]


def test_personal_data_are_shown_on_demand_and_it_is_audited(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.claire)
    answer = client.post(reverse("conversations:personal_data", kwargs={"pk": pk}))
    text = unescape(answer.content.decode())
    assert "Jeanne Moulin" in text
    assert "jeanne.moulin@example.com" in text
    assert audited("personal_data_shown") == [(cast.claire, str(pk))]


def test_a_leader_reads_without_personal_data(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    address = reverse("conversations:personal_data", kwargs={"pk": pk})
    assert address not in page(client, cast.odile, "conversation", pk=pk)
    assert client.post(address).status_code == 403
    assert audited("personal_data_shown") == []


def test_labels_say_their_passage_their_model_and_their_rule(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    text = page(client, cast.awa, "conversation", pk=pk)
    assert 'data-lights="t0-repeat_contact"' in text
    assert 'data-of="' in text
    assert 'id="t0-repeat_contact"' in text
    assert "contact répété" in text
    assert "boussole.linear" in text


def test_internal_notes_and_quotations_are_told_apart(cast: Cast, client: Client) -> None:
    talk = (("customer", "Merci.\n\nLe 3 mars, Service a écrit :\nBonjour Madame"),)
    said = noun(talk=talk)
    note = said.turns[0].model_copy(
        update={"role": "agent", "public": False, "text": "Cliente fidèle"}
    )
    (pk,) = store(said.model_copy(update={"turns": (*said.turns, note)}))
    text = page(client, cast.awa, "conversation", pk=pk)
    assert "turn-note" in text
    assert "Note interne" in text
    assert "Message cité" in text


def test_a_text_is_never_markup(cast: Cast, client: Client) -> None:
    (pk,) = store(noun(talk=(("customer", "<script>alert(1)</script> C’est inadmissible"),)))
    client.force_login(cast.awa)
    answer = client.get(reverse("conversations:conversation", kwargs={"pk": pk}))
    assert b"<script>alert" not in answer.content
    assert b"&lt;" in answer.content


def test_a_list_leads_to_a_conversation_and_back(cast: Cast, client: Client) -> None:
    (pk,) = store(noun(channel="chat"))
    text = page(client, cast.awa, "list", query="?channel=chat")
    address = reverse("conversations:conversation", kwargs={"pk": pk})
    assert f'href="{address}?channel=chat"' in text
    assert "c’est la troisième fois" in text
    back = page(client, cast.awa, "conversation", query="?channel=chat", pk=pk)
    assert 'href="/conversations/?channel=chat"' in back


def test_a_first_start_invites_those_who_may_import(cast: Cast, client: Client) -> None:
    assert "Importer un fichier" in page(client, cast.claire, "list")
    assert "Importer un fichier" not in page(client, cast.awa, "list")


def test_a_date_is_jumped_to(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.odile)
    for day, found in (("2026-03-02", True), ("2026-03-01", False)):
        answer = client.get(reverse("conversations:list"), {"on": day}, follow=True)
        assert (f"/conversations/{pk}/" in answer.content.decode()) is found


def test_a_list_costs_the_same_whatever_its_length(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 12):
        store(*(noun(f"c-{number}-{n}", TALK[:1]) for n in range(number)))
        client.force_login(cast.claire)
        with django_assert_max_num_queries(11):
            assert client.get(reverse("conversations:list")).status_code == 200


def test_an_export_is_masked_and_audited(cast: Cast, client: Client) -> None:
    store(noun("c-1"), noun("c-2", channel="chat"))
    client.force_login(cast.claire)
    answer = client.post(reverse("conversations:export") + "?channel=chat")
    lines = b"".join(answer).decode().splitlines()
    assert [json.loads(line)["channel"] for line in lines] == ["chat"]
    assert "Moulin" not in lines[0]
    entry = AuditEntry.objects.get(action="conversations.list_exported")
    assert entry.details == {"filter": "channel=chat", "searched": False}
    list(client.post(reverse("conversations:export") + "?search=Moulin"))
    entry = AuditEntry.objects.filter(action="conversations.list_exported").order_by("-pk")[0]
    assert entry.details == {"filter": "", "searched": True}


def test_a_table_is_imported_by_hand(
    cast: Cast,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client.force_login(cast.zoe)
    file = SimpleUploadedFile("export.csv", TABLE.encode("cp1252"))
    answer = client.post(reverse("conversations:imports"), {"file": file})
    run = models.ImportRun.objects.get()
    assert answer.headers["Location"] == reverse("conversations:import", args=[run.pk])
    mapping = page(client, cast.zoe, "import", pk=run.pk)
    assert "Jeanne Moulin" not in mapping
    assert "Qui parle" in mapping
    chosen = {
        "source": "csv_file",
        "timezone": "Europe/Paris",
        "column-0": "id",
        "column-1": "at",
        "column-2": "role",
        "column-3": "text",
        "column-4": "customer.name",
        "column-5": "csat",
        "role-0": "customer",
        "role-1": "agent",
    }
    start = reverse("conversations:start_import", args=[run.pk])
    for action, conversations in (("preview", 0), ("try", 0), ("import", 1)):
        models.ImportRun.objects.update(state="checking")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(start, chosen | {"action": action})
        assert models.Conversation.objects.count() == conversations
    run.refresh_from_db()
    assert (run.state, run.created, run.rejected) == ("partial", 1, 1)
    assert models.Answer.objects.get().value == 2
    assert "martien" in page(client, cast.zoe, "import", pk=run.pk)


def test_a_mapping_that_lacks_a_column_says_which(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    file = SimpleUploadedFile("export.csv", b"a;b\n1;Bonjour tout le monde\n")
    client.post(reverse("conversations:imports"), {"file": file})
    run = models.ImportRun.objects.get()
    answer = client.post(
        reverse("conversations:start_import", args=[run.pk]),
        {"source": "csv_file", "column-1": "text", "action": "import"},
    )
    assert "Identifiant de la conversation" in unescape(answer.content.decode())
    run.refresh_from_db()
    assert run.state == "checking"


def test_rejects_are_a_table_whose_formulas_are_harmless(cast: Cast, client: Client) -> None:
    run = models.ImportRun.objects.create(
        started_by=cast.claire, file_name="x.csv", state="partial"
    )
    words = {"fr": "Ce n’est pas lisible.", "en": "It cannot be read."}
    run.rejects.create(line=3, record_id="=1+1", reason="truncated", message=words, mend=words)
    client.force_login(cast.claire)
    answer = client.get(reverse("conversations:import_rejects", args=[run.pk]))
    text = b"".join(answer).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["line"], row["message"]) == ("3", words["fr"])
    assert not row["record_id"].startswith("=")


def test_progress_is_followed_until_the_end(cast: Cast, client: Client) -> None:
    run = models.ImportRun.objects.create(started_by=cast.zoe, file_name="x", state="running")
    client.force_login(cast.zoe)
    address = reverse("conversations:import_progress", args=[run.pk])
    under_way = client.get(address)
    assert "HX-Refresh" not in under_way.headers
    assert address in under_way.content.decode()
    models.ImportRun.objects.update(state="done")
    assert client.get(address).headers["HX-Refresh"] == "true"


def test_a_sync_is_followed_and_not_started_again_here(cast: Cast, client: Client) -> None:
    run = models.ImportRun.objects.create(
        file_name="exemple.zendesk.com",
        url="https://exemple.zendesk.com",
        source="zendesk",
        state="done",
        read=3,
    )
    assert "Tout ce qui a changé dans le compte est lu." in page(
        client, cast.zoe, "import", pk=run.pk
    )
    models.ImportRun.objects.update(state="failed")
    assert "Reprendre" not in page(client, cast.zoe, "import", pk=run.pk)
    for action in ("resume_import", "repeat_import"):
        client.post(reverse(f"conversations:{action}", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.read) == ("failed", 3)


def test_a_conversation_costs_the_same_whatever_its_length(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.claire)
    for turns in (2, 40):
        (pk,) = store(noun(f"c-{turns}", TALK[:2] * (turns // 2)))
        with django_assert_max_num_queries(33):
            assert client.get(reverse("conversations:conversation", args=[pk])).status_code == 200
