"""What customers answered when they were asked. Not asked is not zero: only answers are counted."""

from __future__ import annotations

from boussole.core.metrics.conditions import (
    Column,
    Compare,
    Condition,
    Known,
    Not,
    at_least,
    at_most,
    equals,
    every,
)
from boussole.core.metrics.declarations import Metric, Scale, favourable, off_scale
from boussole.core.text import Text

# The date of the answer, or the contact's when the source does not date answers.
CLOCK = ("at", "started_at")

CSAT_SCALES = (
    Scale(points=2, favourable_from=1),
    Scale(points=3, favourable_from=3),
    Scale(points=5, favourable_from=4),
    Scale(points=7, favourable_from=6),
    Scale(points=10, favourable_from=8),
)
CES_SCALES = (Scale(points=7, favourable_from=5),)
NPS_POINTS = 11


def _asked(kind: str) -> Condition:
    return equals("kind", kind)


CSAT = Metric(
    name="csat",
    kind="share",
    table="answers",
    population=_asked("csat"),
    unknown=off_scale(CSAT_SCALES),
    numerator=favourable(CSAT_SCALES),
    scales=CSAT_SCALES,
    direction="higher",
    unit="share",
    clock=CLOCK,
    interval="wilson",
    label=Text(fr="Satisfaction (CSAT)", en="Satisfaction (CSAT)"),
    description=Text(
        fr="Part des clients qui répondent 4 ou 5 sur 5, parmi ceux qui ont répondu ; sur une autre échelle, les points équivalents.",
        en="Share of customers answering 4 or 5 out of 5, among those who answered; on another scale, the equivalent points.",
    ),
    reading=Text(
        fr="Ne parle que de ceux qui ont répondu : un client qu’on n’a pas interrogé n’est ni satisfait ni mécontent.",
        en="It speaks only of those who answered: a customer nobody asked is neither satisfied nor dissatisfied.",
    ),
)

CSAT_MEAN = Metric(
    name="csat_mean",
    kind="mean",
    table="answers",
    population=every(_asked("csat"), equals("scale", 5)),
    value=Column(name="value"),
    direction="higher",
    unit="points",
    clock=CLOCK,
    interval="bootstrap",
    label=Text(fr="Note moyenne de satisfaction", en="Mean satisfaction rating"),
    description=Text(
        fr="Moyenne des notes de 1 à 5 données après un contact.",
        en="Mean of the 1 to 5 ratings given after a contact.",
    ),
    reading=Text(
        fr="Un autre indicateur que le CSAT : la moyenne bouge quand les mécontents deviennent très mécontents, la part non.",
        en="Another indicator than CSAT: the mean moves when the dissatisfied become very dissatisfied, the share does not.",
    ),
)

NPS = Metric(
    name="nps",
    kind="score",
    table="answers",
    population=_asked("nps"),
    unknown=Compare(column="scale", operator="ne", value=NPS_POINTS),
    numerator=at_least("value", 9),
    opposite=at_most("value", 6),
    direction="higher",
    unit="score",
    clock=CLOCK,
    interval="adjusted_wald",
    label=Text(fr="Recommandation (NPS)", en="Recommendation (NPS)"),
    description=Text(
        fr="100 × (promoteurs, 9 ou 10, moins détracteurs, 0 à 6) ÷ réponses à la question de recommandation de 0 à 10.",
        en="100 × (promoters, 9 or 10, minus detractors, 0 to 6) ÷ answers to the 0 to 10 recommendation question.",
    ),
    reading=Text(
        fr="De −100 à 100. Seule la question de recommandation compte ; une autre note sur 10 n’est jamais lue comme un NPS.",
        en="From −100 to 100. Only the recommendation question counts; another rating out of 10 is never read as NPS.",
    ),
)

CES = Metric(
    name="ces",
    version=2,
    kind="share",
    table="answers",
    population=every(_asked("ces"), Not(of=equals("scale", 5))),
    unknown=off_scale(CES_SCALES),
    numerator=favourable(CES_SCALES),
    scales=CES_SCALES,
    direction="higher",
    unit="share",
    clock=CLOCK,
    interval="wilson",
    label=Text(fr="Facilité (CES 2.0)", en="Ease (CES 2.0)"),
    description=Text(
        fr="Part des clients d’accord (5 à 7 sur 7) avec « l’entreprise m’a facilité les choses ».",
        en="Share of customers agreeing (5 to 7 out of 7) that “the company made it easy”.",
    ),
    reading=Text(
        fr="Plus c’est haut, plus c’était facile. La première version du CES, sur 5 points, se lit à l’envers et reste à part.",
        en="Higher means easier. The first version of CES, on 5 points, reads the other way round and is kept apart.",
    ),
)

CES_MEAN = Metric(
    name="ces_mean",
    version=2,
    kind="mean",
    table="answers",
    population=every(_asked("ces"), equals("scale", 7)),
    value=Column(name="value"),
    direction="higher",
    unit="points",
    clock=CLOCK,
    interval="bootstrap",
    label=Text(fr="Note moyenne de facilité", en="Mean ease rating"),
    description=Text(
        fr="Moyenne des notes de facilité, de 1 à 7 (CES 2.0).",
        en="Mean of the ease ratings, 1 to 7 (CES 2.0).",
    ),
    reading=Text(
        fr="À lire à côté de la part de clients d’accord : la moyenne seule cache les avis opposés.",
        en="Read it beside the share who agree: a mean alone hides opposite opinions.",
    ),
)

CES_FIRST = Metric(
    name="ces_first",
    kind="share",
    table="answers",
    population=every(_asked("ces"), equals("scale", 5)),
    numerator=at_least("value", 4),
    direction="lower",
    unit="share",
    clock=CLOCK,
    interval="wilson",
    label=Text(fr="Effort déclaré (CES 1.0)", en="Declared effort (CES 1.0)"),
    description=Text(
        fr="Part des clients qui déclarent un effort important (4 ou 5 sur 5) à la question « combien d’efforts avez-vous dû fournir ? ».",
        en="Share of customers declaring high effort (4 or 5 out of 5) to “how much effort did you have to put in?”.",
    ),
    reading=Text(
        fr="Plus c’est bas, mieux c’est. Jamais additionné ni moyenné avec le CES 2.0, qui se lit dans l’autre sens.",
        en="Lower is better. Never added to nor averaged with CES 2.0, which reads the other way.",
    ),
)

FOLLOWED_UP = Metric(
    name="followed_up_in_time",
    kind="share",
    table="answers",
    population=Known(column="follow_up"),
    unknown=equals("follow_up", "open"),
    numerator=equals("follow_up", "in_time"),
    direction="higher",
    unit="share",
    clock=CLOCK,
    interval="wilson",
    label=Text(fr="Réponses basses suivies à temps", en="Low answers followed up in time"),
    description=Text(
        fr="Parmi les réponses basses à nos enquêtes, part de celles dont le suivi a été clos avant son échéance.",
        en="Among low answers to our surveys, the share whose follow-up was closed before it was due.",
    ),
    reading=Text(
        fr="Un suivi dont l’échéance n’est pas passée attend son verdict. Une réponse basse qu’aucun suivi n’a prise n’est pas comptée.",
        en="A follow-up that is not due yet awaits its verdict. A low answer that no follow-up took up is not counted.",
    ),
)

DECLARED = (CSAT, CSAT_MEAN, NPS, CES, CES_MEAN, CES_FIRST, FOLLOWED_UP)
