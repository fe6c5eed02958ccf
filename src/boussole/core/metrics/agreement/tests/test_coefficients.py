"""Coefficients against published examples, then what must hold of any ratings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics.agreement import Agreement, Ratings, RatingsError, agreement

Row = tuple[str, str, str]


def table(columns: dict[str, str]) -> list[Row]:
    """Rows from one string of categories per rater, a dot where nothing was said."""
    return [
        (rater, f"{item:02d}", category)
        for rater, said in columns.items()
        for item, category in enumerate(said)
        if category != "."
    ]


def measured(
    columns: dict[str, str], categories: Sequence[str], *, ordinal: bool = False
) -> Agreement:
    return agreement(Ratings.of(table(columns), categories, ordinal=ordinal), seed=1, resamples=200)


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). A: binary data, two observers.
SECTION_A = {"Meg": "0100000010", "Owen": "1110010000"}
# B: nominal data, two observers.
SECTION_B = {"Ben": "aabbdcccedda", "Gerry": "babbbccceddd"}
# C and D: four observers, some data missing; nominal, then ordinal.
SECTION_C = {
    "A": "123321412...",
    "B": "1233224125.3",
    "C": ".3332342251.",
    "D": "12332441251.",
}


@pytest.mark.parametrize(
    ("columns", "categories", "ordinal", "alpha"),
    [
        (SECTION_A, "01", False, 0.095),
        (SECTION_B, "abcde", False, 0.692),
        (SECTION_C, "12345", False, 0.743),
        (SECTION_C, "12345", True, 0.815),
    ],
)
def test_alpha_is_krippendorff_s(
    columns: dict[str, str], categories: str, ordinal: bool, alpha: float
) -> None:
    found = measured(columns, categories, ordinal=ordinal)
    assert found.alpha.value == pytest.approx(alpha, abs=5e-4)


# Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014): five observers, fifteen units. Values as
# the author's irrCAC package gives them (its raw5obser and raw4raters data).
FIVE_OBSERVERS = {
    "1": "112.001122.0131",
    "2": "11300" + "00.2110231",
    "3": "203000222100221",
    "4": ".13....0.10022.",
    "5": "2..0001.2....31",
}


@pytest.mark.parametrize(
    ("columns", "categories", "percent", "ac1", "alpha"),
    [
        (SECTION_C, "12345", 0.818, 0.775, 0.743),
        (FIVE_OBSERVERS, "0123", 0.616, 0.497, 0.481),
    ],
)
def test_ac1_is_gwet_s(
    columns: dict[str, str], categories: str, percent: float, ac1: float, alpha: float
) -> None:
    found = measured(columns, categories)
    assert found.percent.value == pytest.approx(percent, abs=5e-4)
    assert found.ac1.value == pytest.approx(ac1, abs=5e-4)
    assert found.alpha.value == pytest.approx(alpha, abs=5e-4)


def test_high_agreement_on_a_rare_answer_is_gwet_s_paradox() -> None:
    # Gwet, Kappa statistic is not satisfactory for assessing the extent of agreement between raters
    # (2002): 125 subjects, 118 and 0 in agreement, 5 and 2 not. Kappa is -0.023 and AC1 0.941.
    first, second = "+" * 123 + "-" * 2, "+" * 118 + "-" * 5 + "+" * 2
    found = measured({"A": first, "B": second}, "+-")
    assert found.percent.value == pytest.approx(0.944)
    assert found.ac1.value == pytest.approx(0.9408, abs=5e-5)
    assert found.alpha.value is not None
    assert -0.05 < found.alpha.value < 0


def test_many_raters_are_those_of_fleiss_s_kappa() -> None:
    # The worked example of Fleiss' kappa (Fleiss, Psychological Bulletin 76, 1971, method): ten subjects,
    # fourteen raters; mean agreement .378, kappa .210. Alpha is 1 - (1 - kappa)(n - 1) / n.
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    rows = [
        (f"r{place:02d}", f"s{subject}", category)
        for subject, given in enumerate(counts)
        for place, category in enumerate(
            "".join(c * k for c, k in zip("abcde", given, strict=True))
        )
    ]
    found = agreement(Ratings.of(rows, "abcde"), seed=1, resamples=50)
    assert found.percent.value == pytest.approx(0.378, abs=5e-4)
    assert found.alpha.value == pytest.approx(1 - (1 - 0.210) * 139 / 140, abs=5e-4)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "few_raters"),
        ({"A": "+-+"}, "few_raters"),
        ({"A": "+", "B": "-"}, "few_items"),
        ({"A": "+-...", "B": "..+-."}, "few_items"),
    ],
)
def test_too_little_cannot_be_said(columns: dict[str, str], why: str) -> None:
    found = measured(columns, "+-")
    for coefficient in (found.percent, found.alpha, found.ac1):
        assert (coefficient.value, coefficient.low, coefficient.high) == (None, None, None)
        assert coefficient.why == why


def test_one_category_alone_says_nothing_beyond_chance() -> None:
    found = measured({"A": "++++", "B": "++++"}, "+-")
    assert (found.percent.value, found.percent.low, found.dominant) == (1.0, None, 1.0)
    assert (found.alpha.value, found.alpha.why) == (None, "one_category")
    assert (found.ac1.value, found.ac1.why) == (None, "one_category")


def test_one_category_among_pairs_says_nothing_either() -> None:
    found = measured({"A": "+++-", "B": "+++."}, "+-")
    assert (found.alpha.value, found.alpha.why) == (None, "one_category")
    assert found.ac1.value == 1.0


def test_no_disagreement_gives_no_interval() -> None:
    found = measured({"A": "+-+-+-", "B": "+-+-+-", "C": "+-+-+-"}, "+-")
    assert (found.alpha.value, found.alpha.low, found.alpha.high) == (1.0, None, None)
    assert (found.percent.value, found.percent.low) == (1.0, None)


def test_ratings_that_make_no_table_are_refused() -> None:
    with pytest.raises(RatingsError, match="ann on 1: 'maybe' is not one of"):
        Ratings.of([("ann", "1", "maybe")], ("met", "not_met"))
    with pytest.raises(RatingsError, match="ann judged 1 twice"):
        Ratings.of([("ann", "1", "met"), ("ann", "1", "met")], ("met", "not_met"))
    with pytest.raises(RatingsError, match="at least two"):
        Ratings.of([], ("met",))
    with pytest.raises(RatingsError, match="'perhaps' is not a category"):
        Ratings.of([], ("met", "not_met")).code_of("perhaps")


@st.composite
def rated(draw: st.DrawFn) -> list[Row]:
    raters = draw(st.integers(2, 6))
    items = draw(st.integers(2, 12))
    said = st.lists(st.sampled_from("abc."), min_size=items, max_size=items)
    return table({f"r{rater}": "".join(draw(said)) for rater in range(raters)})


def values(
    rows: list[Row], categories: str = "abc", *, ordinal: bool = False
) -> list[float | None]:
    found = agreement(Ratings.of(rows, categories, ordinal=ordinal), seed=3, resamples=20)
    return [found.percent.value, found.alpha.value, found.ac1.value]


def same(ours: list[float | None], theirs: list[float | None]) -> None:
    assert [one is None for one in ours] == [one is None for one in theirs]
    assert [one for one in ours if one is not None] == pytest.approx(
        [one for one in theirs if one is not None]
    )


@given(rated(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=80)
def test_names_of_raters_and_items_do_not_matter(
    rows: list[Row], random: Random, ordinal: bool
) -> None:
    raters, items = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    others, elsewhere = raters.copy(), items.copy()
    random.shuffle(others)
    random.shuffle(elsewhere)
    renamed, moved = (
        dict(zip(raters, others, strict=True)),
        dict(zip(items, elsewhere, strict=True)),
    )
    shuffled = [(renamed[rater], moved[item], category) for rater, item, category in rows]
    same(values(shuffled, ordinal=ordinal), values(rows, ordinal=ordinal))


@given(rated(), st.permutations("abc"))
@settings(max_examples=80)
def test_names_of_nominal_categories_do_not_matter(rows: list[Row], names: list[str]) -> None:
    renamed = dict(zip("abc", names, strict=True))
    same(values([(rater, item, renamed[said]) for rater, item, said in rows]), values(rows))


@given(rated())
@settings(max_examples=80)
def test_an_order_read_backwards_is_the_same_order(rows: list[Row]) -> None:
    same(values(rows, "cba", ordinal=True), values(rows, "abc", ordinal=True))


@given(rated(), st.booleans())
@settings(max_examples=80)
def test_coefficients_stay_on_their_scale(rows: list[Row], ordinal: bool) -> None:
    found = agreement(Ratings.of(rows, "abc", ordinal=ordinal), seed=3, resamples=50)
    for coefficient, lowest in ((found.percent, 0.0), (found.alpha, -1.0), (found.ac1, -1.0)):
        if coefficient.value is None:
            assert coefficient.why != "said"
            continue
        assert lowest <= coefficient.value <= 1 + 1e-12
        if coefficient.low is not None and coefficient.high is not None:
            assert lowest <= coefficient.low <= coefficient.value <= coefficient.high <= 1 + 1e-12


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=20), st.integers(2, 6), st.booleans())
@settings(max_examples=60)
def test_perfect_agreement_is_one(said: list[str], raters: int, ordinal: bool) -> None:
    found = values(table({f"r{i}": "".join(said) for i in range(raters)}), ordinal=ordinal)
    expected = 1.0 if len(set(said)) > 1 else None
    assert found == [1.0, expected, expected]


@given(rated(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_same_seed_gives_the_same_interval(rows: list[Row], random: Random) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)
    ours = agreement(Ratings.of(rows, "abc"), seed=5, resamples=50)
    assert agreement(Ratings.of(shuffled, "abc"), seed=5, resamples=50) == ours


@pytest.mark.parametrize("ordinal", [False, True])
def test_answers_at_random_agree_no_more_than_chance(ordinal: bool) -> None:
    rng = np.random.default_rng(4)
    said = {f"r{i}": "".join(rng.choice(list("abc"), 400, p=[0.6, 0.3, 0.1])) for i in range(6)}
    found = agreement(Ratings.of(table(said), "abc", ordinal=ordinal), seed=1)
    assert found.alpha.value == pytest.approx(0, abs=0.02)
    assert found.alpha.low is not None
    assert found.alpha.high is not None
    assert found.alpha.low < 0 < found.alpha.high


def test_a_scale_forgives_neighbours_that_names_do_not() -> None:
    near = {"A": "1234123412", "B": "1234223411"}
    far = {"A": "1234123412", "B": "1234423414"}
    assert measured(near, "1234").alpha.value == pytest.approx(
        measured(far, "1234").alpha.value, abs=0.06
    )
    ours, theirs = (measured(said, "1234", ordinal=True).alpha.value for said in (near, far))
    assert ours is not None
    assert theirs is not None
    assert ours > theirs + 0.2


def _population(
    rng: np.random.Generator, items: int, right: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    truth = rng.random(items) < 0.5
    return truth[None, :] ^ (rng.random((5, items)) >= right)


def test_the_interval_holds_the_alpha_of_all_situations() -> None:
    """Five raters, each right nine times in ten: over endless situations alpha is .64."""
    rng = np.random.default_rng(8)
    truth, held, runs = (2 * 0.9 - 1) ** 2, 0, 200
    for _ in range(runs):
        said = _population(rng, 30, 0.9)
        rows = table({f"r{i}": "".join("-+"[int(x)] for x in line) for i, line in enumerate(said)})
        alpha = agreement(Ratings.of(rows, "+-"), seed=2, resamples=400).alpha
        assert alpha.low is not None
        assert alpha.high is not None
        held += alpha.low <= truth <= alpha.high
    assert 0.89 <= held / runs <= 0.98


def test_nine_rules_of_twelve_situations_take_no_time() -> None:
    rng = np.random.default_rng(8)
    tables = [
        Ratings.of(table({f"r{i}": "".join(rng.choice(list("+-"), 12)) for i in range(20)}), "+-")
        for _ in range(9)
    ]
    start = time.perf_counter()
    for ratings in tables:
        agreement(ratings, seed=1, resamples=1000)
    assert time.perf_counter() - start < 2
