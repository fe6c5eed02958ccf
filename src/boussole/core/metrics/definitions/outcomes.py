"""What became of a contact: solved at once, for good, passed around, come back."""

from __future__ import annotations

from boussole.core.metrics.conditions import (
    Not,
    Within,
    any_of,
    at_least,
    equals,
    every,
    is_true,
    missing,
)
from boussole.core.metrics.declarations import Maturity, Metric
from boussole.core.text import Text

# How long a customer has to come back before a contact is called settled.
WINDOW_DAYS = 7

_BY_CUSTOMER = at_least("customer_turns", 1)
_CAME_BACK = Within(earlier="started_at", later="next_same_reason_at", days=WINDOW_DAYS)
IS_REPEAT = Within(earlier="previous_same_reason_at", later="started_at", days=WINDOW_DAYS)
_CANNOT_FOLLOW = any_of(missing("customer_id"), missing("reason"), missing("started_at"))

# The window runs from the end of the contact, so that a long one is not judged before its time.
_SETTLED = Within(earlier="ended_at", later="next_same_reason_at", days=WINDOW_DAYS)
_REPEATED = any_of(_CAME_BACK, _SETTLED)

FCR = Metric(
    name="fcr",
    kind="share",
    table="contacts",
    population=every(_BY_CUSTOMER, Not(of=IS_REPEAT)),
    unknown=any_of(_CANNOT_FOLLOW, missing("resolved")),
    numerator=every(is_true("resolved"), Not(of=is_true("reopened")), Not(of=_REPEATED)),
    maturity=Maturity(days=WINDOW_DAYS),
    direction="higher",
    unit="share",
    interval="wilson",
    label=Text(fr="Résolu au premier contact", en="First contact resolution"),
    description=Text(
        fr="Part des demandes résolues dès le premier contact : non rouvertes, sans nouveau contact du même client pour le même motif dans les 7 jours.",
        en="Share of requests solved at the first contact: not reopened, with no new contact by the same customer for the same reason within 7 days.",
    ),
    reading=Text(
        fr="Les contacts de moins de 7 jours attendent leur verdict : ils ne sont comptés ni comme résolus, ni comme échecs.",
        en="Contacts less than 7 days old await their verdict: they count neither as solved nor as failed.",
    ),
)

DURABILITY = Metric(
    name="durability",
    kind="share",
    table="contacts",
    population=every(_BY_CUSTOMER, any_of(is_true("resolved"), missing("resolved"))),
    unknown=any_of(_CANNOT_FOLLOW, missing("resolved")),
    numerator=every(Not(of=is_true("reopened")), Not(of=_REPEATED)),
    maturity=Maturity(days=WINDOW_DAYS),
    direction="higher",
    unit="share",
    interval="wilson",
    label=Text(fr="Solutions qui tiennent", en="Solutions that hold"),
    description=Text(
        fr="Parmi les contacts résolus, part de ceux qui ne sont ni rouverts ni répétés dans les 7 jours.",
        en="Among solved contacts, the share neither reopened nor repeated within 7 days.",
    ),
    reading=Text(
        fr="Un ticket fermé n’est pas un problème réglé : cet indicateur fait la différence.",
        en="A closed ticket is not a settled problem: this indicator tells them apart.",
    ),
)

REPEAT_CONTACT = Metric(
    name="repeat_contact",
    kind="share",
    table="contacts",
    population=_BY_CUSTOMER,
    unknown=_CANNOT_FOLLOW,
    numerator=IS_REPEAT,
    direction="lower",
    unit="share",
    interval="wilson",
    label=Text(fr="Contacts répétés", en="Repeated contacts"),
    description=Text(
        fr="Part des contacts d’un client déjà venu pour le même motif dans les 7 jours précédents.",
        en="Share of contacts by a customer who had already come for the same reason in the previous 7 days.",
    ),
    reading=Text(
        fr="Compté d’après les contacts eux-mêmes, pas d’après ce que dit le client.",
        en="Counted from the contacts themselves, not from what the customer says.",
    ),
)

TRANSFER_RATE = Metric(
    name="transfer_rate",
    kind="share",
    table="contacts",
    population=at_least("agent_turns", 1),
    numerator=at_least("transfers", 1),
    direction="lower",
    unit="share",
    interval="wilson",
    label=Text(fr="Contacts transférés", en="Transferred contacts"),
    description=Text(
        fr="Part des contacts passés au moins une fois d’une personne à une autre.",
        en="Share of contacts handed over at least once from one person to another.",
    ),
    reading=Text(
        fr="Le passage d’un robot à un conseiller n’est pas un transfert. Un bon transfert existe : regardez les conversations.",
        en="From a bot to a person is not a transfer. Some transfers are right: look at the conversations.",
    ),
)

FAILURE_DEMAND = Metric(
    name="failure_demand",
    kind="share",
    table="contacts",
    population=_BY_CUSTOMER,
    unknown=missing("demand"),
    numerator=equals("demand", "failure"),
    direction="lower",
    unit="share",
    interval="wilson",
    label=Text(fr="Contacts évitables", en="Failure demand"),
    description=Text(
        fr="Part des contacts causés par un défaut (erreur, retard, information absente), parmi ceux dont l’origine est connue.",
        en="Share of contacts caused by a failure (error, delay, missing information), among those whose origin is known.",
    ),
    reading=Text(
        fr="La cause est presque toujours en amont du service client. Les contacts d’origine inconnue sont comptés à part, jamais écartés.",
        en="The cause is nearly always upstream of customer service. Contacts of unknown origin are counted apart, never dropped.",
    ),
)

CONTACTS = Metric(
    name="contacts",
    kind="count",
    table="contacts",
    population=_BY_CUSTOMER,
    direction="neutral",
    unit="contacts",
    interval="none",
    minimum_n=1,
    label=Text(fr="Contacts", en="Contacts"),
    description=Text(
        fr="Nombre de conversations où un client a écrit ou parlé.",
        en="Number of conversations in which a customer wrote or spoke.",
    ),
    reading=Text(
        fr="Un volume se lit avec ses motifs : plus de contacts n’est ni bon ni mauvais en soi.",
        en="Read a volume with its reasons: more contacts is neither good nor bad in itself.",
    ),
)

DECLARED = (FCR, DURABILITY, REPEAT_CONTACT, TRANSFER_RATE, FAILURE_DEMAND, CONTACTS)
