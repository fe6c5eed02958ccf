"""What must be true of a scenario as a whole: names that lead somewhere, no dead end, no language missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boussole.core.playbook import Playbook
from boussole.core.playbook.conditions import Part
from boussole.core.roleplay.conditions import FactGiven, PointMade, walk
from boussole.core.roleplay.errors import Problem
from boussole.core.roleplay.lines import CAUSES
from boussole.core.roleplay.scenario import Lines, Move, Scenario, State, Words
from boussole.core.text import Text

_LANGUAGE = {
    "fr": Text(fr="en français", en="in French"),
    "en": Text(fr="en anglais", en="in English"),
}
_TWICE = Text(
    fr="«\u202f{key}\u202f» est donné deux fois\u202f; donnez à chacun sa clé",
    en="“{key}” is given twice; give each its own key",
)
_NO_SUCH = Text(
    fr="«\u202f{key}\u202f» n’existe pas\u202f; l’un de\u00a0: {known}",
    en="“{key}” does not exist; one of: {known}",
)
_NONE_YET = Text(fr="aucun pour l’instant", en="none yet")
_NO_RULE = Text(
    fr="«\u202f{key}\u202f» n’est pas une règle du playbook\u202f; l’une de\u00a0: {known}",
    en="“{key}” is no rule of the playbook; one of: {known}",
)
_SILENT = Text(
    fr="rien {language}\u202f; écrivez-le, ou retirez «\u202f{code}\u202f» des langues",
    en="nothing {language}; write it, or take “{code}” out of the languages",
)
_NO_WORDING = Text(fr="aucune formulation {language}", en="no wording {language}")
_UNREACHABLE = Text(
    fr="aucun passage ne mène ici\u202f; ajoutez-en un, ou retirez-le",
    en="no move leads here; add one, or take it out",
)
_STUCK = Text(
    fr="aucune fin ne peut être atteinte d’ici\u202f; ajoutez un passage",
    en="no ending can be reached from here; add a move",
)
_NONE_GOOD = Text(
    fr="aucune n’est bonne\u202f; dites comment cela peut bien finir",
    en="none is good; say how it can go well",
)
_ALL_GOOD = Text(
    fr="toutes sont bonnes\u202f; dites comment cela peut moins bien finir",
    en="all are good; say how it can go less well",
)
# Groups of lines that may be left out: others are said in their place.
_OPTIONAL = ("insists",)


def problems(scenario: Scenario) -> list[Problem]:
    """Say what is wrong, one line per problem, each with its place; nothing when all is well."""
    named = [*_twice(scenario), *_unknown(scenario), *_silent(scenario)]
    return named or [*_unreachable(scenario), *_stuck(scenario), *_one_sided(scenario)]


def unknown_rules(scenario: Scenario, playbook: Playbook) -> list[Problem]:
    """Say which rules a scenario works on that ``playbook`` does not have."""
    known = {rule.key for rule in playbook.rules}
    return [
        Problem("works_on", _NO_RULE.format(key=key, known=", ".join(sorted(known))))
        for key in scenario.works_on
        if key not in known
    ]


def _twice(scenario: Scenario) -> Iterator[Problem]:
    groups = {
        "states and endings": scenario.places,
        "points": scenario.points,
        "facts": scenario.facts,
    }
    for name, group in groups.items():
        keys = [one.key for one in group]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Problem(name, _TWICE.format(key=key))


def _unknown(scenario: Scenario) -> Iterator[Problem]:
    places = {one.key for one in scenario.places}
    facts = {one.key for one in scenario.facts}
    if scenario.state(scenario.start.state) is None:
        yield _no_such("start.state", scenario.start.state, [one.key for one in scenario.states])
    if scenario.ending(scenario.limit.to) is None:
        yield _no_such("limit.to", scenario.limit.to, [one.key for one in scenario.endings])
    for state in scenario.states:
        for key in state.gives:
            if key not in facts:
                yield _no_such(f"states.{state.key}.gives", key, facts)
    for place, move in _moves(scenario):
        if move.to not in places:
            yield _no_such(f"{place}.to", move.to, places)
        yield from _unknown_inside(scenario, place, move)
    for cause in sorted(set(scenario.reactions) - set(CAUSES)):
        yield _no_such("reactions", cause, CAUSES)


def _unknown_inside(scenario: Scenario, place: str, move: Move) -> Iterator[Problem]:
    facts = {one.key for one in scenario.facts}
    points = {one.key for one in scenario.points}
    for condition in walk(move.when):
        match condition:
            case FactGiven(fact=names):
                yield from (
                    _no_such(f"{place}.when", one, facts) for one in names if one not in facts
                )
            case PointMade(point=names):
                yield from (
                    _no_such(f"{place}.when", one, points) for one in names if one not in points
                )


def _no_such(place: str, name: str, known: Iterable[str]) -> Problem:
    named = ", ".join(sorted(known)) or _NONE_YET
    return Problem(place, _NO_SUCH.format(key=name, known=named))


def _moves(scenario: Scenario) -> Iterator[tuple[str, Move]]:
    for number, move in enumerate(scenario.anywhere):
        yield f"anywhere.{number}", move
    for state in scenario.states:
        for number, move in enumerate(state.moves):
            yield f"states.{state.key}.moves.{number}", move


def _silent(scenario: Scenario) -> Iterator[Problem]:
    """Texts missing in a language that the scenario says it speaks."""
    for place, text in _texts(scenario, ""):
        written = [language for language in ("fr", "en") if text.in_(language)]
        if not written and place.endswith(_OPTIONAL):
            continue
        for language in scenario.languages:
            if not text.in_(language):
                said = _SILENT.format(language=_LANGUAGE[language], code=language)
                yield Problem(place, said)
    for group, name in ((scenario.points, "says"), (scenario.facts, "about")):
        for one in group:
            wordings = getattr(one, name)
            for language in scenario.languages:
                if wordings is not None and not getattr(wordings, language):
                    lacking = _NO_WORDING.format(language=_LANGUAGE[language])
                    yield Problem(f"{one.key}.{name}", lacking)


def _texts(part: Part, place: str) -> Iterator[tuple[str, Words | Lines]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        inside = f"{place}.{name}".lstrip(".")
        yield from _texts_of(value, inside)


def _texts_of(value: object, place: str) -> Iterator[tuple[str, Words | Lines]]:
    match value:
        case Words() | Lines():
            yield place, value
        case Part():
            yield from _texts(value, place)
        case tuple():
            for number, one in enumerate(value):
                yield from _texts_of(one, f"{place}.{getattr(one, 'key', number)}")
        case dict():
            for key, one in value.items():
                yield from _texts_of(one, f"{place}.{key}")


def _unreachable(scenario: Scenario) -> Iterator[Problem]:
    reached = {scenario.start.state, scenario.limit.to}
    around = [scenario.start.state]
    while around:
        for key in _led_to(scenario, scenario.state(around.pop())):
            if key not in reached:
                reached.add(key)
                around.append(key)
    for one in scenario.places:
        if one.key not in reached:
            yield Problem(one.key, _UNREACHABLE)


def _led_to(scenario: Scenario, state: State | None) -> list[str]:
    if state is None:
        return []
    return [move.to for move in (*scenario.anywhere, *state.moves)]


def _stuck(scenario: Scenario) -> Iterator[Problem]:
    """States from which only the limit puts an end to the play."""
    leaving = {one.key for one in scenario.endings}
    while True:
        more = {
            state.key
            for state in scenario.states
            if state.key not in leaving and leaving & set(_led_to(scenario, state))
        }
        if not more:
            break
        leaving |= more
    for state in scenario.states:
        if state.key not in leaving:
            yield Problem(f"states.{state.key}", _STUCK)


def _one_sided(scenario: Scenario) -> Iterator[Problem]:
    qualities = {one.quality for one in scenario.endings}
    if "good" not in qualities:
        yield Problem("endings", _NONE_GOOD)
    if qualities == {"good"}:
        yield Problem("endings", _ALL_GOOD)
