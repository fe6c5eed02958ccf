"""Published figures as people read them: a share is never without its interval and how many answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.anonymity import Figures
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.pulse import default_bank, themed
from boussole.features.conversations.forms import said
from boussole.features.wellbeing.forms import theme_name, words_of_questions
from boussole.features.wellbeing.models import Wave
from boussole.features.wellbeing.queries import Line, Row, TeamPulse

WAVES_SHOWN = 8


def day(wave: Wave) -> str:
    """When a wave was closed."""
    return date_format(wave.closes_on, "SHORT_DATE_FORMAT")


def numbers(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """One row for each question: first what really changed, then the others in the order they were asked."""
    asked, themes = words_of_questions(), themed(default_bank())
    ordered = sorted(lines, key=lambda line: not _real(line))
    return [
        _number(asked[line.question], theme_name(themes[line.question]), line) for line in ordered
    ]


def _number(label: str, theme: str, line: Line) -> dict[str, Any]:
    found, within = line.figures, interval(line.figures)
    return {
        "label": label,
        "theme": theme,
        "value": percent(found.share),
        "sample": sample(found),
        "words": _change(line),
        "state": "real" if _real(line) else "usual",
        "at": within.value,
        "low": within.low,
        "high": within.high,
        "minimum": 0.0,
        "maximum": 1.0,
        "range_text": between(within),
    }


def _real(line: Line) -> bool:
    return line.difference is not None and line.difference.real


def interval(found: Figures) -> Interval:
    """The favourable share within its 95% interval."""
    return wilson(found.favourable, found.n)


def percent(share: float) -> str:
    """A share in the reader's format."""
    return said(wording.percent(share))


def sample(found: Figures) -> str:
    """How many answered, and the mean on the scale."""
    mean = said(wording.number(found.mean, 1))
    return _("n = %(n)d · moyenne %(mean)s sur 5") % {"n": found.n, "mean": mean}


def between(found: Interval) -> str:
    """An interval in words."""
    return _("entre %(low)s et %(high)s") % {
        "low": percent(found.low or 0.0),
        "high": percent(found.high or 0.0),
    }


def _change(line: Line) -> str:
    if line.difference is None or line.since is None:
        return ""
    values = {"day": day(line.since), "points": round(abs(100 * line.difference.change))}
    if not line.difference.real:
        return _("pas de changement réel depuis le %(day)s") % values
    if line.difference.change > 0:
        return _("%(points)d points de plus que le %(day)s, c’est réel") % values
    return _("%(points)d points de moins que le %(day)s, c’est réel") % values


def sentence(pulse: TeamPulse) -> str:
    """What is true now, in one sentence."""
    if pulse.wave is None:
        return _("Aucune vague n’est close pour l’instant.")
    values: dict[str, object] = {"day": day(pulse.wave)}
    if not pulse.lines:
        return (
            _(
                "Vague close le %(day)s : rien ne peut en être montré ici sans risquer de montrer ce qu’une personne a répondu."
            )
            % values
        )
    if all(line.difference is None for line in pulse.lines):
        return _("Vague close le %(day)s. Rien à quoi la comparer pour l’instant.") % values
    real = sum(map(_real, pulse.lines))
    if not real:
        return _("Vague close le %(day)s. Aucun changement réel.") % values
    text = ngettext(
        "Vague close le %(day)s. %(count)d changement est réel.",
        "Vague close le %(day)s. %(count)d changements sont réels.",
        real,
    )
    return text % {**values, "count": real}


def rating(found: Figures) -> str:
    """How a promise was rated."""
    return _("%(share)s d’accord (%(between)s, n = %(n)d).") % {
        "share": percent(found.share),
        "between": between(interval(found)),
        "n": found.n,
    }


def cells(row: Row, asked: Mapping[str, str], wave: Wave | None) -> list[dict[str, str]]:
    """One team's line of the table: by question, the figure and its interval, or empty."""
    keys = wave.questions if wave else []
    return [
        {
            "label": asked.get(key, key),
            "value": percent(found.share) if found else "",
            "detail": _("n = %(n)d, %(between)s")
            % {"n": found.n, "between": between(interval(found))}
            if found
            else "",
        }
        for key, found in zip(keys, row.figures, strict=True)
    ]
