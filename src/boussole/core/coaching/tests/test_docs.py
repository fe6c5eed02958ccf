"""The page on sessions lists the cues of the catalogue, as they are."""

from __future__ import annotations

import pytest

from boussole.core.coaching import CUES, ObservableCue
from boussole.core.coaching.following import BEFORE_WEEKS, MINIMUM_N, MINIMUM_PEOPLE
from tests.open_data import ROOT

PAGE = (ROOT / "docs" / "coaching-sessions.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("cue", CUES.values(), ids=CUES)
def test_every_cue_has_its_row(cue: ObservableCue) -> None:
    assert f"| {cue.sentence.en} | {cue.sentence.fr} | {cue.observed.en} |" in PAGE


def test_no_row_is_left_behind() -> None:
    table = PAGE.split("| cue | en français |")[1].split("\n\n")[0]
    assert table.count("\n| ") == len(CUES)


def test_the_thresholds_it_gives_are_the_ones_that_run() -> None:
    assert (BEFORE_WEEKS, MINIMUM_N, MINIMUM_PEOPLE) == (8, 10, 5)
    for said in ("eight weeks before", "Below ten conversations", "five people on"):
        assert said in PAGE
