"""A cue as people read it: its sentence, what is looked at, two honest rates, and the verdict in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.coaching import ObservableCue
from boussole.core.coaching.following import MINIMUM_N, Rate, Result
from boussole.core.metrics.effect.words import VERDICTS
from boussole.core.text import Text
from boussole.features.conversations.forms import said
from boussole.features.sessions.models import AgreedCue, Session, TeamFollowUp


@dataclass(frozen=True)
class Step:
    """One line of an explanation, with what stands under it."""

    said: str
    inside: tuple[Step, ...] = ()


@dataclass(frozen=True)
class CueView:
    """One agreed cue, ready for a page; ``numbers`` are empty until it is counted."""

    sentence: str
    observed: str
    occasion: Step
    followed: Step
    status: str
    cue: AgreedCue | None = None
    settled: bool = False
    said: str = ""
    numbers: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    declared: str = ""
    team: str = ""
    people: int = 0
    as_of: date | None = None


def sentence_of(cue: AgreedCue) -> str:
    """The cue in the words agreed: someone's own, or the catalogue's in the reader's language."""
    return cue.sentence or said(cue.observable.sentence)


def cue_view(cue: AgreedCue, today: date) -> CueView:
    """A cue agreed with one person."""
    observable, followed = cue.observable, getattr(cue, "follow_up", None)
    result = followed.read if followed else None
    return CueView(
        cue=cue,
        sentence=sentence_of(cue),
        status=_status(cue, result, today),
        settled=result is not None and result.verdict != "not_enough",
        declared=_declared(cue),
        **_explained(observable),
        **_figures(result),
    )


def shared_views(cues: Iterable[AgreedCue], today: date) -> list[CueView]:
    """A group's cues, each said once with how many people it is agreed with: no figure, and nobody's name."""
    together: dict[tuple[str, str], list[AgreedCue]] = {}
    for cue in cues:
        together.setdefault((cue.key, sentence_of(cue)), []).append(cue)
    return [
        CueView(
            sentence=sentence,
            status=_together(ones, today),
            people=len(ones),
            declared=_declared(ones[0], spell=False),
            **_explained(ones[0].observable),
        )
        for (_key, sentence), ones in together.items()
    ]


def _together(cues: list[AgreedCue], today: date) -> str:
    people = ngettext("%(n)d personne", "%(n)d personnes", len(cues)) % {"n": len(cues)}
    first = cues[0]
    if first.start is None or first.ends is None or today < first.start:
        return f"{people}, {_status(first, None, today)}"
    if today < first.ends:
        return f"{people}, {_until(first.ends)}"
    return f"{people}, {_('suivi terminé')}"


def _until(day: date) -> str:
    return _("suivi jusqu’au %(day)s") % {"day": _day(day)}


def team_view(one: TeamFollowUp) -> CueView:
    """A cue that people of a team are followed on together."""
    result = one.read
    return CueView(
        sentence=said(one.observable.sentence),
        status=said(VERDICTS[result.verdict]),
        settled=result.verdict != "not_enough",
        team=one.team.name,
        people=result.people,
        **_explained(one.observable),
        **_figures(result),
    )


def status_of(cue: AgreedCue, today: date) -> str:
    """What became of a cue, in a few words: for lists, where no figure stands beside a name."""
    followed = getattr(cue, "follow_up", None)
    return _status(cue, followed.read if followed else None, today)


def _status(cue: AgreedCue, result: Result | None, today: date) -> str:
    if cue.start is None:
        return _("suivi dès la clôture de la séance")
    if result is None or today < cue.start:
        return _("suivi à partir du %(day)s") % {"day": _day(cue.start)}
    if result.verdict == "not_enough" and result.as_of < result.ends:
        return _until(result.ends)
    return said(VERDICTS[result.verdict])


def _declared(cue: AgreedCue, *, spell: bool = True) -> str:
    """What was written down before anything was counted; ``spell`` is one person's own."""
    declared = cue.declared
    if declared is None:
        return ""
    bad = (
        _("Choisi après une situation difficile : une amélioration est attendue sans rien changer, et elle est déduite.")
        if declared.bad_spell
        else _("Choisi sans situation difficile de départ.")
    )  # fmt: skip
    facts = _(
        "Écrit le %(day)s, avant tout comptage : %(before)d semaines avant, %(after)d semaines après, comparées aux"
        " conversations des collègues qui ne sont pas accompagnés sur ce repère ; un écart vaut la peine à partir de"
        " %(points)d points."
    ) % {
        "day": _day(declared.declared_on),
        "before": declared.before_weeks,
        "after": declared.after_weeks,
        "points": round(100 * declared.smallest_effect),
    }
    return f"{facts} {bad}" if spell else facts


def _explained(cue: ObservableCue) -> dict[str, Any]:
    occasion, followed = cue.conditions()
    return {
        "observed": said(cue.observed),
        "occasion": _step(occasion),
        "followed": _step(followed),
    }


def _step(line: Any) -> Step:
    return Step(said(line.said), tuple(_step(one) for one in line.inside))


def _figures(result: Result | None) -> dict[str, Any]:
    if result is None:
        return {}
    return {
        "said": said(result.said),
        "as_of": result.as_of,
        "numbers": [
            _number(_("Avant"), result.before),
            _number(_("Depuis"), result.after),
        ],
        "others": [
            _number(_("Collègues, avant"), result.others_before),
            _number(_("Collègues, depuis"), result.others_after),
        ],
    }


def _number(label: str, rate: Rate) -> dict[str, Any]:
    """What ``components/number.html`` shows of a rate: never without its n, nor its interval."""
    counted: dict[str, Any] = {
        "label": label,
        "state": "insufficient",
        "sample": _("%(followed)s sur %(n)s occasions")
        % {"followed": said(wording.number(rate.followed)), "n": said(wording.number(rate.n))},
    }
    if rate.value is None or rate.low is None or rate.high is None or rate.n < MINIMUM_N:
        return counted
    words = _("entre %(low)s et %(high)s") % {
        "low": said(wording.percent(rate.low)),
        "high": said(wording.percent(rate.high)),
    }
    return counted | {
        "state": "usual",
        "value": said(wording.percent(rate.value)),
        "at": rate.value,
        "low": rate.low,
        "high": rate.high,
        "minimum": 0.0,
        "maximum": 1.0,
        "range_text": words,
        "words": words,
    }


def why_these(session: Session) -> str:
    """Why these situations were proposed, in one or two sentences; nothing when none was."""
    if not session.proposed or session.situations_week is None:
        return ""
    balance = session.proposed[0]
    week = said(wording.week(session.situations_week))
    failures, successes = balance["failures"], balance["successes"]
    if not successes:
        text = _("Proposées dans la %(week)s : %(failures)s. Aucune réussite n’y a été relevée.")
    elif balance["failures_there"] > failures:
        text = _(
            "Proposées dans la %(week)s : %(successes)s et %(failures)s, jamais moins de réussites que de situations à"
            " reprendre. Les autres restent au choix."
        )
    else:
        text = _("Proposées dans la %(week)s : %(successes)s et %(failures)s.")
    return text % {
        "week": week,
        "failures": said(_counted(failures, _FAILURES)),
        "successes": said(_counted(successes, _SUCCESSES)),
    }


_FAILURES = (("situation à reprendre", "situations à reprendre"), ("situation to go over", "situations to go over"))  # fmt: skip
_SUCCESSES = (("réussite", "réussites"), ("success", "successes"))


def _counted(n: int, nouns: tuple[tuple[str, str], tuple[str, str]]) -> Text:
    french, english = nouns
    if n == 0:
        return Text(fr=f"aucune {french[0]}", en=f"no {english[0]}")
    return wording.counted(n, french, english)


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
