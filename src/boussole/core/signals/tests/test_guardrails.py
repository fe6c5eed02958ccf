"""The guardrails of reading: text only, customers only for what is felt, agents only for what is done."""

from __future__ import annotations

from boussole.core import schemas
from boussole.core.signals import ACT_NAMES, AGENT_ACTS, CUSTOMER_NAMES, CUSTOMER_SIGNALS
from boussole.core.signals.models import shipped

FEELINGS = (
    "emotion",
    "sentiment",
    "tone",
    "mood",
    "anger",
    "angry",
    "satisfaction",
    "stress",
    "empathy",
    "friendl",
    "polite",
    "humeur",
    "colère",
    "émotion",
)
NOT_TEXT = (
    "audio",
    "voice",
    "pitch",
    "volume",
    "video",
    "face",
    "keystroke",
    "typing",
    "speed",
    "keyboard",
    "pause",
)


def test_no_agent_act_names_a_feeling() -> None:
    for act in AGENT_ACTS:
        words = f"{act.name} {act.label.fr} {act.label.en}".lower()
        assert not [word for word in FEELINGS if word in words]


def test_the_agent_acts_are_the_ten_observable_ones() -> None:
    assert set(ACT_NAMES) == {
        "acknowledgement", "reformulation", "apology", "open_question", "explanation", "commitment",
        "offer", "refusal", "handover", "closing_check",
    }  # fmt: skip


def test_what_is_read_is_text_and_nothing_else() -> None:
    read_from = set(schemas.TURNS_IN.names)
    assert read_from == {"conversation_id", "turn", "role", "text_masked", "lang"}
    written = " ".join([*schemas.TURNS_IN.names, *schemas.SIGNALS_OUT.names])
    assert not [word for word in NOT_TEXT if word in written]


def test_customer_signals_say_what_was_expressed() -> None:
    for signal in CUSTOMER_SIGNALS:
        assert signal.label.fr
        assert signal.label.en
        assert " est " not in signal.label.fr


def test_a_model_reads_the_signals_of_its_side_and_no_other() -> None:
    for side, names in (("customer", CUSTOMER_NAMES), ("agent", ACT_NAMES)):
        read_by = {label.partition(":")[0] for label in shipped(side).linear.labels}
        assert read_by == set(names)
