"""What a page shows of a play is what was said, whatever was typed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.roleplay import begin, say, shipped_scenarios
from boussole.features.roleplay.shown import messages

SCENARIO = shipped_scenarios()[0]
TYPED = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=80),
        st.sampled_from(
            ["Je comprends.", "Désolé, je ne peux pas.", "Calmez-vous.", "Je vous rappelle demain."]
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(texts=TYPED)
def test_the_pieces_of_a_play_are_its_messages(texts: list[str]) -> None:
    play = begin(SCENARIO, "fr", 1)
    for text in texts:
        if not play.over:
            play = say(play, text)
    for explained in (True, False):
        shown = messages(play, explained=explained)
        said = ["".join(piece.text for piece in message.pieces) for message in shown]
        assert said == [text for _role, text in play.messages]
        assert [message.number for message in shown] == list(range(1, len(said) + 1))
        keys = [reason.key for message in shown for reason in message.reasons]
        assert len(keys) == len(set(keys))
        assert bool(keys) <= explained
    for before, after in pairwise(shown):
        assert before.after == after.before
