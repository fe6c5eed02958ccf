"""The brief in the terminal."""

from __future__ import annotations

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from boussole.adapters.reports import words
from boussole.core.brief.models import Brief, Debrief, Quote
from boussole.core.text import Language, Text

_BRAND, _TENSION, _QUIET = "cyan", "yellow", "bright_black"


class TerminalBrief:
    """Writes one brief to one console, in one language."""

    def __init__(self, brief: Brief, language: Language, console: Console) -> None:
        self.brief = brief
        self.language: Language = language
        self.console = console

    def show(self) -> None:
        """Print the whole brief, in the order a manager reads it."""
        brief = self.brief
        self._heading()
        self._section(words.CHANGES, [self._said(c.sentence) for c in brief.changes], self._quiet())
        if brief.patterns:
            self._section(words.PATTERNS, [self._said(p.sentence) for p in brief.patterns])
        self._section(words.FRICTIONS, self._frictions(), words.NO_FRICTION)
        self._section(words.SITUATIONS, self._debriefs(brief.situations), words.NO_SITUATION)
        if brief.upstream:
            self._section(words.UPSTREAM, self._debriefs(brief.upstream))
        self._section(words.THANKS, self._thanks(), words.NO_THANKS)
        self._section(words.CAUSES, self._causes(), words.NO_CAUSE)
        self._section(words.INDICATORS, [self._indicators(), self._small(brief.false_alarms)])
        self._section(words.COVERAGE, [self._small(note) for note in brief.coverage.notes])
        self.console.print(Line(self._in(words.FOOTER), style=_QUIET))

    def _in(self, text: Text) -> str:
        return text.in_(self.language)

    def _heading(self) -> None:
        title = f"Boussole · {self._in(words.TITLE)} · {self._in(self.brief.period.label)}"
        self.console.print(Rule(Line(title, style=f"bold {_BRAND}"), style=_BRAND, align="left"))
        self.console.print(Padding(Line(self._in(self.brief.headline), style="bold"), (0, 0, 1, 0)))

    def _section(
        self, title: Text, parts: list[Group | Table | Line], empty: Text | None = None
    ) -> None:
        self.console.print(Line(self._in(title), style=f"bold {_BRAND}"))
        if not parts and empty is not None:
            parts = [Line(self._in(empty), style=_QUIET)]
        for part in parts:
            self.console.print(Padding(part, (0, 0, 0, 2)))
        self.console.print()

    def _quiet(self) -> Text:
        charted = any(indicator.series for indicator in self.brief.indicators)
        return words.NO_CHANGE if charted else words.NO_BASELINE

    def _said(self, text: Text) -> Line:
        return Line.assemble(("• ", _BRAND), self._in(text))

    def _small(self, text: Text) -> Line:
        return Line(self._in(text), style=_QUIET)

    def _frictions(self) -> list[Group | Table | Line]:
        return [
            Group(
                Line.assemble(
                    (f"{self._in(friction.label)}. ", "bold"), self._in(friction.sentence)
                ),
                *(self._quote(quote) for quote in friction.quotes),
            )
            for friction in self.brief.frictions
        ]

    def _debriefs(self, found: tuple[Debrief, ...]) -> list[Group | Table | Line]:
        return [
            Group(
                Line.assemble(
                    (("✓ " if one.success else "• "), "green" if one.success else _TENSION),
                    (self._in(one.label), "bold"),
                    (f"  {one.conversation_id} · {self._in(words.TURN)} {one.turn + 1}", _QUIET),
                ),
                self._quote(one.quote),
                Line.assemble("  ", self._in(one.why)),
                Line.assemble("  → ", (self._in(one.cue), _BRAND)),
            )
            for one in found
        ]

    def _thanks(self) -> list[Group | Table | Line]:
        return [
            Group(self._said(one.sentence), *(self._quote(quote) for quote in one.quotes))
            for one in self.brief.thanks
        ]

    def _causes(self) -> list[Group | Table | Line]:
        return [
            Group(
                Line.assemble((f"{self._in(cause.label)}. ", "bold"), self._in(cause.sentence)),
                *(self._quote(quote) for quote in cause.quotes),
            )
            for cause in self.brief.causes
        ]

    def _indicators(self) -> Table:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for indicator in self.brief.indicators:
            table.add_row(
                self._in(indicator.label),
                Line(self._in(indicator.shown), style="bold", justify="right"),
                Line(f"n = {indicator.estimate.n}", style=_QUIET),
                self._in(indicator.words),
            )
        return table

    def _quote(self, quote: Quote) -> Line:
        text = quote.text
        opening, closing = ("« ", " »") if self.language == "fr" else ("“", "”")
        line = Line(f"  {opening}", style=_QUIET)
        line.append(text[: quote.start])
        line.append(text[quote.start : quote.end], style=f"bold {_TENSION}")
        line.append(text[quote.end :])
        return line.append(closing, style=_QUIET)
