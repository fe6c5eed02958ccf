"""The second reader on the command line: its settings, and what it made of the doubts put to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rich.table import Table

from boussole.adapters.language_models import Budget, Endpoint, Price, Usage
from boussole.core.signals import BY_NAME, SIGNAL_NAMES
from boussole.core.signals.review import Outcome, Review
from boussole.core.text import Language, Text
from boussole.core.wording import counted, duration, number
from boussole.web.environment import Environment, EnvironmentVariableError

_COLUMNS = {
    "signal": Text(fr="signal", en="signal"),
    "asked": Text(fr="demandées", en="asked"),
    "confirmed": Text(fr="confirmées", en="confirmed"),
    "refuted": Text(fr="infirmées", en="refuted"),
    "rejected": Text(fr="réponses rejetées", en="answers rejected"),
    "declined": Text(fr="refus de juger", en="declined"),
    "unanswered": Text(fr="sans réponse", en="unanswered"),
}
_COUNTED = tuple(_COLUMNS)[1:]
_TITLE = Text(fr="Second lecteur\u00a0: {reader}", en="Second reader: {reader}")
_TOTAL = Text(fr="ensemble", en="together")
_TOOK = Text(
    fr="{calls}, {tokens}\u00a0; temps médian {latency}, au plus {slowest}\u00a0; coût\u00a0: {cost}",
    en="{calls}, {tokens}; median time {latency}, at most {slowest}; cost: {cost}",
)
_CALLS = (("requête", "requêtes"), ("request", "requests"))
_TOKENS = Text(fr="{tin} jetons envoyés, {tout} reçus", en="{tin} tokens sent, {tout} received")
_UNKNOWN = Text(fr="–", en="–")
_NO_PRICE = Text(fr="prix non donné", en="no price given")
_AT_LEAST = Text(fr="au moins {cost}", en="at least {cost}")
_KINDS = {
    Outcome.REJECTED_CITATION: "rejected",
    Outcome.MALFORMED: "rejected",
    Outcome.REFUSAL: "declined",
}


def endpoint_of(environment: Environment) -> Endpoint:
    """The endpoint that the variables describe.

    Raises ``EnvironmentVariableError`` or ``EndpointSettingsError`` for what cannot be used.
    """
    return Endpoint(
        url=environment.text("SECOND_READER_URL"),
        model=environment.text("SECOND_READER_MODEL"),
        key=environment.text("SECOND_READER_KEY"),
        timeout=_above_zero(environment, "SECOND_READER_TIMEOUT"),
        json_mode=environment.flag("SECOND_READER_JSON"),
        clear=not environment.flag("SECOND_READER_HTTPS"),
        options=environment.options("SECOND_READER_BODY"),
        price=_price(environment),
    )


def budget_of(environment: Environment) -> Budget:
    """The most that one run may ask."""
    return Budget(
        requests=_above_zero(environment, "SECOND_READER_MAX_REQUESTS"),
        seconds=_above_zero(environment, "SECOND_READER_MAX_SECONDS"),
    )


def _above_zero(environment: Environment, name: str) -> int:
    value = environment.number(name)
    if not value:
        raise EnvironmentVariableError(f"BOUSSOLE_{name} is 0; write a whole number above it.")
    return value


def _price(environment: Environment) -> Price | None:
    """Both prices, or none: a cost that leaves half of it out would mislead."""
    names = ("SECOND_READER_PRICE_IN", "SECOND_READER_PRICE_OUT")
    tokens_in, tokens_out = (environment.amount(name) for name in names)
    if tokens_in is None and tokens_out is None:
        return None
    if tokens_in is None or tokens_out is None:
        missing = names[0] if tokens_in is None else names[1]
        raise EnvironmentVariableError(f"BOUSSOLE_{missing} is not set; give both prices, or none.")
    return Price(tokens_in, tokens_out)


@dataclass
class Results:
    """What became of the doubts, signal by signal."""

    signals: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, review: Review) -> None:
        """Count a review."""
        self.signals[review.doubt.signal].update(["asked", _kind(review)])

    @property
    def answered(self) -> int:
        """How many doubts had an answer, good or not."""
        total = self._total()
        return total["asked"] - total["unanswered"]

    def table(self, reader: str, language: Language) -> Table:
        """One row per signal asked about, and all of them together."""
        table = Table(title=_TITLE.format(reader=reader).in_(language), title_justify="left")
        for name, head in _COLUMNS.items():
            table.add_column(head.in_(language), justify="left" if name == "signal" else "right")
        for name in SIGNAL_NAMES:
            if name in self.signals:
                label = BY_NAME[name].label.in_(language)
                table.add_row(label, *_cells(self.signals[name], language))
        table.add_section()
        table.add_row(_TOTAL.in_(language), *_cells(self._total(), language), style="bold")
        return table

    def costs(self, usage: Usage, *, priced: bool) -> Text:
        """What the run took, in requests, tokens, time and money."""
        tokens = _TOKENS.format(tin=number(usage.tokens_in), tout=number(usage.tokens_out))
        return _TOOK.format(
            calls=counted(usage.calls, *_CALLS),
            tokens=tokens,
            latency=_time(usage.latency),
            slowest=_time(usage.slowest),
            cost=_cost(usage) if priced else _NO_PRICE,
        )

    def _total(self) -> Counter[str]:
        return sum(self.signals.values(), Counter())


def _kind(review: Review) -> str:
    if review.verdict is not None:
        return "confirmed" if review.verdict.holds else "refuted"
    return _KINDS.get(review.outcome, "unanswered")


def _cells(counts: Counter[str], language: Language) -> list[str]:
    return [number(counts[name]).in_(language) for name in _COUNTED]


def _time(seconds: float | None) -> Text:
    if seconds is None:
        return _UNKNOWN
    if seconds >= 10:  # noqa: PLR2004 - below, tenths of a second say something
        return duration(seconds)
    said = number(seconds, 1)
    return Text(fr=f"{said.fr}\u00a0s", en=f"{said.en}\u00a0s")


def _cost(usage: Usage) -> Text:
    said = number(usage.cost, 4)
    return said if usage.fully_priced else _AT_LEAST.format(cost=said)
