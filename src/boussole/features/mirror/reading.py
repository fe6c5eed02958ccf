"""The reading of the mirror: made once per state of the pulse and the facts, then kept in a file beside the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from pydantic import TypeAdapter, ValidationError

from boussole.core.metrics import METRICS
from boussole.core.metrics.mirror import (
    Asked,
    MirrorReading,
    Refused,
    Said,
    Sequences,
    Served,
    mirror,
    sequences,
)
from boussole.core.metrics.mirror.reading import Labels
from boussole.core.pulse import default_bank
from boussole.core.text import Text
from boussole.core.wording import day
from boussole.features.metrics import facts as metrics_facts
from boussole.features.mirror import company, sources
from boussole.features.organisation.models import Team
from boussole.features.wellbeing import queries as wellbeing

VERSION = 1
SEED = 20_261


@dataclass(frozen=True)
class Part:
    """One thing said of the whole company, or why it is not: ``key`` is share, moves.X, csat, engagement or engaged."""

    key: str
    says: tuple[Text, ...]
    refused: bool


@dataclass(frozen=True)
class Kept:
    """Everything the page is drawn from; ``engagement`` says which question the share between teams was read on."""

    until: date
    teams: tuple[str, ...]
    asked: tuple[Asked, ...]
    served: tuple[Served, ...]
    sequences: Sequences | Refused
    parts: tuple[Part, ...]
    engagement: Text | None


_KEPT = TypeAdapter(Kept)


def reading() -> Kept | None:
    """The mirror as of now; None before the pulse or the facts have anything. Made when it is not kept yet."""
    compared, found = sources.teams(), metrics_facts.in_use()
    path = _place(compared, found)
    if kept := _read(path):
        return kept
    made = _made(compared, found)
    if made is not None:
        _keep(path, made)
    return made


def shown() -> Kept | None:
    """The mirror for the page: as of now, or of the same teams a moment ago while the task makes it again."""
    compared, found = sources.teams(), metrics_facts.in_use()
    path = _place(compared, found)
    return _read(path) or _newest(f"{path.stem.partition('-')[0]}-*.json") or reading()


def latest() -> Kept | None:
    """The last reading that was kept, whatever changed since: for home, which waits for nothing."""
    return _newest("*.json")


def _newest(pattern: str) -> Kept | None:
    kept = sorted(_folder().glob(pattern), key=lambda path: path.stat().st_mtime_ns)
    return _read(kept[-1]) if kept else None


def _made(compared: list[Team], found: metrics_facts.Facts | None) -> Kept | None:
    since = timezone.localdate() - sources.HISTORY
    until = sources.last_monday(found)
    if until is not None:
        since = min(since, until - sources.HISTORY)
    rows = sources.asked(compared, since)
    if until is None and not rows:
        return None
    until = until or max(row.week for row in rows)
    served = sources.served(found, compared, since, until)
    question = company.engagement_question(rows)
    read = mirror(
        company.pulses(rows, until),
        company.customers(served, until),
        seed=SEED,
        managers=sources.managers_engaged(until - timedelta(weeks=26)),
        labels=Labels(factors=labels()),
    )
    return Kept(
        until,
        tuple(team.name for team in compared),
        tuple(rows),
        tuple(served),
        sequences(rows, served, sources.WORSE, until=until, seed=SEED),
        tuple(_parts(read)),
        _engagement(*question) if question else None,
    )


def labels() -> dict[str, Text]:
    """Themes and indicators as people call them."""
    themes = {key: theme.name for key, theme in default_bank().items()}
    return themes | {name: METRICS[name].label for name in sources.WORSE}


def _parts(read: MirrorReading) -> list[Part]:
    named: list[tuple[str, Said[object]]] = [("share", read.share)]  # type: ignore[list-item]  # read only
    named += [(f"moves.{name}", said) for name, said in read.moves.items()]  # type: ignore[misc]
    named += [("csat", read.customer_drivers), ("engagement", read.engagement_drivers)]  # type: ignore[list-item]
    if read.engaged is not None:
        named.append(("engaged", read.engaged))  # type: ignore[arg-type]
    return [Part(key, said.says, isinstance(said.found, Refused)) for key, said in named]


def _engagement(question: str, wave: date) -> Text:
    asked = {one.key: one for theme in default_bank().values() for one in theme.questions}
    return Text(
        fr="Question «\u202f{question}\u202f», vague close le {day}\u00a0; avis favorables ou non, ceux d’une équipe n’étant "
        "jamais publiés comme tous pareils.",
        en="Question “{question}”, wave that closed on {day}; favourable or not, those of a team never being published as "
        "all alike.",
    ).format(
        question=Text(fr=asked[question].fr.rstrip("."), en=asked[question].en.rstrip(".")),
        day=day(wave),
    )


def _folder() -> Path:
    return Path(settings.FACTS_DIR) / "mirror"


def _place(compared: Sequence[Team], found: metrics_facts.Facts | None) -> Path:
    """A file named after all that the reading depends on: the teams, then the facts and closed waves."""
    waves = [(wave.pk, wave.closes_on.isoformat()) for wave in wellbeing.closed_waves()]
    named = [(team.pk, team.name, team.external_names) for team in compared]
    state = (VERSION, found.key if found else "", waves)
    return _folder() / f"{_digest(named)}-{_digest(state)}.json"


def _digest(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()


def _read(path: Path) -> Kept | None:
    try:
        return _KEPT.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _keep(path: Path, made: Kept) -> None:
    """Write the reading in one step, and forget earlier ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{id(made)}.new")
    fresh.write_bytes(_KEPT.dump_json(made))
    fresh.replace(path)
    for other in path.parent.glob("*.json"):
        if other != path:
            other.unlink(missing_ok=True)
