"""How masking is scored: by letters hidden, and by places that touch personal data."""

from __future__ import annotations

from benchmarks.accuracy.masking import GOLD, LOOKED_FOR, gold_lines, score_masking
from benchmarks.accuracy.samples import Line


def test_masking_is_scored_by_letters_hidden() -> None:
    text = "Write to a.b@example.org or ask zebulon, in Paris."
    spans = tuple(
        (kind, text.index(said), text.index(said) + len(said))
        for kind, said in (("EMAIL_ADDRESS", "a.b@example.org"), ("PERSON", "zebulon"))
    )
    plain = score_masking([Line(text, spans=spans)])
    assert {one.kind: one.whole.value for one in plain.kinds} == {"EMAIL_ADDRESS": 1, "PERSON": 0}
    assert (plain.replaced, plain.justified.value) == (1, 1)
    known = score_masking([Line(text, spans=spans)], with_names=True)
    assert {one.kind: one.whole.value for one in known.kinds} == {"EMAIL_ADDRESS": 1, "PERSON": 1}


def test_a_town_masked_as_a_name_is_no_right_place() -> None:
    text = "Write to a.b@example.org, my name is Kowalski."
    spans = (("EMAIL_ADDRESS", 9, 24), ("GPE", 37, 45))
    scored = score_masking([Line(text, spans=spans)])
    assert (scored.replaced, scored.precise.value, scored.justified.value) == (2, 0.5, 1.0)


def test_the_gold_is_read_with_its_spans() -> None:
    for file in GOLD.values():
        lines = gold_lines(file)
        assert {kind for line in lines for kind, _, _ in line.spans} <= LOOKED_FOR
        assert all(line.text[start:end].strip() for line in lines for _, start, end in line.spans)
