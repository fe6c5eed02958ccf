"""The targets, and what is reached: the first table of the page.

A target is a floor or, for errors, a ceiling. It is reached when the figure is; when the interval holds
figures on the other side of it, the page says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.accuracy.results import Results
from benchmarks.accuracy.subsets import Part
from boussole.core.metrics.intervals import Interval
from boussole.core.text import Language

CLEAR = "dissatisfaction:2"
NOT_MEASURED = Interval(None, None, None)

Figure = Callable[[Results, Language], Interval]


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted: ``bar`` to reach, or not to exceed when ``ceiling``; ``points`` for a difference."""

    what: str
    bar: float
    figure: Figure
    ceiling: bool = False
    points: bool = False

    def reached(self, found: Interval) -> bool | None:
        """Say whether it is reached; None when it was not measured."""
        if found.value is None:
            return None
        return self._within(found.value)

    def sure(self, found: Interval) -> bool:
        """Say whether the whole interval is on the same side of the bar."""
        bounds = (found.low, found.high)
        sides = {self._within(bound) for bound in bounds if bound is not None}
        return len(sides) == 1

    def _within(self, value: float) -> bool:
        return value <= self.bar if self.ceiling else value >= self.bar


def _macro(side: str) -> Figure:
    return lambda found, lang: found.sets[f"{side}_{lang}"].macro


def _gain(side: str) -> Figure:
    return lambda found, lang: found.sets[f"{side}_{lang}"].gain


def _lexicon_gain(found: Results, lang: Language) -> Interval:
    answers = found.sets[f"customer_{lang}"].lexicon
    return next(one.gain for one in answers if one.asked.column == CLEAR)


def _strong(found: Results, lang: Language) -> Interval:
    strong = found.sets[f"customer_{lang}"].strong
    return strong.recall if strong else NOT_MEASURED


def _part(tag: str, begins: str, *, good: bool) -> Figure:
    def figure(found: Results, lang: Language) -> Interval:
        asked: tuple[Part, ...] = found.sets[f"customer_{lang}"].parts
        return next(
            one.share
            for one in asked
            if one.tag == tag and one.what.startswith(begins) and one.good == good
        )

    return figure


def _only(language: Language, figure: Callable[[Results], Interval]) -> Figure:
    return lambda found, lang: figure(found) if lang == language else NOT_MEASURED


CLEARLY = "dissatisfaction, 2 or more"
TARGETS = (
    Target("customers’ signals: macro F1", 0.82, _macro("customer")),
    Target("agents’ acts: macro F1", 0.82, _macro("agent")),
    Target(
        "customers: macro F1 above plain words at their best, points",
        0.0, _gain("customer"), points=True,
    ),
    Target("agents: macro F1 above plain words at their best, points", 0.0, _gain("agent"), points=True),
    Target(
        "clear dissatisfaction (2 or more): F1", 0.85,
        lambda found, lang: found.sets[f"customer_{lang}"].label(CLEAR).ours.f1,
    ),
    Target("clear dissatisfaction: F1 above the lexicon, points", 0.0, _lexicon_gain, points=True),
    Target("strong dissatisfaction: recall when 70 % of alerts are right", 0.85, _strong),
    Target("irony: clear dissatisfaction found", 0.60, _part("#irony", CLEARLY, good=True)),
    Target("polite cold anger: clear dissatisfaction found", 0.80, _part("#cold", CLEARLY, good=True)),
    Target(
        "hard neutral messages: clear dissatisfaction read by mistake",
        0.08, _part("#hard", CLEARLY, good=False), ceiling=True,
    ),
    Target(
        "customers: mean calibration error", 0.05,
        lambda found, lang: found.sets[f"customer_{lang}"].calibration, ceiling=True,
    ),
    Target(
        "agents: mean calibration error", 0.05,
        lambda found, lang: found.sets[f"agent_{lang}"].calibration, ceiling=True,
    ),
    Target(
        "situations: precision", 0.75, lambda found, lang: found.situations[lang].every.precision
    ),
    Target("situations: recall", 0.70, lambda found, lang: found.situations[lang].every.recall),
    Target(
        "conversations without a situation: one read by mistake",
        0.10, lambda found, lang: found.situations[lang].false_alarms, ceiling=True,
    ),
    Target(
        "promises: F1 of agents’ turns", 0.80,
        lambda found, lang: found.situations[lang].readings.promises.f1,
    ),
    Target(
        "contact reasons, banking77: right, a reason always named (published BERT 93.7)", 0.91,
        _only("en", lambda found: found.reasons.banking.forced),
    ),
    Target(
        "contact reasons, CLINC150: right among known ones (published SVM 91.0)", 0.91,
        _only("en", lambda found: found.reasons.clinc.inside.free),
    ),
    Target(
        "contact reasons, CLINC150: messages of no known reason left unknown (published BERT 40.3)", 0.60,
        _only("en", lambda found: found.reasons.clinc.recall),
    ),
)  # fmt: skip
