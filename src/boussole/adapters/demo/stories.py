"""The stories planted in the twelve weeks, and how many conversations of each kind a team has in a week.

``Mix`` is the whole plan: the control copy is the same plan with no story in it. Weeks count from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from boussole.adapters.demo.clock import WEEKS
from boussole.adapters.demo.coached import RESTATE
from boussole.adapters.demo.dialogues import Dialogue
from boussole.adapters.demo.people import BILLING, RELATION, TEAMS, TECHNICAL, Team
from boussole.core.text import Text

Kind = Literal[
    "invoice_change",
    "box_update",
    "late_escalation",
    "good_escalation",
    "need_missed",
    "need_explored",
    "early_offer",
    "broken_promise",
    "derailment",
    "rushed_closing",
    "recovery",
    "exemplary",
    "ordinary",
]

# The first that a dialogue's tags hold is its kind.
KINDS: tuple[Kind, ...] = (
    "invoice_change",
    "recovery",
    "late_escalation",
    "derailment",
    "box_update",
    "broken_promise",
    "early_offer",
    "need_missed",
    "good_escalation",
    "need_explored",
    "rushed_closing",
    "exemplary",
)

CONVERSATIONS_A_WEEK = 240

# Out of 1,000 conversations of a team in a usual week; the rest is ordinary.
USUAL: Mapping[Kind, float] = {
    "late_escalation": 10,
    "good_escalation": 20,
    "need_missed": 9,
    "need_explored": 40,
    "early_offer": 5,
    "broken_promise": 7,
    "derailment": 8,
    "rushed_closing": 12,
    "recovery": 8,
    "exemplary": 20,
}

STAR = "Inès Bouaziz"
INVOICE_WEEKS: Mapping[int, float] = {7: 120, 8: 100, 9: 35, 10: 10}
BOX_USUAL, BOX_MENDED = 44.0, 2.0
# The update goes out at the end of that week.
BOX_MENDED_WEEK = 10
BOX_WEEKS: Mapping[int, float] = {BOX_MENDED_WEEK: 40, 11: BOX_MENDED, 12: BOX_MENDED}
LATE_FROM, MISSED_FROM = 9, 7
LATE_SHARE, MISSED_SHARE, EXPLORED_SHARE = 105, 150, 10
RECOVERY_SHARE = 100
# The wave of the pulse from which Lille says that it lacks the means, and the week from which its customers are let down.
MEANS_FROM, LET_DOWN_FROM = 6, 9


@dataclass(frozen=True, slots=True)
class Story:
    """A planted story: what a reader must be told, and where.

    ``weeks`` are those in which it is true and ``seen_in`` those whose brief must tell it, counted from 1;
    ``kind`` says how it shows, ``measure`` the metric, playbook rule or pulse theme that carries it, ``told_by`` where
    it is read.
    """

    key: str
    what: Text
    kind: Literal["rise", "fall", "above_other_teams", "recognition", "coached"]
    measure: tuple[str, ...]
    weeks: tuple[int, ...]
    seen_in: tuple[int, ...]
    team: str | None = None
    person: str | None = None
    reasons: tuple[str, ...] = ()
    origin: str | None = None
    told_by: Literal["brief", "pulse", "mirror", "irritants"] = "brief"


STORIES: tuple[Story, ...] = (
    Story(
        key="invoice_change",
        what=Text(
            fr="Une nouvelle présentation des factures, en semaine 7, multiplie les contacts et l’effort exprimé.",
            en="A new invoice layout in week 7 multiplies contacts and the effort customers express.",
        ),
        kind="rise",
        measure=("contacts", "effort_expressed", "failure_demand"),
        weeks=(7, 8, 9),
        seen_in=(7, 8),
        team=BILLING,
        reasons=("billing.amount_disputed",),
        origin="billing",
    ),
    Story(
        key="late_escalations",
        what=Text(
            fr="À Lille, les escalades arrivent trop tard depuis la semaine 9.",
            en="In Lille, escalations have come too late since week 9.",
        ),
        kind="above_other_teams",
        measure=("late_escalation",),
        weeks=tuple(range(LATE_FROM, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=RELATION,
    ),
    Story(
        key="missed_opportunities",
        what=Text(
            fr="À Nantes, des besoins exprimés ne sont pas explorés.",
            en="In Nantes, needs that customers express are not explored.",
        ),
        kind="above_other_teams",
        measure=("missed_opportunity",),
        weeks=tuple(range(MISSED_FROM, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=TECHNICAL,
    ),
    Story(
        key="box_update",
        what=Text(
            fr="Une correction de la box, en semaine 10, fait tomber les contacts pour box bloquées ou qui redémarrent.",
            en="A box update in week 10 brings down the contacts about boxes that reboot or stay blocked.",
        ),
        kind="fall",
        measure=("contacts", "failure_demand"),
        weeks=(11, 12),
        seen_in=(11, 12),
        team=TECHNICAL,
        reasons=("product.fault",),
        origin="product",
    ),
    Story(
        key="recoveries",
        what=Text(
            fr=f"{STAR} redresse des conversations très mal parties.",
            en=f"{STAR} turns around conversations that started very badly.",
        ),
        kind="recognition",
        measure=("recovery",),
        weeks=tuple(range(1, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=BILLING,
        person=STAR,
    ),
    Story(
        key="coached_cue",
        what=Text(
            fr="À Nantes, cinq conseillers reformulent bien plus souvent la demande après en être convenus en entretien.",
            en="In Nantes, five agents restate the request far more often once they agreed to in a one-to-one.",
        ),
        kind="coached",
        measure=(RESTATE,),
        weeks=tuple(range(5, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=TECHNICAL,
    ),
    Story(
        key="means_fall",
        what=Text(
            fr="À Lille, les moyens de bien faire manquent depuis la semaine 6, et l’équipe le dit.",
            en="In Lille, the means to do good work have been lacking since week 6, and the team says so.",
        ),
        kind="fall",
        measure=("means",),
        weeks=tuple(range(MEANS_FROM, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=RELATION,
        told_by="pulse",
    ),
    Story(
        key="csat_follows",
        what=Text(
            fr="La satisfaction des clients de Lille recule trois semaines plus tard.",
            en="Three weeks later, the satisfaction of Lille’s customers falls.",
        ),
        kind="fall",
        measure=("csat",),
        weeks=tuple(range(LET_DOWN_FROM, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=RELATION,
        told_by="mirror",
    ),
    Story(
        key="irritant_fixed",
        what=Text(
            fr="Un formulaire à remplir deux fois est corrigé en semaine 10 : des heures sont gagnées, et les contacts qu’il causait tombent.",
            en="A form to fill in twice is fixed in week 10: hours are saved, and the contacts it caused fall.",
        ),
        kind="fall",
        measure=("hours_lost", "contacts"),
        weeks=tuple(range(BOX_MENDED_WEEK + 1, WEEKS + 1)),
        seen_in=(WEEKS,),
        team=TECHNICAL,
        reasons=("product.fault",),
        origin="product",
        told_by="irritants",
    ),
)


def lets_down(team: Team, week: int) -> bool:
    """Whether the customers of a team's week are served by people who lack the means."""
    return team.key == RELATION and week >= LET_DOWN_FROM


def kind_of(dialogue: Dialogue) -> Kind:
    """What a dialogue is drawn as."""
    return next((kind for kind in KINDS if kind in dialogue.tags), "ordinary")


@dataclass(slots=True)
class Mix:
    """How many conversations of each kind one team has in one week, before chance."""

    team: Team
    week: int
    counts: dict[Kind, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        total = CONVERSATIONS_A_WEEK * self.team.share
        self.counts = {kind: total * share / 1000 for kind, share in USUAL.items()}
        if self.team.key == TECHNICAL:
            self.counts["box_update"] = BOX_USUAL
        self.counts["ordinary"] = total - sum(self.counts.values())

    def share(self, kind: Kind, thousandths: float) -> None:
        """Give ``kind`` its share of the team's week, taken from ordinary conversations."""
        wanted = CONVERSATIONS_A_WEEK * self.team.share * thousandths / 1000
        self.counts["ordinary"] -= wanted - self.counts.get(kind, 0.0)
        self.counts[kind] = wanted


def _invoice_change(mix: Mix) -> None:
    if mix.team.key == BILLING:
        mix.counts["invoice_change"] = INVOICE_WEEKS.get(mix.week, 0.0)


def _late_escalations(mix: Mix) -> None:
    if mix.team.key == RELATION and mix.week >= LATE_FROM:
        mix.share("late_escalation", LATE_SHARE)


def _missed_opportunities(mix: Mix) -> None:
    if mix.team.key == TECHNICAL and mix.week >= MISSED_FROM:
        mix.share("need_missed", MISSED_SHARE)
        mix.share("need_explored", EXPLORED_SHARE)


def _box_update(mix: Mix) -> None:
    if mix.team.key == TECHNICAL:
        mix.counts["box_update"] = BOX_WEEKS.get(mix.week, BOX_USUAL)


def _recoveries(mix: Mix) -> None:
    if mix.team.key == BILLING:
        mix.share("recovery", RECOVERY_SHARE)


PLANTED: tuple[Callable[[Mix], None], ...] = (
    _invoice_change,
    _late_escalations,
    _missed_opportunities,
    _box_update,
    _recoveries,
)


def mixes(*, stories: bool) -> tuple[Mix, ...]:
    """Every team's every week. Without stories, the total volume stays about the same."""
    plan = tuple(Mix(team, week) for week in range(1, WEEKS + 1) for team in TEAMS)
    if stories:
        for mix in plan:
            for plant in PLANTED:
                plant(mix)
    else:
        _spread_volume(plan)
    return plan


def _spread_volume(plan: tuple[Mix, ...]) -> None:
    """The contacts that the stories add or take away, spread evenly as ordinary ones."""
    saved = sum(BOX_USUAL - count for count in BOX_WEEKS.values())
    for mix in plan:
        if mix.team.key == BILLING:
            mix.counts["ordinary"] += sum(INVOICE_WEEKS.values()) / WEEKS
        if mix.team.key == TECHNICAL:
            mix.counts["box_update"] -= saved / WEEKS
