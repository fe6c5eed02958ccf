"""A small scenario in one language, to change and to break."""

from __future__ import annotations

from boussole.core.roleplay import Heard, Scenario, load
from boussole.core.roleplay.paths import heard_of

SMALL = """
key: small
name: {en: A late parcel}
sector: retail
level: 1
languages: [en]
customer: {en: Mrs Hill}
briefing: {situation: {en: A parcel is late.}}
works_on: [recovery]
aims: [acknowledgement, commitment]
start: {state: opening, tension: 2}
limit: {answers: 6, to: nothing}
points:
  - {key: refund, text: {en: A refund}, says: {en: ["refund*"]}, calms: true}
facts:
  - {key: gift, name: {en: it is a gift}, lines: {en: [It is a gift.]}}
  - {key: moved, name: {en: she moved}, about: {en: [address]}, lines: {en: [I have moved.]}}
states:
  - key: opening
    lines: {en: [My parcel is late.]}
    insists: {en: [Still late.]}
    gives: [gift, moved]
    moves:
      - {when: {all: [{act: commitment}, {done: acknowledgement}]}, to: waiting}
      - {when: {tension: at_least, level: 3, for: 2}, to: gone}
  - key: waiting
    lines: {en: [Fine.]}
    settled: true
    moves: [{when: {act: closing_check}, to: happy}]
endings:
  - {key: happy, kind: solved, quality: good, resolved: true, name: {en: Happy}, lines: {en: [Thank you.]}, debrief: {en: Well done.}}
  - {key: gone, kind: left, quality: bad, name: {en: Gone}, lines: {en: [I am off.]}, debrief: {en: Too tense.}}
  - {key: nothing, kind: out_of_time, quality: bad, name: {en: Nothing}, lines: {en: [Bye.]}, debrief: {en: Too long.}}
"""


def small() -> Scenario:
    """The scenario as it is."""
    return load(SMALL)


def did(*acts: str, points: tuple[str, ...] = ()) -> Heard:
    """An answer that holds these acts."""
    return heard_of(*acts, points=points)
