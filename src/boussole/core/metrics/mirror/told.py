"""A sequence, and what moved in a team, in plain words: what was seen, once, in one team. Never why."""

from __future__ import annotations

from collections.abc import Mapping

from boussole.core.metrics.mirror.sequences import CustomerChange, PulseChange, TeamSequence
from boussole.core.metrics.mirror.standing import Step
from boussole.core.text import Text
from boussole.core.wording import counted, day, percent, sentence

_FELL = Text(
    fr="Dans l’équipe {team}, le thème «\u202f{theme}\u202f» a reculé par rapport aux autres équipes dans la vague close le {wave} ({shares} d’avis favorables{others})",
    en="In the team {team}, the theme “{theme}” fell compared with the other teams in the wave that closed on {wave} ({shares} favourable{others})",
)
_ROSE = Text(
    fr="Dans l’équipe {team}, le thème «\u202f{theme}\u202f» a progressé par rapport aux autres équipes dans la vague close le {wave} ({shares} d’avis favorables{others})",
    en="In the team {team}, the theme “{theme}” rose compared with the other teams in the wave that closed on {wave} ({shares} favourable{others})",
)
_FROM_TO = Text(fr="{before} puis {after}", en="{before} then {after}")
_OTHERS = Text(
    fr=", ailleurs {before} puis {after}",
    en="; elsewhere {before} then {after}",
)
_NOTHING = Text(fr="", en="")
_THEN = Text(
    fr="{fell}\u00a0; {lag}, {became} ({shares}{others}).",
    en="{fell}; {lag}, {became} ({shares}{others}).",
)
_ALSO = Text(
    fr="De même, {lag}, {became} ({shares}{others}).",
    en="Likewise, {lag}, {became} ({shares}{others}).",
)
_SAME_WEEK = Text(fr="à partir de la même semaine", en="from the same week on")
_LATER = Text(
    fr="à partir du {week}, {weeks} après ces réponses",
    en="from {week}, {weeks} after those answers",
)
_BECAME: dict[bool, Text] = {
    True: Text(
        fr="l’indicateur «\u202f{indicator}\u202f» s’est dégradé chez les clients de la même équipe",
        en="“{indicator}” got worse for customers of the same team",
    ),
    False: Text(
        fr="l’indicateur «\u202f{indicator}\u202f» s’est amélioré chez les clients de la même équipe",
        en="“{indicator}” got better for customers of the same team",
    ),
}
_ALONE = Text(
    fr="Dans l’équipe {team}, à partir de la semaine du {week}, {became} ({shares}{others}).",
    en="In the team {team}, from the week of {week} on, {became} ({shares}{others}).",
)
ONCE = Text(
    fr="Une fois, dans une équipe\u00a0: cela se regarde, cela ne prouve pas.",
    en="Once, in one team: worth looking at, proof of nothing.",
)
OTHER_QUESTION = Text(
    fr="La question posée n’était pas la même d’une vague à l’autre\u00a0: seules les autres équipes, interrogées de même, "
    "permettent de comparer.",
    en="The question asked was not the same from one wave to the next: only the other teams, asked the same, make them "
    "comparable.",
)


def say_sequence(found: TeamSequence, labels: Mapping[str, Text], *, others: bool) -> Text:
    """Say what followed what; ``others``: whether the reader may know the other teams' figures."""
    return _THEN.format(
        fell=_pulse(found.pulse, labels, others),
        lag=_lag(found),
        became=_became(found.customers, labels),
        shares=_shares(found.customers.step),
        others=_elsewhere(found.customers.step, others),
    )


def say_also(found: TeamSequence, labels: Mapping[str, Text], *, others: bool) -> Text:
    """Say what else followed a fall that was told already."""
    return _ALSO.format(
        lag=_lag(found),
        became=_became(found.customers, labels),
        shares=_shares(found.customers.step),
        others=_elsewhere(found.customers.step, others),
    )


def _lag(found: TeamSequence) -> Text:
    if not found.weeks:
        return _SAME_WEEK
    weeks = counted(found.weeks, ("semaine", "semaines"), ("week", "weeks"))
    return _LATER.format(week=day(found.customers.week), weeks=weeks)


def say_pulse(found: PulseChange, labels: Mapping[str, Text], *, others: bool) -> Text:
    """Say what moved in the pulse of a team."""
    said = _pulse(found, labels, others)
    return Text(fr=f"{said.fr}.", en=f"{said.en}.")


def say_customers(found: CustomerChange, labels: Mapping[str, Text], *, others: bool) -> Text:
    """Say what moved for the customers of a team."""
    return _ALONE.format(
        team=found.team,
        week=day(found.week),
        became=_became(found, labels),
        shares=_shares(found.step),
        others=_elsewhere(found.step, others),
    )


def _pulse(found: PulseChange, labels: Mapping[str, Text], others: bool) -> Text:
    template = _FELL if found.fell else _ROSE
    return template.format(
        team=found.team,
        theme=_label(found.theme, labels),
        wave=day(found.wave),
        shares=_shares(found.step),
        others=_elsewhere(found.step, others),
    )


def _became(found: CustomerChange, labels: Mapping[str, Text]) -> Text:
    return _BECAME[found.worse].format(indicator=sentence(_label(found.indicator, labels)))


def _shares(step: Step) -> Text:
    return _FROM_TO.format(before=percent(step.before.share), after=percent(step.after.share))


def _elsewhere(step: Step, others: bool) -> Text:
    if not others:
        return _NOTHING
    return _OTHERS.format(
        before=percent(step.others_before.share), after=percent(step.others_after.share)
    )


def _label(name: str, labels: Mapping[str, Text]) -> Text:
    return labels.get(name, Text(fr=name, en=name))
