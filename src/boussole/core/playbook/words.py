"""Conditions in plain words, in both languages, made from the data that is evaluated.

What people read in the playbook's pages is therefore always what runs.
"""

from __future__ import annotations

import re

from boussole.core.playbook.conditions import (
    PRESENT,
    ActIs,
    All,
    AnyOf,
    Condition,
    ConversationIs,
    Count,
    FollowedBy,
    InAnswer,
    NewAuthor,
    Not,
    Part,
    PrecededBy,
    Reach,
    Rises,
    RoleIs,
    Says,
    SignalIs,
    Span,
    TensionIs,
    Wait,
    parts,
)
from boussole.core.signals.catalogue import BY_NAME
from boussole.core.text import Text
from boussole.core.wording import NARROW, NBSP, counted, duration, number

_SIDES = {
    "customer": Text(fr="le client", en="the customer"),
    "agent": Text(fr="l’agent", en="the agent"),
    "bot": Text(fr="l’automate", en="the bot"),
}
_OF_SIDES = {
    "customer": Text(fr="du client", en="of the customer"),
    "agent": Text(fr="de l’agent", en="of the agent"),
}
# What is said of a conversation when a column is true, and when it is false.
FLAG_WORDS = {
    "resolved": (
        Text(fr="la demande est réglée", en="the request is settled"),
        Text(fr="la demande n’est pas réglée", en="the request is not settled"),
    ),
    "reopened": (
        Text(fr="la conversation a été rouverte", en="the conversation was reopened"),
        Text(fr="la conversation n’a pas été rouverte", en="the conversation was not reopened"),
    ),
    "need_calm": (
        Text(fr="un besoin est exprimé dans le calme", en="a need is expressed calmly"),
        Text(fr="le besoin n’est pas exprimé dans le calme", en="the need is not expressed calmly"),
    ),
    "need_explored": (
        Text(fr="le besoin est exploré", en="the need is explored"),
        Text(fr="le besoin n’est pas exploré", en="the need is not explored"),
    ),
    "offer_made": (
        Text(fr="une offre est proposée", en="an offer is made"),
        Text(fr="aucune offre n’est proposée", en="no offer is made"),
    ),
    "offer_early": (
        Text(fr="l’offre vient trop tôt", en="the offer comes too early"),
        Text(fr="l’offre ne vient pas trop tôt", en="the offer does not come too early"),
    ),
}
COLUMNS = {
    "transfers": Text(fr="transferts", en="transfers"),
    "turns": Text(fr="messages", en="messages"),
    "customer_turns": Text(fr="messages du client", en="customer’s messages"),
    "agent_turns": Text(fr="messages de l’agent", en="agent’s messages"),
    "tension_peak": Text(fr="tension la plus haute", en="highest tension"),
    "tension_end": Text(fr="tension à la fin", en="tension at the end"),
    "channel": Text(fr="canal", en="channel"),
    "lang": Text(fr="langue", en="language"),
    "reason": Text(fr="motif", en="reason"),
    "step": Text(fr="étape du parcours", en="step of the journey"),
    "origin": Text(fr="service à l’origine du contact", en="department the contact comes from"),
    "demand": Text(fr="demande", en="demand"),
    "status": Text(fr="état", en="status"),
    "team": Text(fr="équipe", en="team"),
}


class Line(Part):
    """A sentence and those that stand under it."""

    said: Text
    inside: tuple[Line, ...] = ()


def in_words(condition: Condition) -> Line:
    """Say a condition as people would: a sentence, and under it those it is made of."""
    return _line(condition, true=True)


def _line(condition: Condition, *, true: bool) -> Line:
    match condition:
        case Not(not_=inner):
            return _line(inner, true=not true)
        case FollowedBy() | PrecededBy() | InAnswer() | Count():
            return Line(said=_heading(condition, true=true), inside=_under(condition))
        case All(all=(only,)) | AnyOf(any=(only,)):
            return _line(only, true=true)
        case All() | AnyOf():
            inside = tuple(_line(part, true=True) for part in parts(condition))
            return Line(said=_gathered(condition, true=true), inside=inside)
        case _:
            return Line(said=_atom(condition, true=true))


def _under(condition: Condition) -> tuple[Line, ...]:
    """What a relation looks for; a plain list of alternatives needs no line of its own."""
    (inner,) = parts(condition)
    if isinstance(inner, AnyOf):
        return tuple(_line(part, true=True) for part in inner.any)
    return (_line(inner, true=True),)


def _gathered(condition: All | AnyOf, *, true: bool) -> Text:
    if isinstance(condition, All):
        if true:
            return Text(fr="tout ceci", en="all of this")
        return Text(fr="pas tout cela à la fois", en="not all of these together")
    if true:
        return Text(fr="au moins l’un de ces points", en="at least one of these")
    return Text(fr="aucun de ces points", en="none of these")


def _heading(condition: FollowedBy | PrecededBy | InAnswer | Count, *, true: bool) -> Text:
    match condition:
        case InAnswer():
            place = Text(fr="dans la même réponse", en="in the same reply")
        case Count():
            return _count(condition, true=true)
        case FollowedBy():
            place = _place(condition, Text(fr="plus loin", en="later on"))
        case PrecededBy():
            place = _place(condition, Text(fr="auparavant", en="earlier"))
    alternatives = isinstance(parts(condition)[0], AnyOf)
    if not true:
        return _joined(place, Text(fr="rien de cela", en="none of this"))
    if alternatives:
        return _joined(place, Text(fr="au moins l’un de ces points", en="at least one of these"))
    return place


def _place(condition: FollowedBy | PrecededBy, elsewhere: Text) -> Text:
    said = elsewhere
    later = isinstance(condition, FollowedBy)
    if condition.within is not None:
        said = _within(condition.within, later=later)
    if condition.after is not None:
        said = _joined(said, _beyond(condition.after, later=later))
    return said


def _within(span: Span, *, later: bool) -> Text:
    said = []
    if span.turns is not None:
        answers = counted(span.turns, ("réponse", "réponses"), ("reply", "replies"))
        said.append(_answers(span, answers, later=later))
    if span.minutes is not None:
        time = duration(span.minutes * 60)
        said.append(Text(fr=f"en moins de {time.fr}", en=f"within {time.en}"))
    return _joined(*said)


def _answers(span: Span, answers: Text, *, later: bool) -> Text:
    side = _OF_SIDES[span.of]
    if span.turns == 1:
        way = Text(fr="suivante", en="next") if later else Text(fr="précédente", en="previous")
        return Text(fr=f"dans la réponse {way.fr} {side.fr}", en=f"in the {way.en} reply {side.en}")
    way = Text(fr="suivantes", en="next") if later else Text(fr="précédentes", en="previous")
    return Text(
        fr=f"dans les {answers.fr} {way.fr} {side.fr}",
        en=f"in the {way.en} {answers.en} {side.en}",
    )


def _beyond(reach: Reach, *, later: bool) -> Text:
    answers = counted(reach.turns, ("réponse", "réponses"), ("reply", "replies"))
    side = _OF_SIDES[reach.of]
    if later:
        return Text(fr=f"après {answers.fr} {side.fr}", en=f"after {answers.en} {side.en}")
    return Text(
        fr=f"plus de {answers.fr} {side.fr} avant", en=f"more than {answers.en} {side.en} before"
    )


def _count(condition: Count, *, true: bool) -> Text:
    where = {
        "conversation": Text(fr="dans la conversation", en="in the conversation"),
        "before": Text(fr="avant ce message", en="before this message"),
        "after": Text(fr="après ce message", en="after this message"),
    }[condition.where]
    if true and condition.at_most == 0:
        return _joined(where, Text(fr="aucun message avec", en="no message with"))
    bounds = _joined(*_bounds(condition.at_least, condition.at_most))
    said = Text(fr=f"{bounds.fr} message(s) avec", en=f"{bounds.en} message(s) with")
    return _joined(where, said if true else _not(said))


def _bounds(least: float | None, most: float | None) -> list[Text]:
    said = []
    if least is not None:
        said.append(Text(fr=f"au moins {_figure(least).fr}", en=f"at least {_figure(least).en}"))
    if most is not None:
        said.append(Text(fr=f"au plus {_figure(most).fr}", en=f"at most {_figure(most).en}"))
    return said


def _figure(value: float) -> Text:
    return number(value, 0 if float(value).is_integer() else 1)


def _atom(condition: Condition, *, true: bool) -> Text:
    match condition:
        case SignalIs():
            said = _signal(condition)
        case ActIs(act=name):
            label = BY_NAME[name].label
            said = Text(fr=f"l’agent{NBSP}: {label.fr}", en=f"the agent: {label.en}")
        case RoleIs(role=role):
            side = _SIDES[role]
            said = Text(fr=f"{side.fr} parle", en=f"{side.en} speaks")
        case NewAuthor():
            said = Text(fr="un autre conseiller prend la suite", en="another colleague takes over")
        case TensionIs(tension=bound, level=level):
            said = _tension(bound, level)
        case Says():
            said = _wordings(condition)
        case Wait(wait_for=side, at_least=least, at_most=most):
            said = _wait(_SIDES[side], least, most)
        case Rises(rises=name, by=by):
            said = _rise(BY_NAME[name].label, by)
        case ConversationIs():
            return _outcome(condition, true=true)
        case _:
            raise TypeError(f"{type(condition).__name__} has no words")
    return said if true else _not(said)


def _signal(condition: SignalIs) -> Text:
    signal = BY_NAME[condition.signal]
    top = number(signal.maximum)
    said = Text(fr=f"le client{NBSP}: {signal.label.fr}", en=f"the customer: {signal.label.en}")
    if condition.below is not None:
        bound = _figure(condition.below)
        limit = Text(fr=f"moins de {bound.fr} sur {top.fr}", en=f"under {bound.en} out of {top.en}")
        said = _joined(said, limit)
    if condition.at_least is not None and condition.at_least != PRESENT:
        bound = _figure(condition.at_least)
        limit = Text(
            fr=f"au moins {bound.fr} sur {top.fr}", en=f"at least {bound.en} out of {top.en}"
        )
        said = _joined(said, limit)
    return said


def _tension(bound: str, level: float) -> Text:
    figure = _figure(level)
    if bound == "below":
        return Text(
            fr=f"tension de moins de {figure.fr} sur 3", en=f"tension under {figure.en} of 3"
        )
    return Text(
        fr=f"tension d’au moins {figure.fr} sur 3", en=f"tension of at least {figure.en} of 3"
    )


def _wordings(condition: Says) -> Text:
    """What the wordings have in common, and a few of them as one would say them."""
    said, shown = condition.says, 3
    fr = ", ".join(f"«{NARROW}{_sample(wording)}{NARROW}»" for wording in said.fr[:shown])
    en = ", ".join(f"“{_sample(wording)}”" for wording in said.en[:shown])
    name = condition.named
    return Text(
        fr=f"{name.fr} ({fr}…)" if len(said.fr) > 1 else name.fr,
        en=f"{name.en} ({en}…)" if len(said.en) > 1 else name.en,
    )


def _sample(wording: str) -> str:
    """One way of saying a wording: its first alternatives, its marks left out."""
    one = re.sub(r"\(([^()|]*)[^()]*\)\??", r"\1", wording)
    return one.replace("*", "").replace("'", "’").strip()


def _wait(side: Text, least: float | None, most: float | None) -> Text:
    bounds = []
    if least is not None:
        time = duration(least * 60)
        bounds.append(Text(fr=f"au moins {time.fr}", en=f"at least {time.en}"))
    if most is not None:
        time = duration(most * 60)
        bounds.append(Text(fr=f"au plus {time.fr}", en=f"at most {time.en}"))
    time = _joined(*bounds)
    return Text(fr=f"{side.fr} met {time.fr} à répondre", en=f"{side.en} takes {time.en} to answer")


def _rise(label: Text, by: float) -> Text:
    figure = _figure(by)
    return Text(
        fr=f"{label.fr}{NBSP}: hausse d’au moins {figure.fr} d’un message du client au suivant",
        en=f"{label.en}: up by at least {figure.en} from one customer’s message to the next",
    )


def _outcome(condition: ConversationIs, *, true: bool) -> Text:
    if isinstance(condition.is_, bool):
        yes, no = FLAG_WORDS[condition.conversation]
        if true:
            return yes if condition.is_ else no
        return _not(yes if condition.is_ else no)
    said = _joined(*_bounds(condition.at_least, condition.at_most), *_named(condition))
    label = COLUMNS[condition.conversation]
    full = Text(fr=f"{label.fr}{NBSP}: {said.fr}", en=f"{label.en}: {said.en}")
    return full if true else _not(full)


def _named(condition: ConversationIs) -> list[Text]:
    if condition.none_of is not None:
        names = ", ".join(condition.none_of)
        return [Text(fr=f"connu, autre que {names}", en=f"known, other than {names}")]
    names = ", ".join(condition.one_of or ([str(condition.is_)] if condition.is_ else []))
    return [Text(fr=names, en=names)] if names else []


def _not(said: Text) -> Text:
    return Text(fr=f"sauf si{NBSP}: {said.fr}", en=f"unless: {said.en}")


def _joined(*texts: Text) -> Text:
    return Text(fr=", ".join(text.fr for text in texts), en=", ".join(text.en for text in texts))
