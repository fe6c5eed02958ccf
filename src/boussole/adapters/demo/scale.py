"""The demo company at the size of a bench: many conversations, or many rows of contacts, quickly.

Conversations of the company are rendered once as *takes*, with blanks where a copy differs from the
others: its id, its customer, its dates. A copy then costs one join of strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count, islice
from pathlib import Path
from random import Random

import polars as pl

from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.company import company
from boussole.adapters.demo.people import Customer, draw_customer
from boussole.adapters.demo.wording import Gender
from boussole.core.conversations import Conversation
from boussole.core.text import Language

TAKES = 9_000
CUSTOMERS_A_CONVERSATION = 0.55
WEEKS = 52

_DATE = r"(\d{4}-\d{2}-\d{2})(?=T\d{2}:\d{2}:\d{2}Z)"
_INSTANTS = pl.Datetime("us", "UTC")


@dataclass(frozen=True, slots=True)
class _Take:
    """A conversation's JSON in pieces: texts, and between them what each copy fills.

    ``blanks`` holds a day's number for a date, the name of the blank for anything else.
    """

    texts: tuple[str, ...]
    blanks: tuple[int | str, ...]
    turns: int
    customer: Customer

    def copy(self, filled: dict[str, str], days: int) -> str:
        parts = [self.texts[0]]
        for blank, text in zip(self.blanks, self.texts[1:], strict=True):
            parts.append(filled[blank] if isinstance(blank, str) else _iso(blank - days))
            parts.append(text)
        return "".join(parts)


@cache
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def conversations(number: int, seed: int, until: date, *, takes: int = TAKES) -> Iterator[str]:
    """``number`` conversations over a year as lines of Boussole's own JSONL, line feed included.

    Long dialogues are drawn more often than short ones: about ten turns a conversation.
    """
    known = list(islice(_takes(seed, until), min(takes, number)))
    totals = list(accumulate(take.turns**2 for take in known))
    chance = stream(seed, "scale")
    pool = max(1, int(number * CUSTOMERS_A_CONVERSATION))
    for at in range(number):
        take = chance.choices(known, cum_weights=totals)[0]
        yield take.copy(_filled(at, take, chance, pool), 7 * chance.randrange(WEEKS - 12))


def write(path: Path, number: int, seed: int, until: date, *, takes: int = TAKES) -> int:
    """Write ``number`` conversations to ``path``; returns the bytes written."""
    with path.open("w", encoding="utf-8", buffering=1 << 20) as file:
        return sum(file.write(line) for line in conversations(number, seed, until, takes=takes))


def _takes(seed: int, until: date) -> Iterator[_Take]:
    """Conversations of the company, then of the companies of the next seeds."""
    for other in count():
        for conversation in company(seed + other, until).conversations():
            yield _take(conversation)


def _take(conversation: Conversation) -> _Take:
    customer = _customer_of(conversation)
    told = {
        f'"{conversation.id}"': "id",
        f'"{customer.id}"': "customer",
        customer.email: "email",
        customer.name: "name",
        customer.formal: "formal",
    }
    line = conversation.model_dump_json(exclude_defaults=True) + "\n"
    named = "|".join(map(re.escape, told))
    pieces = re.split(f"({named})|{_DATE}", line)
    blanks = [
        told[name] if name else date.fromisoformat(day).toordinal()
        for name, day in zip(pieces[1::3], pieces[2::3], strict=True)
    ]
    return _Take(tuple(pieces[::3]), tuple(blanks), len(conversation.turns), customer)


def _customer_of(conversation: Conversation) -> Customer:
    """Enough of the customer to find them in the text; the title says the gender."""
    party = conversation.customer
    text = " ".join(turn.text for turn in conversation.turns)
    first, last = str(party.name if party else "").split(" ", 1)
    woman = re.search(rf"\b(?:Madame|Ms) {re.escape(last)}", text) is not None
    return Customer(
        id=str(party.id if party else ""),
        first=first,
        last=last,
        gender="f" if woman else "m",
        language="en" if conversation.language == "en" else "fr",
        city="",
        phone="",
        plan="",
        device="",
        hand="neat",
        since=0,
    )


def _filled(at: int, take: _Take, chance: Random, pool: int) -> dict[str, str]:
    known = take.customer
    number = chance.randrange(pool)
    customer = _someone(number % 2_000, known.language, known.gender)
    return {
        "id": f'"AT-{at:08d}"',
        "customer": f'"C{known.language}{known.gender}{number}"',
        "email": customer.email,
        "name": customer.name,
        "formal": customer.formal,
    }


@cache
def _someone(number: int, language: Language, gender: Gender) -> Customer:
    return draw_customer(number, language, gender, stream("someone", language, gender, number))


def contacts(sample: pl.DataFrame, rows: int) -> Iterator[pl.DataFrame]:
    """``rows`` rows, a frame at a time, from a ``sample`` of contacts or of answers in their schema.

    Each frame is the sample with other conversations, other customers and other weeks of a year.
    """
    left = rows
    for copy in count():
        if left <= 0 or sample.is_empty():
            return
        back = timedelta(weeks=copy % WEEKS)
        frame = sample.head(left).with_columns(
            pl.col("conversation_id", "customer_id").str.replace("^", f"{copy}-"),
            pl.col(_INSTANTS) - back,
        )
        left -= frame.height
        yield frame
