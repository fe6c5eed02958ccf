"""The Arrow schemas of facts, in one place.

Text in facts is always masked; every ``start`` and ``end`` counts characters of ``text_masked``.
Raise ``SCHEMA_VERSION`` when a column changes meaning, appears or goes.
"""

from __future__ import annotations

import pyarrow as pa

from boussole.core.signals.catalogue import CUSTOMER_NAMES, SIGNAL_NAMES

SCHEMA_VERSION = 3

INSTANT = pa.timestamp("us", tz="UTC")
LABEL = pa.struct(
    [
        pa.field("signal", pa.string(), nullable=False),
        pa.field("strength", pa.float32(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
    ]
)

# What the signal reader is given: one row per turn, the turns of a conversation together and in order.
TURNS_IN = pa.schema(
    [
        pa.field("conversation_id", pa.string(), nullable=False),
        pa.field("turn", pa.int32(), nullable=False),
        pa.field("role", pa.string(), nullable=False),
        pa.field("text_masked", pa.string(), nullable=False),
        pa.field("lang", pa.string()),
    ]
)

# What it returns, row for row: the language, one strength per signal, and the passages that show them.
SIGNALS_OUT = pa.schema(
    [
        pa.field("lang", pa.string(), nullable=False),
        *(pa.field(name, pa.float32(), nullable=False) for name in SIGNAL_NAMES),
        pa.field("labels", pa.list_(LABEL), nullable=False),
    ]
)

TURNS = pa.schema(
    [
        pa.field("conversation_id", pa.string(), nullable=False),
        pa.field("turn", pa.int32(), nullable=False),
        pa.field("role", pa.string(), nullable=False),
        pa.field("at", INSTANT),
        pa.field("public", pa.bool_(), nullable=False),
        pa.field("author", pa.string()),
        pa.field("text_masked", pa.string(), nullable=False),
        *SIGNALS_OUT,
    ]
)

CONVERSATIONS = pa.schema(
    [
        # identity and dimensions
        pa.field("conversation_id", pa.string(), nullable=False),
        pa.field("channel", pa.string()),
        pa.field("subject_masked", pa.string()),
        pa.field("started_at", INSTANT),
        pa.field("ended_at", INSTANT),
        pa.field("customer_id", pa.string()),
        pa.field("agent_id", pa.string()),
        pa.field("team", pa.string()),
        pa.field("lang", pa.string(), nullable=False),
        pa.field("turns", pa.int32(), nullable=False),
        pa.field("customer_turns", pa.int32(), nullable=False),
        pa.field("agent_turns", pa.int32(), nullable=False),
        # reason and origin, null when unknown; given by the source or settled by a person, or else found
        pa.field("reason", pa.string()),
        pa.field("reason_given", pa.bool_(), nullable=False),
        pa.field("step", pa.string()),
        pa.field("origin", pa.string()),
        pa.field("demand", pa.string()),
        # course
        pa.field("tension", pa.list_(pa.float32()), nullable=False),
        pa.field("tension_peak", pa.float32(), nullable=False),
        pa.field("tension_end", pa.float32(), nullable=False),
        *(pa.field(name, pa.float32(), nullable=False) for name in CUSTOMER_NAMES),
        pa.field("effort_expressed", pa.bool_(), nullable=False),
        pa.field("need_calm", pa.bool_()),
        pa.field("need_explored", pa.bool_()),
        pa.field("offer_made", pa.bool_()),
        pa.field("offer_early", pa.bool_()),
        pa.field("transfers", pa.int32(), nullable=False),
        pa.field("commitments", pa.int32(), nullable=False),
        pa.field("promises_kept", pa.int32(), nullable=False),
        pa.field("promises_broken", pa.int32(), nullable=False),
        # clocks, in seconds; null when they cannot be known
        pa.field("first_response", pa.float64()),
        pa.field("first_resolution", pa.float64()),
        pa.field("resolution", pa.float64()),
        pa.field("customer_waited", pa.float64()),
        pa.field("observed_until", INSTANT),
        # outcome
        pa.field("status", pa.string()),
        pa.field("resolved", pa.bool_()),
        pa.field("reopened", pa.bool_()),
    ]
)

# Conversations with what only their neighbours can tell: the same customer's contacts before and after.
CONTACTS = pa.schema(
    [
        *CONVERSATIONS,
        pa.field("previous_contact_at", INSTANT),
        pa.field("next_contact_at", INSTANT),
        pa.field("next_same_reason_at", INSTANT),
        pa.field("previous_same_reason_at", INSTANT),
    ]
)

ANSWERS = pa.schema(
    [
        pa.field("conversation_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("scale", pa.int32(), nullable=False),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("at", INSTANT),
        pa.field("comment_masked", pa.string()),
        # ``open``, ``in_time`` or ``late`` when a low answer was to be followed up
        pa.field("follow_up", pa.string()),
        # the conversation's dimensions, repeated so that a metric reads one table; what is said of the
        # company as a whole has no team, agent, reason or origin to answer for it
        pa.field("started_at", INSTANT),
        pa.field("channel", pa.string()),
        pa.field("customer_id", pa.string()),
        pa.field("agent_id", pa.string()),
        pa.field("team", pa.string()),
        pa.field("lang", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("step", pa.string()),
        pa.field("origin", pa.string()),
        pa.field("demand", pa.string()),
    ]
)

# What the playbook finds: one row per rule and place. ``upstream`` marks a cause outside the service.
MOMENTS = pa.schema(
    [
        pa.field("conversation_id", pa.string(), nullable=False),
        pa.field("rule", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("success", pa.bool_(), nullable=False),
        pa.field("turn", pa.int32(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("passage", pa.string(), nullable=False),
        pa.field("because", pa.list_(pa.int32()), nullable=False),
        pa.field("strength", pa.float32(), nullable=False),
        pa.field("upstream", pa.bool_(), nullable=False),
    ]
)
