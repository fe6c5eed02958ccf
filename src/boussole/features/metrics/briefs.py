"""Monday's brief for the web: composed once per state of the facts, then kept beside them."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

from boussole.adapters.briefing import NothingToBriefError, period_of
from boussole.core.brief.compose import compose
from boussole.core.brief.models import BRIEF_VERSION, Brief
from boussole.features.conversations import reading
from boussole.features.metrics.facts import Facts, in_use
from boussole.features.organisation import queries as organisation


def brief_of(facts: Facts, monday: date | None, team: str | None) -> Brief | None:
    """The brief of a week (the last complete one by default); nothing when no contact is dated."""
    try:
        period = period_of(facts.archive, monday)
    except NothingToBriefError:
        return None
    kept = _place(facts, period.since, team)
    if found := _read(kept):
        return found
    brief = compose(facts.engine, facts.archive, reading.frame(), period, team=team)
    _keep(kept, brief)
    return brief


def prepare() -> int:
    """Compose the last week's brief of the company and of every team, so that Monday does not wait."""
    facts = in_use()
    if facts is None:
        return 0
    teams = [None, *(team.name for team in organisation.teams() if team.archived_at is None)]
    return sum(brief_of(facts, None, team) is not None for team in teams)


def _place(facts: Facts, monday: date, team: str | None) -> Path:
    digest = hashlib.blake2b((team or "").encode(), digest_size=8).hexdigest()
    folder = Path(settings.FACTS_DIR) / "briefs" / f"{facts.key}.{BRIEF_VERSION}"
    return folder / f"{monday.isoformat()}-{digest}.json"


def _read(path: Path) -> Brief | None:
    try:
        return Brief.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _keep(path: Path, brief: Brief) -> None:
    """Write the brief in one step, and forget those of earlier facts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.parent.parent.iterdir():
        if folder != path.parent:
            shutil.rmtree(folder, ignore_errors=True)
    fresh = path.with_suffix(f".{id(brief)}.new")
    fresh.write_text(brief.model_dump_json(), encoding="utf-8")
    fresh.replace(path)
