"""What the API asks and answers about alignment. Nothing here says what one person answered, but to that person."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

from boussole.core.metrics.agreement.coefficients import Why
from boussole.core.metrics.agreement.verdicts import Kind
from boussole.features.alignment.services import USUAL_SITUATIONS

Says = Literal["met", "not_met", "not_applicable"]
_DAY = "where the company is"


class JudgedRuleOut(Schema):
    """A rule as it read when the session was made."""

    key: str = Field(description="Its key in the playbook")
    version: int = Field(description="The version of the rule that is judged")
    name: str
    sentence: str = Field(description="The rule in one sentence")
    meaning: str = Field(description="What the rule says")


class AlignmentLineOut(Schema):
    """A session in the list."""

    id: int
    rules: list[str] = Field(description="Names of the rules to judge")
    open: bool = Field(description="Whether it still takes answers")
    waiting: bool = Field(description="Whether it waits for your own answers")
    last_day: date = Field(description=f"The last day for answering, {_DAY}")
    playbook_version: int
    situations: int = Field(description="How many situations it has; 0 once they were erased")
    asked: int = Field(description="How many people are asked")
    answered: int = Field(description="How many have handed their answers in; never who")
    kinds: list[str] = Field(description="What was found of its rules, once it is closed")


class InvitableOut(Schema):
    """Someone you may invite."""

    id: int
    name: str
    group: str = Field(description="As what they would judge: agent or manager")
    team: str


class AlignmentIn(Schema):
    """A session to open; its situations are drawn from recent conversations of the teams invited."""

    rules: list[str] = Field(description="Keys of one to three rules of the playbook in force")
    people: list[int] = Field(description="Ids of two people or more, among those of `invitable`")
    count: int = Field(USUAL_SITUATIONS, description="How many situations, 6 to 12")
    closes_on: date = Field(description="The last day for answering, within 60 days")


class ExtendIn(Schema):
    """A later last day."""

    closes_on: date = Field(description="The new last day, within 60 days")


class OwnPlaceOut(Schema):
    """One of the situations you judge; those you handled are not among them."""

    place: int = Field(description="Its place in your own list, from 1")
    messages: int = Field(description="How many messages it has")
    complete: bool = Field(description="Whether you have answered for every rule")


class OwnPartOut(Schema):
    """Your own part in a session."""

    submitted: bool = Field(description="Whether your answers are handed in; they change no more")
    group: str = Field(description="As what you judge: agent or manager")
    alone: bool = Field(description="Whether you are its only manager: a group of one")
    situations: list[OwnPlaceOut]


class AlignmentOut(Schema):
    """A session; while it is open nobody reads any answer but their own, here as on the pages."""

    id: int
    open: bool = Field(description="Whether it still takes answers; results exist once it does not")
    rules: list[JudgedRuleOut]
    last_day: date = Field(description=f"The last day for answering, {_DAY}")
    playbook_version: int
    asked: int = Field(description="How many people are asked")
    answered: int = Field(description="How many have handed their answers in; never who")
    drawn: list[str] = Field(description="How the situations were drawn; never which is which")
    mine: OwnPartOut | None = Field(description="Your own part, when you are asked to judge")
    yours_to_change: bool = Field(description="Whether you may extend or cancel it")


class SituationMessageOut(Schema):
    """One message of a situation, masked."""

    number: int = Field(description="Its number as people count")
    turn: int = Field(description="Its number from 0, to point at it in an answer")
    role: str = Field(description="Who wrote it: customer, agent, bot or system")
    public: bool = Field(description="False for an internal note")
    silence: int | None = Field(description="Minutes of silence before it, from an hour on")
    text: str


class OwnAnswer(Schema):
    """What you say of one rule in one situation."""

    says: Says = Field(description="Whether the situation that the rule names is there")
    sure: bool = Field(True, description="False when you hesitate")
    turn: int | None = Field(None, description="The message that shows it, from 0")
    words: str = Field("", max_length=300, description="Its words, when it is not all the message")
    remark: str = Field(
        "", max_length=500, description="Read by all at the end, without your name unless signed"
    )
    signed: bool = Field(False, description="Whether your name stands beside the remark")


class SituationToJudgeOut(Schema):
    """One situation to judge, with what you have answered so far."""

    place: int
    total: int = Field(description="How many situations you judge")
    lang: str = Field(description="The language of the messages, when it is known")
    channel: str
    subject: str
    messages: list[SituationMessageOut]
    answers: dict[str, OwnAnswer] = Field(description="Your answers, by key of rule")


class AnswersIn(Schema):
    """Your answers about one situation, one for each rule of the session; they replace those before."""

    answers: dict[str, OwnAnswer] = Field(description="By key of rule")


class SubmittedOut(Schema):
    """Your answers are handed in."""

    closed: bool = Field(description="Whether you were the last: the results are there")


class CoefficientOut(Schema):
    """A coefficient with its 95 % bootstrap interval over situations."""

    value: float | None = Field(description="Empty when it cannot be said")
    low: float | None
    high: float | None
    why: Why = Field(description="`said`, or why there is no value")


class AgreementOut(Schema):
    """How much people agree on a rule, beyond chance and plainly."""

    raters: int = Field(description="How many people it rests on")
    items: int = Field(description="How many situations were judged by two people or more")
    percent: CoefficientOut = Field(description="Share of pairs of people who agree, 0 to 1")
    alpha: CoefficientOut = Field(description="Krippendorff's alpha")
    ac1: CoefficientOut = Field(description="Gwet's AC1")
    words: str = Field(description="What it means, in words")


class RuleResultOut(Schema):
    """What people made of one rule."""

    rule: JudgedRuleOut
    verdict: Kind
    agreement: AgreementOut
    gap: str = Field(description="Managers beside agents, in words; empty when too few answered")
    software: str = Field(description="The software as one more rater, in words")


class CountOut(Schema):
    """How many gave each answer, in everyone or in a group that is large enough."""

    label: str = Field(description="The group; empty for everyone")
    met: int
    not_met: int
    not_applicable: int
    hesitating: int = Field(description="How many of all hesitated")


class RemarkOut(Schema):
    """What someone wrote; without a name unless they signed."""

    text: str
    says: str = Field(description="Their answer, in words; empty when it could point at them")
    author: str = Field(description="Empty unless they signed")


class OpinionOut(Schema):
    """What people, and the software, said of one rule in a situation."""

    rule: str = Field(description="Key of the rule")
    name: str
    divided: bool = Field(description="Whether people gave different answers")
    software: bool | None = Field(description="What the software read; empty without counts")
    counts: list[CountOut] = Field(description="Empty under three agents: it would point at them")
    remarks: list[RemarkOut]


class ChosenOut(Schema):
    """A passage that people chose, or that the software stands on."""

    turn: int
    rule: str = Field(description="Name of the rule")
    people: int = Field(description="How many chose it; 0 when the software did")
    software: bool
    words: str = Field(description="Its first words; empty for the whole message")


class DebateOut(Schema):
    """One situation of a closed session, to talk about."""

    place: int
    lang: str
    channel: str
    subject: str
    messages: list[SituationMessageOut]
    passages: list[ChosenOut]
    opinions: list[OpinionOut]


class DebateLineOut(Schema):
    """A situation in the list of those to debate."""

    place: int
    divided: bool = Field(description="Whether people gave different answers on a rule")
    remarks: int = Field(description="How many remarks it has")


class AlignmentResultOut(Schema):
    """What a closed session says of its rules."""

    sentence: str
    agents: int = Field(description="How many agents handed their answers in")
    managers: int = Field(description="How many managers did")
    rules: list[RuleResultOut]
    rewrite_first: list[str] = Field(description="Keys of the rules to rewrite, most urgent first")
    situations: list[DebateLineOut] = Field(description="Empty under three agents")
    own: list[str] = Field(description="How you judge beside the others: in words, for you alone")


class MeasuredOut(Schema):
    """A closed session that judged the rule."""

    session: int
    closed_on: date
    agreement: AgreementOut


class PeriodOut(Schema):
    """One version of a rule, and what its sessions found."""

    version: int
    sessions: list[MeasuredOut]
    together: AgreementOut | None = Field(description="All its sessions taken as one, when several")


class HistoryOut(Schema):
    """A rule over the sessions whose results you may read, version by version."""

    key: str
    name: str
    periods: list[PeriodOut]
