"""Sessions, questions and results in the shapes of ``api_schemas``, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from boussole.core.metrics.agreement import Agreement, Coefficient
from boussole.core.metrics.agreement.words import say
from boussole.core.text import Text
from boussole.features.alignment import access, queries
from boussole.features.alignment.api_schemas import (
    AgreementOut,
    AlignmentLineOut,
    AlignmentOut,
    AlignmentResultOut,
    ChosenOut,
    CoefficientOut,
    CountOut,
    DebateLineOut,
    DebateOut,
    HistoryOut,
    JudgedRuleOut,
    MeasuredOut,
    OpinionOut,
    OwnAnswer,
    OwnPartOut,
    OwnPlaceOut,
    PeriodOut,
    RemarkOut,
    RuleResultOut,
    SituationMessageOut,
    SituationToJudgeOut,
)
from boussole.features.alignment.forms import SURE, answer_initial
from boussole.features.alignment.models import Answer, Item, JudgedRule, Participant, Session
from boussole.features.alignment.presenting import (
    drawn_words,
    gap_words,
    kinds_of,
    name_of,
    rewrite_names,
    sentence,
    software_words,
)
from boussole.features.alignment.results import Period, Results, RuleResult
from boussole.features.alignment.threads import Message, Opinion, messages, opinions, passages
from boussole.features.alignment.waiting import last_day
from boussole.features.conversations.forms import CHANNEL_NAMES, said
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def line(session: Any) -> AlignmentLineOut:
    """A session of ``queries.listed``."""
    still = not queries.is_closed(session)
    rules = list(session.rules.all())
    return AlignmentLineOut(
        id=session.pk,
        rules=[name_of(one) for one in rules],
        open=still,
        waiting=still and session.mine and not session.done,
        last_day=last_day(session),
        playbook_version=session.playbook_version,
        situations=session.situations,
        asked=session.asked,
        answered=session.answered,
        kinds=[] if still else kinds_of(rules),
    )


def session(
    person: Person, asked: Session, mine: Participant | None, items: Sequence[Item]
) -> AlignmentOut:
    """A session as someone may read it; ``items`` are those they judge."""
    rules, progress = list(asked.rules.all()), queries.progress(asked)
    still = not queries.is_closed(asked)
    return AlignmentOut(
        id=asked.pk,
        open=still,
        rules=[_rule(one) for one in rules],
        last_day=last_day(asked),
        playbook_version=asked.playbook_version,
        asked=progress.asked,
        answered=progress.answered,
        drawn=drawn_words(rules, queries.drawn(asked)),
        mine=_own_part(mine, items, len(rules), progress) if mine else None,
        yours_to_change=still and asked.made_by_id == person.pk and may(person, access.MAKE),
    )


def _own_part(
    mine: Participant, items: Sequence[Any], rules: int, progress: queries.Progress
) -> OwnPartOut:
    return OwnPartOut(
        submitted=mine.submitted_at is not None,
        group=mine.group,
        alone=mine.group == Participant.Group.MANAGER and progress.managers == 1,
        situations=[
            OwnPlaceOut(place=place, messages=len(item.messages), complete=len(item.mine) >= rules)
            for place, item in enumerate(items, start=1)
        ],
    )


def question(item: Any, place: int, total: int) -> SituationToJudgeOut:
    """A situation of ``queries.own_items``, at its place in one's own list."""
    return SituationToJudgeOut(
        place=place,
        total=total,
        answers={one.rule: _own_answer(item, one) for one in item.mine},
        **_situation(item, messages(item)),
    )


def _own_answer(item: Item, given: Answer) -> OwnAnswer:
    initial = answer_initial(item, given)
    return OwnAnswer(**{**initial, "sure": initial["sure"] == SURE})


def result(
    shown: Results, items: Iterable[Item], answers: Sequence[Answer], own: list[str]
) -> AlignmentResultOut:
    """Everything a results page says."""
    judged = [one.judged for one in shown.rules]
    listed = items if shown.people.shows_counts else ()
    return AlignmentResultOut(
        sentence=sentence(shown),
        agents=shown.people.agents,
        managers=shown.people.managers,
        rules=[_rule_result(one) for one in shown.rules],
        rewrite_first=[one.judged.rule for one in rewrite_names(shown)],
        situations=[_debate_line(item, opinions(item, judged, answers)) for item in listed],
        own=own,
    )


def _rule_result(one: RuleResult) -> RuleResultOut:
    return RuleResultOut(
        rule=_rule(one.judged),
        verdict=one.verdict.kind,
        agreement=_agreement(one.agreement),
        gap=gap_words(one.gap) if one.gap else "",
        software=software_words(one.software) if one.software else "",
    )


def _debate_line(item: Item, said_: Sequence[Opinion]) -> DebateLineOut:
    return DebateLineOut(
        place=item.place,
        divided=any(one.divided for one in said_),
        remarks=sum(len(one.remarks) for one in said_),
    )


def debate(item: Item, rules: Sequence[JudgedRule], answers: Sequence[Answer]) -> DebateOut:
    """One situation of a closed session."""
    thread = messages(item, passages(item, rules, answers))
    return DebateOut(
        place=item.place,
        passages=[
            ChosenOut(
                turn=message.turn,
                rule=one.rule,
                people=one.people,
                software=one.software,
                words=one.words,
            )
            for message in thread
            for one in message.chosen
        ],
        opinions=[_opinion(one) for one in opinions(item, rules, answers)],
        **_situation(item, thread),
    )


def _opinion(one: Opinion) -> OpinionOut:
    return OpinionOut(
        rule=one.judged.rule,
        name=name_of(one.judged),
        divided=one.divided,
        software=one.found if one.counts else None,
        counts=[
            CountOut(
                label=count.label,
                met=count.met,
                not_met=count.not_met,
                not_applicable=count.not_applicable,
                hesitating=count.hesitating,
            )
            for count in one.counts
        ],
        remarks=[
            RemarkOut(
                text=remark.text,
                # As on the page: without counts, an answer beside words would point at someone.
                says=remark.says if one.counts or remark.author else "",
                author=remark.author,
            )
            for remark in one.remarks
        ],
    )


def history(key: str, name: str, periods: Iterable[Period]) -> HistoryOut:
    """A rule over the sessions that judged it."""
    return HistoryOut(key=key, name=name, periods=[_period(one) for one in periods])


def _period(one: Period) -> PeriodOut:
    return PeriodOut(
        version=one.version,
        together=_agreement(one.together) if one.together else None,
        sessions=[
            MeasuredOut(
                session=judged.session_id,
                closed_on=_closed_on(judged.session),
                agreement=_agreement(found),
            )
            for judged, found in one.sessions
        ],
    )


def _closed_on(one: Session) -> date:
    return timezone.localtime(one.closed_at).date() if one.closed_at else last_day(one)


def _rule(one: JudgedRule) -> JudgedRuleOut:
    texts = {name: said(Text(**one.said[name])) for name in ("name", "sentence", "meaning")}
    return JudgedRuleOut(key=one.rule, version=one.rule_version, **texts)


def _agreement(found: Agreement) -> AgreementOut:
    return AgreementOut(
        raters=found.raters,
        items=found.items,
        percent=_coefficient(found.percent),
        alpha=_coefficient(found.alpha),
        ac1=_coefficient(found.ac1),
        words=said(say(found)),
    )


def _coefficient(one: Coefficient) -> CoefficientOut:
    return CoefficientOut(value=one.value, low=one.low, high=one.high, why=one.why)


def _situation(item: Item, thread: Iterable[Message]) -> dict[str, Any]:
    return {
        "lang": item.lang,
        "channel": str(CHANNEL_NAMES.get(item.channel, "")),
        "subject": item.subject,
        "messages": [
            SituationMessageOut(
                number=one.number,
                turn=one.turn,
                role=one.role,
                public=one.public,
                silence=one.silence,
                text="".join(piece.text for piece in one.pieces),
            )
            for one in thread
        ],
    }
