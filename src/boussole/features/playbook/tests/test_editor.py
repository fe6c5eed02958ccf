"""The editor's pages: a rule is changed piece by piece, its texts and examples written, all without code."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from boussole.core.playbook import Rule, dump, starter
from boussole.core.playbook.conditions import ActIs, All, FollowedBy, Not, parts
from boussole.core.playbook.editing import BEGINNINGS, piece, read_path
from boussole.features.metrics import services as metrics
from boussole.features.playbook import services
from boussole.features.playbook.drafts import draft
from boussole.features.playbook.models import Question
from boussole.features.playbook.pieces import form_for
from boussole.features.playbook.queries import playbook_in_force, version_in_force
from tests.cast import Cast
from tests.stock import LATE_TALK, drafted, noun, store

pytestmark = pytest.mark.django_db
LATE = "late_escalation"


@pytest.fixture(autouse=True)
def claire(cast: Cast, client: Client) -> None:
    services.ensure_default_published()
    client.force_login(cast.claire)


def read(client: Client, name: str, *arguments: Any, **asked: str) -> str:
    answer = client.get(reverse(f"playbook:{name}", args=arguments), asked)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def post(client: Client, view: str, /, *arguments: Any, **data: Any) -> str:
    answer = client.post(reverse(f"playbook:{view}", args=arguments), data, follow=True)
    return " ".join(unescape(answer.content.decode()).split())


def late() -> Rule:
    found = draft().rule(LATE)
    assert found is not None
    return found


def test_every_piece_of_every_rule_is_shown_and_opens(client: Client) -> None:
    for rule in playbook_in_force().rules:
        page = read(client, "edit", rule.key)
        assert page.count('class="piece') > len(parts(rule.when))
    opened = read(client, "edit", LATE, piece="0.0")
    assert 'name="piece-at_least"' in opened


def test_a_degree_is_changed_and_kept_in_the_draft(client: Client) -> None:
    data = {"path": "0.0", "piece-signal": "dissatisfaction", "piece-at_least": "1"}
    page = post(client, "change_piece", LATE, **data)
    assert "Gardé dans le brouillon." in page
    assert piece(late().when, read_path("0.0")).model_dump()["at_least"] == 1
    assert piece(playbook_in_force()[LATE].when, read_path("0.0")).model_dump()["at_least"] == 2


def test_a_piece_that_says_nothing_is_refused_and_nothing_is_lost(client: Client) -> None:
    data = {"path": "0.0", "piece-signal": "effort", "piece-at_least": "2"}
    page = post(client, "change_piece", LATE, **data)
    assert "Un degré va de 0 à 3 pour l’insatisfaction" in page
    assert 'value="2"' in page
    assert draft().steps == ()


def test_order_is_said_without_code(client: Client) -> None:
    """No hand-over within two replies, added from nothing."""
    post(client, "arrange_piece", LATE, path="", do="add:followed_by")
    at = len(parts(late().when)) - 1
    post(client, "arrange_piece", LATE, path=str(at), do="negate")
    added = parts(late().when)[at]
    assert isinstance(added, Not)
    assert isinstance(added.not_, FollowedBy)
    data = {"path": f"{at}.0", "piece-turns": "3", "piece-of": "agent", "piece-minutes": ""}
    post(client, "change_piece", LATE, **data)
    post(client, "change_piece", LATE, **{"path": f"{at}.0.0", "piece-act": "commitment"})
    changed = parts(late().when)[at]
    assert isinstance(changed, Not)
    assert isinstance(changed.not_, FollowedBy)
    assert changed.not_.within is not None
    assert changed.not_.within.turns == 3
    assert changed.not_.followed_by == ActIs(act="commitment")
    assert "dans les 3 réponses suivantes de l’agent" in read(client, "edit", LATE)
    post(client, "arrange_piece", LATE, path=str(at), do="remove")
    assert late().when == playbook_in_force()[LATE].when


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_every_kind_of_piece_is_added_opened_and_kept_as_it_is(client: Client, kind: str) -> None:
    post(client, "arrange_piece", LATE, path="", do=f"add:{kind}")
    at = len(parts(late().when)) - 1
    added = parts(late().when)[at]
    page = read(client, "edit", LATE, piece=str(at))
    form = form_for(added)
    assert (form is not None) == ('name="path"' in page and "piece-form" in page)
    if form is not None:
        values = {name: form[name].value() for name in form.fields}
        kept = {f"piece-{name}": "" if one is None else one for name, one in values.items()}
        lines = {
            name: "\n".join(one) if isinstance(one, tuple) else one for name, one in kept.items()
        }
        post(client, "change_piece", LATE, path=str(at), **lines)
        assert parts(late().when)[at] == added


def test_a_list_may_ask_for_all_or_for_any(client: Client) -> None:
    post(client, "arrange_piece", LATE, path="", do="gather:any")
    assert not isinstance(late().when, All)
    post(client, "arrange_piece", LATE, path="", do="gather:all")
    assert late().when == playbook_in_force()[LATE].when


def test_what_was_moved_meanwhile_is_said(client: Client) -> None:
    page = post(client, "arrange_piece", LATE, path="9.9", do="remove")
    assert "La règle a changé entre-temps" in page
    assert "La règle a changé entre-temps" in post(client, "arrange_piece", LATE, do="explode")
    assert draft().steps == ()


def test_the_preview_tells_new_gone_and_same(client: Client) -> None:
    store(*(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(3)), noun("calm"))
    metrics.rebuild_stale()
    same = read(client, "preview", LATE)
    assert "Sur 4 conversations" in same
    assert "<dt>inchangées</dt><dd>3</dd>" in same
    assert same.count("preview-same") == 3
    post(client, "arrange_piece", LATE, path="", do="add:conversation")
    at = len(parts(late().when)) - 1
    nobody = {"piece-conversation": "transfers", "piece-at_least": "5", "piece-mode": "one_of"}
    post(client, "change_piece", LATE, path=str(at), **nobody)
    gone = read(client, "preview", LATE)
    assert "<dt>qui disparaissent</dt><dd>3</dd>" in gone
    assert gone.count("preview-gone") == 3
    assert "C’est inadmissible" in gone


def test_a_manager_is_shown_only_what_their_teams_wrote(cast: Cast, client: Client) -> None:
    store(noun("late", LATE_TALK, agent="agent-nina", team="team-nantes"))
    metrics.rebuild_stale()
    page = read(client, "preview", LATE)
    assert "<dt>trouvées</dt><dd>1</dd>" in page
    assert "inadmissible" not in page
    assert "Aucune n’est dans une équipe dont vous lisez les conversations." in page
    client.force_login(cast.malik)
    assert "inadmissible" in read(client, "preview", LATE)


def test_texts_are_written_in_both_languages(client: Client) -> None:
    form = client.get(reverse("playbook:edit_texts", args=[LATE])).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"cue_fr": "Passez la main.", "limits_fr": "Pas la nuit.", "limits_en": ""}
    page = post(client, "edit_texts", LATE, **data)
    assert "1 en français, 0 en anglais" in page
    assert draft().steps == ()
    post(client, "edit_texts", LATE, **{**data, "limits_en": "Not at night."})
    assert late().cue.fr == "Passez la main."
    assert [(one.fr, one.en) for one in late().limits] == [("Pas la nuit.", "Not at night.")]
    assert late().phrasings == playbook_in_force()[LATE].phrasings


def test_examples_are_run_as_they_are_written(client: Client) -> None:
    assert "Tous les exemples font ce qu’ils annoncent" in read(client, "edit_examples", LATE)
    calm = "Client : Bonjour, où est ma facture ?\nConseiller : La voici."
    wrong = {"verdict": "match", "turn": "1", "lang": "fr", "thread": calm, "note_fr": "Calme"}
    post(client, "new_example", LATE, **wrong)
    page = read(client, "edit_examples", LATE)
    assert "1 exemple ne fait pas ce qu’il annonce" in page
    assert "la règle devrait trouver le message 1 ; elle ne trouve rien" in page
    last = len(late().examples) - 1
    post(client, "edit_example", LATE, last, **{**wrong, "verdict": "no_match", "turn": ""})
    assert "Tous les exemples font ce qu’ils annoncent" in read(client, "edit_examples", LATE)
    post(client, "remove_example", LATE, last)
    assert late() == playbook_in_force()[LATE]


def test_an_example_kept_as_it_is_changes_nothing(client: Client) -> None:
    for number in range(len(late().examples)):
        form = client.get(reverse("playbook:edit_example", args=[LATE, number])).context["form"]
        data = {name: form[name].value() or "" for name in form.fields}
        post(client, "edit_example", LATE, number, **data)
    assert draft().steps == ()


@pytest.mark.parametrize(
    ("thread", "said"),
    [
        ("Bonjour", "La ligne 1 ne dit pas qui parle"),
        ("Client : oui\nPatron : non", "La ligne 2 ne dit pas qui parle"),
        ("\n".join(["Client : oui"] * 21), "Gardez 20 messages au plus."),
    ],
)
def test_a_thread_says_who_speaks(client: Client, thread: str, said: str) -> None:
    data = {"verdict": "no_match", "lang": "fr", "thread": thread, "note_fr": "x"}
    assert said in post(client, "new_example", LATE, **data)
    assert draft().steps == ()


def test_a_rule_of_their_own_is_begun_and_says_what_it_lacks(client: Client) -> None:
    post(client, "new", name="Rappel promis la nuit", kind="to_debrief")
    rule = draft().rule("rappel_promis_la_nuit")
    assert rule is not None
    page = read(client, "draft")
    assert "Il lui manque" in page
    assert "la phrase en anglais" in page
    assert "3 exemples où elle s’applique" in page
    assert "disabled" in page
    assert "porte déjà ce nom" in post(client, "new", name="Rappel promis, la nuit", kind="to_thank")  # fmt: skip
    post(client, "remove", rule.key)
    assert draft().rule(rule.key) is None


def test_publishing_from_the_page_tells_everyone_what_changed(cast: Cast, client: Client) -> None:
    post(client, "acknowledge", version="1")
    drafted(cast)
    assert "ce que l’on peut faire et dire" in read(client, "draft")
    page = post(client, "publish", note="Une étape de moins")
    assert "La version 2 est en vigueur" in page
    assert "Depuis la version 1, que vous avez lue, ceci a changé" in page
    assert "Une étape de moins" in page
    client.force_login(cast.awa)
    assert "La version 2 est à lire" in read(client, "index")
    post(client, "acknowledge", version="2")
    assert "est à lire" not in read(client, "index")
    history = read(client, "versions")
    assert "Une étape de moins" in history
    assert "en vigueur" in history


def test_a_question_waits_in_sight_until_it_is_answered(cast: Cast, client: Client) -> None:
    (pk,) = store(noun("late", LATE_TALK, team="team-lyon"))
    client.force_login(cast.awa)
    asked = {"conversation": str(pk), "turn": "2", "text": "Et s’il raccroche ?"}
    post(client, "ask", LATE, **asked)
    question = Question.objects.get()
    assert question.passage.startswith("C’est inadmissible")
    assert "sans réponse depuis" in read(client, "rule", LATE)
    client.force_login(cast.nina)
    assert "inadmissible. Je veux parler" not in read(client, "questions")
    client.force_login(cast.claire)
    assert "inadmissible" in read(client, "questions")
    page = post(client, "answer", question.pk, text="Rappelez-le.", changes_rule="on")
    assert "La règle trouve un message quand" in page
    assert "la règle va changer" in read(client, "questions")
    again = post(client, "answer", question.pk, text="Encore.")
    assert "a déjà sa réponse" in again


def test_a_question_never_carries_what_its_author_may_not_read(cast: Cast, client: Client) -> None:
    (pk,) = store(noun("late", LATE_TALK, agent="agent-nina", team="team-nantes"))
    client.force_login(cast.awa)
    post(client, "ask", LATE, conversation=str(pk), turn="2", text="Pourquoi ?")
    assert Question.objects.get().passage == ""


def test_the_playbook_goes_out_and_comes_back_as_yaml(client: Client) -> None:
    answer = client.get(reverse("playbook:export"))
    assert answer["Content-Disposition"] == 'attachment; filename="playbook-1.yaml"'
    same = SimpleUploadedFile("playbook.yaml", answer.content)
    post(client, "import", file=same)
    assert draft().changes == ()
    other = SimpleUploadedFile("b.yaml", dump(starter("ecommerce")).encode())
    post(client, "import", file=other)
    assert {change.kind for change in draft().changes} >= {"added", "changed"}
    page = post(client, "publish")
    assert "La version 2 est en vigueur" in page
    assert version_in_force() is not None
    assert playbook_in_force().name == starter("ecommerce").name


def test_a_file_that_is_no_playbook_says_where(client: Client) -> None:
    page = post(client, "import", file=SimpleUploadedFile("x.yaml", b"name: {fr: A}\nrules: []"))
    assert "Ce fichier n’est pas encore un playbook" in page
    assert "name.en: Field required" in page
    assert "UTF-8" in post(client, "import", file=SimpleUploadedFile("x", b"\xff\xfe\x00"))
    assert "Choisissez soit un fichier" in post(client, "import")
    assert draft().steps == ()


def test_a_starter_is_brought_in(client: Client) -> None:
    post(client, "import", starter="b2b_software")
    assert draft().playbook.name == starter("b2b_software").name


@pytest.mark.parametrize("name", ["edit", "edit_texts", "edit_examples"])
def test_the_editor_costs_the_same_however_long_the_draft(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    drafted(cast)
    with django_assert_max_num_queries(12):
        read(client, name, LATE)
    for path in ("0.0", "0.1", "0.0"):
        post(client, "arrange_piece", LATE, path=path, do="negate")
    with django_assert_max_num_queries(12):
        read(client, name, LATE)
