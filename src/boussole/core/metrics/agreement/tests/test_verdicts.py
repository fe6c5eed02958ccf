"""What is said of a rule, what is left open, and the order in which rules are rewritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics.agreement import Agreement, Coefficient, Ratings, agreement, words
from boussole.core.metrics.agreement.verdicts import band, rewrite_first, verdict
from boussole.core.text import Text

UNSAID = Coefficient(None, None, None, "one_category")


def judged(
    alpha: float,
    low: float | None = None,
    high: float | None = None,
    *,
    items: int = 20,
    ac1: float = 0.5,
) -> Agreement:
    return Agreement(
        raters=8,
        items=items,
        ratings=8 * items,
        dominant=0.6,
        percent=Coefficient(0.8, 0.7, 0.9),
        alpha=Coefficient(alpha, low, high),
        ac1=Coefficient(ac1, None, None),
    )


def test_bands_are_krippendorff_s() -> None:
    assert [band(value) for value in (0.8, 0.7999, 0.667, 0.666, -0.2)] == [
        "reliable", "tentative", "tentative", "rewrite", "rewrite",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "kind", "could_be"),
    [
        (judged(0.9, 0.82, 0.95), "reliable", ("reliable",)),
        (judged(0.85, 0.7, 0.95), "reliable", ("tentative", "reliable")),
        (judged(0.7, 0.5, 0.9), "tentative", ("rewrite", "tentative", "reliable")),
        (judged(0.3, 0.1, 0.5), "rewrite", ("rewrite",)),
        (judged(1.0), "reliable", ()),
    ],
)
def test_the_verdict_says_what_its_interval_leaves_open(
    found: Agreement, kind: str, could_be: tuple[str, ...]
) -> None:
    given = verdict(found)
    assert (given.kind, given.could_be) == (kind, could_be)
    assert given.straddles == (len(could_be) > 1)


def test_too_few_situations_judge_no_rule() -> None:
    given = verdict(judged(0.2, 0.1, 0.3, items=6))
    assert (given.kind, given.why, given.missing) == ("cannot_be_said", "few_items", 4)
    same = verdict(replace(judged(0.2), alpha=UNSAID))
    assert (same.kind, same.why) == ("cannot_be_said", "one_category")


def test_a_rare_answer_asks_for_other_situations_before_a_rewrite() -> None:
    rows = [
        (rater, f"{item:03d}", "-" if item in rare else "+")
        for rater, rare in (("A", {1, 2}), ("B", {3, 4}), ("C", set[int]()))
        for item in range(60)
    ]
    found = agreement(Ratings.of(rows, "+-"), seed=1)
    assert verdict(found).kind == "rewrite"
    assert verdict(found).lopsided
    assert "situations plus contrastées" in words.say(found).fr
    assert not verdict(judged(0.2, 0.1, 0.3, ac1=0.3)).lopsided


def test_rules_are_rewritten_in_the_order_of_sure_disagreement() -> None:
    found = rewrite_first(
        {
            "few_and_dreadful": judged(0.1, -0.4, 0.75, items=10),
            "surely_bad": judged(0.4, 0.3, 0.5),
            "fine": judged(0.9, 0.85, 0.95),
            "unknown": replace(judged(0.0), alpha=UNSAID),
            "lopsided": judged(0.0, -0.1, 0.1, ac1=0.95),
            "also_bad": judged(0.4, 0.3, 0.5),
            "perfect": judged(1.0),
        }
    )
    assert [one.rule for one in found] == [
        "also_bad", "surely_bad", "few_and_dreadful", "fine", "perfect", "lopsided", "unknown",
    ]  # fmt: skip
    assert found[0].surely == pytest.approx(0.5)
    assert found[0].disagreement == pytest.approx(0.6)


alphas = st.floats(-1, 1)


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.tuples(alphas, alphas, alphas, st.integers(2, 30)),
        max_size=6,
    )
)
@settings(max_examples=60)
def test_the_order_does_not_depend_on_the_order_given(
    given_alphas: dict[str, tuple[float, float, float, int]],
) -> None:
    rules = {
        name: judged(sorted(three)[1], min(three), max(three), items=items)
        for name, (*three, items) in given_alphas.items()
    }
    backwards = dict(reversed(rules.items()))
    assert rewrite_first(rules) == rewrite_first(backwards)
    assert {one.rule for one in rewrite_first(rules)} == set(rules)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            judged(0.85, 0.81, 0.9),
            Text(
                fr="Accord fiable\u00a0: la règle se lit de la même façon pour tous (α = 0,85, entre 0,81 et 0,90, "
                "20\u00a0situations, 8\u00a0personnes).",
                en="Reliable agreement: everyone reads the rule the same way (α = 0.85, between 0.81 and 0.90, "
                "20 situations, 8 people).",
            ),
        ),
        (
            judged(0.7, 0.5, 0.9),
            Text(
                fr="Accord à confirmer\u00a0: la règle laisse encore place à l’interprétation (α = 0,70, entre 0,50 et "
                "0,90, 20\u00a0situations, 8\u00a0personnes). L’intervalle va de «\u202frègle à réécrire\u202f» à "
                "«\u202faccord fiable\u202f»\u00a0: d’autres situations jugées trancheraient.",
                en="Tentative agreement: the rule still leaves room for interpretation (α = 0.70, between 0.50 and "
                "0.90, 20 situations, 8 people). The interval runs from “rule to rewrite” to “reliable agreement”: "
                "judging more situations would settle it.",
            ),
        ),
        (
            judged(0.2, items=6),
            Text(
                fr="Pas encore assez de situations jugées par plusieurs personnes\u00a0: il en manque 4.",
                en="Not enough situations judged by several people yet: 4 more needed.",
            ),
        ),
    ],
)
def test_verdicts_are_said_in_both_languages(found: Agreement, said: Text) -> None:
    assert words.say(found) == said


def test_what_cannot_be_said_says_why() -> None:
    alone = agreement(Ratings.of([("A", "1", "+"), ("A", "2", "-")], "+-"), seed=1)
    assert "deux personnes" in words.say(alone).fr
    same = agreement(Ratings.of([(r, i, "+") for r in "AB" for i in "0123456789ab"], "+-"), seed=1)
    assert "hasard" in words.say(same).fr
    rows = [(r, f"{i:02d}", "+-"[i % 2]) for r in "AB" for i in range(12)]
    assert "Aucun désaccord" in words.say(agreement(Ratings.of(rows, "+-"), seed=1)).fr
    assert "calculer un intervalle" in words.say(replace(judged(0.5))).fr
