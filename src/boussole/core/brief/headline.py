"""The week in two or three sentences, made from the figures."""

from __future__ import annotations

from collections.abc import Sequence

from boussole.core.brief.models import Cause, Change, Coverage, Debrief, Friction
from boussole.core.text import Text
from boussole.core.wording import counted, within

_VOLUME = Text(fr="{contacts} de {customers}.", en="{contacts} from {customers}.")
_QUIET = Text(
    fr="Rien ne sort de la variation habituelle.", en="Nothing is beyond its usual variation."
)
_FRICTION = Text(
    fr="Les clients peinent surtout sur «\u202f{reason}\u202f»",
    en="Customers struggle most with “{reason}”",
)
_CAUSE = Text(
    fr="; l’origine la plus fréquente des contacts évitables\u00a0: {origin}.",
    en="; most avoidable contacts originate in {origin}.",
)
_DEBRIEF = Text(fr="{situations} à débriefer{successes}.", en="{situations} to debrief{successes}.")
_SUCCESSES = Text(fr=", dont {n}", en=", {n} among them")


def headline(
    coverage: Coverage,
    changes: Sequence[Change],
    frictions: Sequence[Friction],
    causes: Sequence[Cause],
    situations: Sequence[Debrief],
    *,
    charted: bool,
) -> Text:
    """Say what is true now, the most important first."""
    said = [_volume(coverage)]
    # The number of contacts was just said: another change says more, when there is one.
    telling = sorted(changes, key=lambda change: change.about == "contacts")
    if telling:
        said.append(telling[0].sentence)
    elif charted:
        said.append(_QUIET)
    if frictions:
        said.append(_struggle(frictions[0], causes))
    if situations:
        said.append(_debrief(situations))
    return Text(fr=" ".join(text.fr for text in said), en=" ".join(text.en for text in said))


def _volume(coverage: Coverage) -> Text:
    return _VOLUME.format(
        contacts=counted(coverage.in_period, ("contact", "contacts"), ("contact", "contacts")),
        customers=counted(coverage.customers, ("client", "clients"), ("customer", "customers")),
    )


def _struggle(friction: Friction, causes: Sequence[Cause]) -> Text:
    start = _FRICTION.format(reason=friction.label)
    if not causes:
        return Text(fr=f"{start.fr}.", en=f"{start.en}.")
    end = _CAUSE.format(origin=within(causes[0].label))
    return Text(fr=f"{start.fr}\u00a0{end.fr}", en=f"{start.en}{end.en}")


def _debrief(situations: Sequence[Debrief]) -> Text:
    successes = sum(found.success for found in situations)
    among = Text(fr="", en="")
    if successes:
        said = counted(successes, ("réussite", "réussites"), ("success", "successes"))
        among = _SUCCESSES.format(n=said)
    counted_situations = counted(
        len(situations), ("situation", "situations"), ("situation", "situations")
    )
    return _DEBRIEF.format(situations=counted_situations, successes=among)
