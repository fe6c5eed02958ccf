"""Numbers, durations and dates said in French and in English.

French has a decimal comma, a narrow non-breaking space between thousands and before ``%``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from boussole.core.text import Language, Text

NARROW = "\u202f"
NBSP = "\u00a0"

_MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def number(value: float, digits: int = 0) -> Text:
    """Say 1234.5 as ``1 234,5`` and ``1,234.5``."""
    english = f"{value:,.{digits}f}"
    french = english.replace(",", NARROW).replace(".", ",")
    return Text(fr=french.replace("-", "−"), en=english.replace("-", "−"))


def percent(share: float, digits: int = 0) -> Text:
    """Say a share of 0..1 as a percentage."""
    said = number(100 * share, digits)
    return Text(fr=f"{said.fr}{NARROW}%", en=f"{said.en}%")


def counted(n: int, fr: tuple[str, str], en: tuple[str, str]) -> Text:
    """Say a number with its noun, singular or plural; French has 0 in the singular."""
    said = number(n)
    french = fr[0] if abs(n) < 2 else fr[1]  # noqa: PLR2004 - the plural begins at two in French
    english = en[0] if abs(n) == 1 else en[1]
    return Text(fr=f"{said.fr}{NBSP}{french}", en=f"{said.en} {english}")


def duration(seconds: float) -> Text:
    """Say a duration in its two largest units."""
    if seconds < 90:  # noqa: PLR2004 - under a minute and a half, seconds say more
        said = f"{round(seconds)}{NBSP}s"
        return Text(fr=said, en=said)
    if seconds < 600:  # noqa: PLR2004 - under ten minutes they still count
        whole, rest = divmod(round(seconds), 60)
        tail = f" {rest}{NBSP}s" if rest else ""
        return Text(fr=f"{whole}{NBSP}min{tail}", en=f"{whole}{NBSP}min{tail}")
    minutes = round(seconds / 60)
    hours, left = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        tail = f" {hours_left}{NBSP}h" if hours_left and days < 10 else ""  # noqa: PLR2004
        return Text(fr=f"{days}{NBSP}j{tail}", en=f"{days}{NBSP}d{tail}")
    if hours:
        tail = f" {left}{NBSP}min" if left else ""
        return Text(fr=f"{hours}{NBSP}h{tail}", en=f"{hours}{NBSP}h{tail}")
    return Text(fr=f"{minutes}{NBSP}min", en=f"{minutes}{NBSP}min")


def day(value: date) -> Text:
    """Say a date in full: ``16 novembre 2026``, ``16 November 2026``."""
    first = "1er" if value.day == 1 else str(value.day)
    return Text(
        fr=f"{first}{NBSP}{_MONTHS_FR[value.month - 1]} {value.year}",
        en=f"{value.day}{NBSP}{_MONTHS_EN[value.month - 1]} {value.year}",
    )


def days(since: date, until: date) -> Text:
    """Say a span of days, both included (one day is said alone), repeating neither month nor year without need."""
    end = day(until)
    if since == until:
        return end
    if since.year != until.year:
        start = day(since)
    elif since.month != until.month:
        start = Text(fr=day(since).fr.rsplit(" ", 1)[0], en=day(since).en.rsplit(" ", 1)[0])
    else:
        start = Text(fr="1er" if since.day == 1 else str(since.day), en=str(since.day))
    return Text(fr=f"{start.fr} au {end.fr}", en=f"{start.en} to {end.en}")


def week(monday: date) -> Text:
    """Say a week by its days: ``semaine du 16 au 22 novembre 2026``."""
    span = days(monday, monday + timedelta(days=6))
    return Text(fr=f"semaine du {span.fr}", en=f"week of {span.en}")


def listed(texts: Sequence[Text]) -> Text:
    """Join with commas and a final ``et`` or ``and``."""

    def joined(language: Language, last: str) -> str:
        said = [text.in_(language) for text in texts]
        if len(said) <= 1:
            return "".join(said)
        return f"{', '.join(said[:-1])} {last} {said[-1]}"

    return Text(fr=joined("fr", "et"), en=joined("en", "and"))


def sentence(text: Text) -> Text:
    """Begin with a capital."""
    return Text(fr=text.fr[:1].upper() + text.fr[1:], en=text.en[:1].upper() + text.en[1:])


def within(text: Text) -> Text:
    """Begin without a capital, to stand inside a sentence; an acronym keeps its own."""

    def lowered(said: str) -> str:
        return said if said[:2].isupper() else said[:1].lower() + said[1:]

    return Text(fr=lowered(text.fr), en=lowered(text.en))
