"""The starter tree, finding a reason in what customers say, and resolving what a source said."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.reasons import (
    DEMANDS,
    ORIGINS,
    STEPS,
    ReasonTreeError,
    default_tree,
    load_tree,
)
from tests.open_data import open_data

TREE = """
families:
  - key: care
    label: {fr: Soins, en: Care}
    reasons:
      - key: care.visit
        label: {fr: Prendre rendez-vous, en: Book a visit}
        step: subscribe
        origin: service
        demand: value
        aliases: [RDV]
        cues:
          fr: {sure: [prendre rendez-vous], hint: [créneau, visite]}
"""

SAID = [
    ("Bonjour je n’ai plus internet depuis hier soir", "outage.no_service"),
    ("ma box clignote rouge et redémarre", "product.fault"),
    ("pk ma facture a augmenté de 12 euros ?", "billing.amount_disputed"),
    ("vous m’avez prélevé deux fois", "billing.double_charge"),
    ("quand serai-je remboursé ?", "billing.refund_awaited"),
    ("où est mon colis ?", "delivery.tracking"),
    ("je n'ai toujours pas recu mon colis", "delivery.late_or_lost"),
    ("le technicien n’est jamais venu", "technician.no_show"),
    ("j’ai oublié mon mot de passe", "account.access"),
    ("je voudrais changer de forfait", "subscription.change"),
    ("JE VEUX RESILIER MON ABONNEMENT", "subscription.cancel"),
    ("je souhaite un duplicata de facture", "billing.invoice_copy"),
    ("le débit est très lent le soir", "outage.slow"),
    ("comment configurer ma messagerie ?", "product.how_to"),
    ("mon compte a été piraté", "account.security"),
    ("Why was I charged twice this month?", "billing.double_charge"),
    ("I forgot my password", "account.access"),
    ("I want a refund", "billing.refund_awaited"),
    ("the app keeps crashing", "digital.bug"),
    ("please add a dark mode", "digital.feature_request"),
    ("my account got banned for no reason", "account.blocked"),
    ("where is my package?", "delivery.late_or_lost"),
    ("the new season is missing", "product.content_missing"),
    ("Bonjour", None),
    ("ok merci", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_the_starter_tree_finds_the_reason(said: str | None, expected: str | None) -> None:
    assert default_tree().find(pl.Series([said], dtype=pl.String)).to_list() == [expected]


def test_every_reason_says_its_step_origin_and_demand_in_both_languages() -> None:
    tree = default_tree()
    assert len(tree) >= 34
    assert len(tree.families) >= 9
    for reason in tree:
        assert reason.step in STEPS
        assert reason.origin in ORIGINS
        assert reason.demand in DEMANDS
        assert set(reason.cues) == {"fr", "en"}
        assert reason.label.fr
        assert reason.label.en


def test_no_two_reasons_answer_to_the_same_name() -> None:
    names = [n for reason in default_tree() for n in {name.casefold() for name in reason.names}]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_what_the_source_said_is_resolved() -> None:
    given = pl.Series(
        "reason",
        [
            "billing.double_charge",
            "Prélevé deux fois",
            "DOUBLE PRELEVEMENT",
            "Charged  twice",
            "Sujet à nous",
            None,
            "???",
        ],
    )
    assert default_tree().resolve(given).to_list() == [
        *["billing.double_charge"] * 4,
        "sujet_a_nous",
        None,
        None,
    ]


def test_a_reason_of_the_source_s_own_has_no_known_cause() -> None:
    tree = default_tree()
    own = tree["sujet_a_nous"]
    assert own.label.fr == "sujet a nous"
    assert (own.step, own.origin, own.demand) == (None, None, None)
    assert "sujet_a_nous" not in tree
    assert "billing.double_charge" in tree


def test_a_tree_of_one_s_own_is_read() -> None:
    tree = load_tree(TREE)
    said = pl.Series(["Je veux prendre rendez-vous", "une visite, quel créneau ?", "une visite"])
    assert tree.find(said).to_list() == ["care.visit", "care.visit", None]
    assert tree.resolve(pl.Series(["rdv"])).to_list() == ["care.visit"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("care.visit", "visit", "must begin with"),
        ("origin: service", "origin: moon", "families.0.reasons.0.origin"),
        ("[prendre rendez-vous]", "['(prendre']", "prendre"),
        ("families:", "family:", "families"),
        ("label: {fr: Soins, en: Care}", "label: {fr: Soins}", "label.en"),
        ("step: subscribe", "step: [", "YAML"),
    ],
)
def test_a_bad_tree_says_what_to_mend(before: str, after: str, word: str) -> None:
    with pytest.raises(ReasonTreeError, match=word):
        load_tree(TREE.replace(before, after, 1))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.none() | st.text(max_size=80), max_size=5))
def test_any_text_gives_a_key_of_the_tree_or_nothing(texts: list[str | None]) -> None:
    tree = default_tree()
    said = pl.Series("said", texts, dtype=pl.String)
    found = tree.find(said)
    assert len(found) == len(texts)
    assert all(key is None or key in tree for key in found)
    resolved = tree.resolve(said)
    assert tree.resolve(resolved).to_list() == resolved.to_list()


@pytest.mark.open_data
def test_most_real_conversations_find_a_reason() -> None:
    with gzip.open(
        open_data("ibm_twitter_care_docs/dev.jsonl.gz"), "rt", encoding="utf-8"
    ) as lines:
        records = [json.loads(line) for line in lines]
    said = ["\n".join(t["text"] for t in r["turns"] if t["role"] == "customer") for r in records]
    found = default_tree().find(pl.Series(said))
    assert found.null_count() / len(found) < 0.35
    commonest = max(Counter(found).values())
    assert commonest < 0.3 * len(found)
