"""Irritants as people read them: hours with who said them, contacts with their weeks, owners with their delay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core.irritants import Cost, ranked
from boussole.core.irritants.words import hours, people, say_cost
from boussole.core.working_days import is_late
from boussole.features.conversations.forms import said
from boussole.features.irritants import evidence, queries
from boussole.features.irritants.models import Irritant, Voice
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Row:
    """One irritant of a list, in the reader's language; ``mine`` is the reader's own voice, none when they do not meet it."""

    irritant: Irritant
    cost: Cost
    contacts: int | None
    mine: Voice | None
    is_author: bool
    late: bool

    @property
    def hours(self) -> str:
        """Hours a week, empty when nobody said."""
        return said(hours(self.cost.hours)) if self.cost.told else ""

    @property
    def people(self) -> str:
        """Who meets it, and how many of them said what it costs; that nobody did stands in place of the hours."""
        return said(say_cost(self.cost) if self.cost.told else people(self.cost.people))

    @property
    def contacts_text(self) -> str:
        """The contacts of its reasons over the last whole weeks, empty when none is linked."""
        if self.contacts is None:
            return ""
        return ngettext(
            "%(count)d contact en 4 semaines", "%(count)d contacts en 4 semaines", self.contacts
        ) % {"count": self.contacts}

    @property
    def author(self) -> str:
        """Who declared it, when they chose to say so."""
        return author(self.irritant)

    @property
    def owner(self) -> str:
        """Who is asked for an answer."""
        return owner(self.irritant)

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("irritants:irritant", args=[self.irritant.pk])


@dataclass(frozen=True)
class Ranked:
    """One page of a ranking, and the key of the next; none at the end."""

    rows: list[Row]
    total: int
    cost: Cost
    next: int | None = None


def author(irritant: Irritant) -> str:
    """The author's name, when they chose to show it."""
    return irritant.by.name if irritant.signed and irritant.by is not None else ""


def owner(irritant: Irritant) -> str:
    """The person or the department that is asked for an answer."""
    return str(irritant.owner or irritant.department or "")


def rows(person: Person, found: Sequence[Irritant], today: date) -> list[Row]:
    """Irritants with what they cost, in the order given; what each list needs is asked once."""
    costs, mine = queries.costs(found), queries.voices_of(person, found)
    known = evidence.recent() if any(one.reasons for one in found) else None
    return [
        Row(
            one,
            costs[one.pk],
            known.of(one.reasons) if known is not None and one.reasons else None,
            mine.get(one.pk),
            one.by_id == person.pk,
            one.waits_for_answer and is_late(one.due_on, today),
        )
        for one in found
    ]


def page(
    person: Person, states: Sequence[str], sort: str, after: int | None, today: date
) -> Ranked:
    """The irritants a person reads in some states, those that cost most hours (or contacts) first, after the one given."""
    every = rows(person, queries.irritants(person, states), today)
    by_key = {row.irritant.pk: row for row in every}
    order = _by_contacts(every) if sort == "contacts" else _by_hours(every)
    start = order.index(after) + 1 if after in by_key else 0
    shown = order[start : start + queries.SHOWN]
    more = start + queries.SHOWN < len(order)
    total = Cost(
        sum(row.cost.hours for row in every),
        sum(row.cost.told for row in every),
        sum(row.cost.unknown for row in every),
    )
    return Ranked([by_key[pk] for pk in shown], len(every), total, shown[-1] if more else None)


def _by_hours(every: Sequence[Row]) -> list[int]:
    return ranked([(row.irritant.pk, row.cost, row.contacts or 0) for row in every])


def _by_contacts(every: Sequence[Row]) -> list[int]:
    found = sorted(every, key=lambda row: (-(row.contacts or 0), -row.cost.hours))
    return [row.irritant.pk for row in found]


def sentence(found: Ranked) -> str:
    """What a ranking amounts to, in one sentence."""
    if not found.total:
        return _(
            "Ce qui complique le travail sans raison : dites-le en une ligne, quelqu’un en répond."
        )
    words = ngettext("%(count)d irritant ouvert", "%(count)d irritants ouverts", found.total) % {
        "count": found.total
    }
    if not found.cost.told:
        return _("%(irritants)s ; personne n’a encore dit ce qu’ils coûtent.") % {
            "irritants": words
        }
    return _("%(irritants)s : %(hours)s perdues par semaine, d’après ceux qui l’ont chiffré.") % {
        "irritants": words,
        "hours": said(hours(found.cost.hours)),
    }


def reason_labels(keys: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Reasons as people call them."""
    return [names.get(key, key) for key in keys]
