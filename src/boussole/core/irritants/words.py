"""What an irritant costs, what fixing it saved, and what is not known, in both languages."""

from __future__ import annotations

from boussole.core.irritants.burden import Cost, Saving
from boussole.core.irritants.contacts import ContactSaving, Level, Verdict, Why
from boussole.core.metrics.intervals import Interval
from boussole.core.text import Text
from boussole.core.wording import NBSP, counted, day, number, percent

_ALL = Text(fr="{people}", en="{people}")
_PART = Text(fr="{people}, dont {told} {have} chiffré", en="{people}, {told} of whom gave figures")
_NONE = Text(fr="{people}, coût non chiffré", en="{people}, cost not stated")
_NOBODY = Text(fr="personne pour l’instant", en="nobody so far")


def hours(value: float) -> Text:
    """Say hours a week; under ten, tenths count."""
    said = number(abs(value), 0 if round(abs(value), 1) >= 10 or not round(value, 1) % 1 else 1)  # noqa: PLR2004
    return Text(fr=f"{said.fr}{NBSP}h", en=f"{said.en}{NBSP}h")


def people(count: int) -> Text:
    """Say a number of people."""
    return counted(count, ("personne", "personnes"), ("person", "people"))


def say_cost(found: Cost) -> Text:
    """Say how many people met an irritant, and how many of them said what it costs."""
    if not found.people:
        return _NOBODY
    said = people(found.people)
    if not found.told:
        return _NONE.format(people=said)
    if not found.unknown:
        return _ALL.format(people=said)
    have = Text(fr="a" if found.told == 1 else "ont", en="")
    return _PART.format(people=said, told=found.told, have=have)


_SAVED = Text(
    fr="De {before} à {now} par semaine, pour {people} qui {have} dit avant et maintenant.",
    en="From {before} to {now} a week, for {people} who said both before and now.",
)
_SILENT = Text(fr="{people} {have} pas encore répondu.", en="{people} {have} not answered yet.")
_UNMATCHED = Text(
    fr="{people} {have} répondu sans chiffre à comparer.",
    en="{people} answered without a figure to compare.",
)
_NOT_YET = Text(
    fr="Personne n’a encore dit ce que cela coûte maintenant.",
    en="Nobody has said yet what it costs now.",
)


def say_saving(found: Saving) -> Text:
    """Say the hours before and now over the same people, and who has not said."""
    parts = []
    if found.compared:
        have = Text(fr="l’a" if found.compared == 1 else "l’ont", en="")
        parts.append(
            _SAVED.format(before=hours(found.before), now=hours(found.now), people=people(found.compared), have=have)
        )  # fmt: skip
    elif not found.unmatched:
        return _NOT_YET
    if found.unmatched:
        have = Text(fr="a" if found.unmatched == 1 else "ont", en="")
        parts.append(_UNMATCHED.format(people=people(found.unmatched), have=have))
    if found.silent:
        have = Text(
            fr="n’a" if found.silent == 1 else "n’ont", en="has" if found.silent == 1 else "have"
        )
        parts.append(_SILENT.format(people=people(found.silent), have=have))
    return _joined(parts)


_LEVELS = Text(
    fr=f"Contacts pour ces motifs{NBSP}: {{before}} par semaine avant ({{n_before}} en {{weeks_before}}), {{after}} "
    "après ({n_after} en {weeks_after}).",
    en="Contacts for these reasons: {before} a week before ({n_before} in {weeks_before}), {after} after ({n_after} "
    "in {weeks_after}).",
)
_BEFORE_ONLY = Text(
    fr=f"Contacts pour ces motifs{NBSP}: {{before}} par semaine avant ({{n_before}} en {{weeks_before}}).",
    en="Contacts for these reasons: {before} a week before ({n_before} in {weeks_before}).",
)
_OTHERS = Text(
    fr=f"Autres motifs{NBSP}: {{before}} avant, {{after}} après.",
    en="Other reasons: {before} before, {after} after.",
)
_CHANGE: dict[bool, Text] = {
    True: Text(
        fr=f"Par rapport aux autres motifs, le changement est de {{change}} (entre {{low}} et {{high}}){NBSP}: {{verdict}}.",
        en="Against the other reasons, the change is {change} (between {low} and {high}): {verdict}.",
    ),
    False: Text(
        fr=f"Le changement est de {{change}} (entre {{low}} et {{high}}){NBSP}: {{verdict}}. Comparaison avant/après, "
        f"sans groupe de comparaison{NBSP}: le changement peut avoir une autre cause.",
        en="The change is {change} (between {low} and {high}): {verdict}. Before/after, not causal: without a comparison "
        "group, the change may have another cause.",
    ),
}
VERDICTS: dict[Verdict, Text] = {
    "fewer": Text(fr="moins de contacts", en="fewer contacts"),
    "more": Text(fr="plus de contacts", en="more contacts"),
    "too_small": Text(fr="pas de baisse notable", en="no fall worth seeing"),
    "unclear": Text(fr="résultat incertain", en="unclear result"),
    "not_enough": Text(fr="pas encore assez de données", en="not enough data yet"),
}
_WHY: dict[Why, Text] = {
    "judged": Text(fr="", en=""),
    "early": Text(
        fr=f"Première lecture, sur deux semaines{NBSP}: {{change}} (entre {{low}} et {{high}}, intervalle à 99{NBSP}%), ce que le "
        "hasard ne fait guère. À confirmer le {ends}, après six semaines complètes.",
        en="First reading, over two weeks: {change} (between {low} and {high}, 99% interval), which chance hardly does. To be "
        "confirmed on {ends}, after six whole weeks.",
    ),
    "no_reason": Text(
        fr="Aucun motif de contact n’est relié à cet irritant.",
        en="No contact reason is linked to this irritant.",
    ),
    "few_weeks_before": Text(
        fr=f"Pas assez de données{NBSP}: trop peu de semaines complètes sont connues avant la correction.",
        en="Not enough data: too few whole weeks are known before the fix.",
    ),
    "few_contacts": Text(
        fr=f"Pas assez de données{NBSP}: trop peu de contacts avant la correction pour voir un changement.",
        en="Not enough data: too few contacts before the fix to see a change.",
    ),
    "running": Text(
        fr=f"Pas encore assez de données{NBSP}: lecture à partir du {{ends}}, après six semaines complètes.",
        en="Not enough data yet: to be read from {ends}, after six whole weeks.",
    ),
    "nothing_to_tell": Text(
        fr=f"Pas assez de données{NBSP}: rien ne distingue un changement du hasard.",
        en="Not enough data: nothing tells a change from chance.",
    ),
}
_AVOIDED = Text(
    fr="{contacts} évités par semaine (entre {low} et {high})",
    en="{contacts} avoided a week (between {low} and {high})",
)


def say_contacts(found: ContactSaving) -> Text:
    """Say the contacts before and after, and what the change is worth; what is missing when nothing may be said."""
    if found.why == "no_reason":
        return _WHY["no_reason"]
    parts = [_levels(found)]
    if found.why == "early":
        return _joined([*parts, _early(found)])
    if found.why != "judged":
        return _joined([*parts, _WHY[found.why].format(ends=day(found.ends))])
    if found.compared:
        parts.append(
            _OTHERS.format(before=_a_week(found.others_before), after=_a_week(found.others_after))
        )
    change = found.change
    parts.append(
        _CHANGE[found.compared].format(
            change=_share(change.value),
            low=_share(change.low),
            high=_share(change.high),
            verdict=VERDICTS[found.verdict],
        )
    )
    return _joined(parts)


def _early(found: ContactSaving) -> Text:
    change = found.change
    return _WHY["early"].format(
        change=_share(change.value),
        low=_share(change.low),
        high=_share(change.high),
        ends=day(found.ends),
    )


def say_avoided(avoided: Interval) -> Text:
    """Say how many contacts a week are avoided, with their interval."""
    value = round(avoided.value or 0.0)
    return _AVOIDED.format(
        contacts=counted(value, ("contact", "contacts"), ("contact", "contacts")),
        low=number(round(avoided.low or 0.0)),
        high=number(round(avoided.high or 0.0)),
    )


def _levels(found: ContactSaving) -> Text:
    template = _LEVELS if found.after.weeks else _BEFORE_ONLY
    return template.format(
        before=_a_week(found.before),
        after=_a_week(found.after),
        n_before=number(found.before.contacts),
        n_after=number(found.after.contacts),
        weeks_before=_weeks(found.before.weeks),
        weeks_after=_weeks(found.after.weeks),
    )


def _a_week(level: Level) -> Text:
    value = level.a_week or 0.0
    return number(value, 0 if value >= 10 or value == int(value) else 1)  # noqa: PLR2004 - under ten, tenths count


def _weeks(count: int) -> Text:
    return counted(count, ("semaine", "semaines"), ("week", "weeks"))


def _share(value: float | None) -> Text:
    said = percent(value or 0.0)
    plus = "+" if round(100 * (value or 0.0)) > 0 else ""
    return Text(fr=plus + said.fr, en=plus + said.en)


def _joined(parts: list[Text]) -> Text:
    return Text(fr=" ".join(one.fr for one in parts), en=" ".join(one.en for one in parts))
