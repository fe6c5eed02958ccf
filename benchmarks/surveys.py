"""Surveys: planning a hundred thousand invitations, the customer's page, results and the compass over a million."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.parquet as pq

from benchmarks.measure import Bench, median_seconds, megabytes, quantile, watched
from benchmarks.pages import start

if TYPE_CHECKING:
    from boussole.core.surveys import Rules
    from boussole.features.organisation.models import Person, Team
    from boussole.features.surveys.models import Survey

PLANNED = int(os.environ.get("BENCH_INVITATIONS", "100000"))
SENT = int(os.environ.get("BENCH_SENT", "1000000"))
ANSWERS = int(os.environ.get("BENCH_ANSWERS", "1000000"))
SEED, UNTIL = 1, date(2026, 11, 15)
# A Tuesday at noon, when one writes to people; contacts were resolved in the two days before.
NOON = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)
PLAN_TARGET, PAGE_TARGET, VIEW_TARGET = "target 30 s", "target 50 ms", "target 0.3 s"
# The plain alternative decides one person at a time: it is timed on a part of the same people.
ONE_BY_ONE = 2_000
PAGES = 200
TEAMS = 20
# Among people: those who asked for no more, those whom a survey asked lately, those of another language.
OPTED_OUT, ASKED_LATELY, OTHER_LANGUAGE, RESPONSE = 0.02, 0.1, 0.03, 0.3


@dataclass(frozen=True)
class House:
    """The company of the bench: who leads it, and its teams."""

    leader: Person
    teams: list[Team]


def house() -> House:
    """Write down who is there."""
    from boussole.features.organisation import services
    from boussole.features.organisation.models import Membership, Role

    leader = services.create_person(
        by=None, email="bench@example.org", name="Bench", role=Role.LEADER, password=None
    )
    manager = services.create_person(
        by=None, email="manager@example.org", name="Manager", role=Role.MANAGER, password=None
    )
    teams = [services.create_team(by=None, name=f"Team {n}") for n in range(TEAMS)]
    for team in teams[:2]:
        services.join_team(manager, team, by=None, kind=Membership.Kind.MANAGER)
    return House(leader, teams)


def resolved(found: House, rng: random.Random) -> None:
    """Write as many resolved contacts as there are people to decide about, each with a customer of their own."""
    from boussole.features.conversations import bulk
    from boussole.features.conversations.models import Conversation, Customer, SourceAccount

    source = SourceAccount.objects.create(source="bench", account="bench")
    bulk.insert(
        Customer,
        ("source", "external_id", "name", "email", "identity"),
        (
            (source.pk, f"c{n}", "Léa Martin", f"lea{n}@example.com", f"lea{n}@example.com")
            for n in range(PLANNED)
        ),
    )
    customers = Customer.objects.order_by("pk").values_list("pk", flat=True)
    bulk.insert(Conversation, *_contacts(source.pk, list(customers), found, rng))


def _contacts(
    source: int, customers: list[int], found: House, rng: random.Random
) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    told = (
        "source",
        "external_id",
        "customer",
        "team",
        "channel",
        "language",
        "status",
        "solved_at",
    )
    rest = ("listed_at", "tags", "attributes", "content_hash", "subject", "reason")
    blank = ("agent_external_id", "agent_name", "team_name")

    def rows() -> Iterator[tuple[Any, ...]]:
        for place, customer in enumerate(customers):
            at = NOON - timedelta(hours=3, seconds=rng.randrange(40 * 3600))
            language = "de" if rng.random() < OTHER_LANGUAGE else rng.choice(("fr", "en"))
            team, channel = rng.choice(found.teams).pk, rng.choice(("email", "chat"))
            yield (
                source, f"t{place}", customer, team, channel, language, "solved", at,
                at, [], {}, f"{place:032x}", "", "", "", "", "",
            )  # fmt: skip

    return (*told, *rest, *blank), rows()


def surveyed(found: House, name: str) -> Survey:
    """A survey that has been asking for a week: satisfaction, then free words."""
    from boussole.features.surveys import questions, services
    from boussole.features.surveys.models import Survey

    made = services.create_survey(
        found.leader, questions.usual(("csat_5", "free")), name=name, trigger="resolved"
    )
    Survey.objects.filter(pk=made.pk).update(state="active", started_at=NOON - timedelta(days=7))
    made.refresh_from_db()
    return made


def some_are_stopped(survey: Survey, rng: random.Random) -> None:
    """Some asked for no more surveys, some were asked by another one a few days ago."""
    from boussole.features.surveys import addresses
    from boussole.features.surveys.models import Address

    people = [f"lea{n}@example.com" for n in range(PLANNED)]
    stopped = (one for one in people if rng.random() < OPTED_OUT)
    Address.objects.bulk_create(
        Address(digest=addresses.digest(one), why=Address.Why.OPTED_OUT, at=NOON) for one in stopped
    )
    lately = [one for one in people if rng.random() < ASKED_LATELY]
    invite(survey, len(lately), people=lately, days_ago=3)


def invite(
    survey: Survey,
    count: int,
    *,
    people: list[str] | None = None,
    days_ago: int = 90,
    teams: list[Team] | None = None,
    rng: random.Random | None = None,
) -> None:
    """Write invitations that were sent, some of them answered when ``rng`` says which."""
    from boussole.features.conversations import bulk
    from boussole.features.surveys.models import Invitation

    at, version = NOON - timedelta(days=days_ago), survey.versions.get().pk
    told = ("survey", "version", "occasion", "nonce", "identity", "email", "name", "language")
    known = ("channel", "reason", "heard", "team", "state", "planned_at", "sent_at")
    ends = ("expires_at", "answered_at")

    def rows() -> Iterator[tuple[Any, ...]]:
        for place in range(count):
            email = people[place] if people else f"p{place}@example.com"
            answered = at if rng and rng.random() < RESPONSE else None
            drawn = _drawn(rng)
            team = rng.choice(teams).pk if rng and teams else None
            yield (
                survey.pk, version, f"o{place}", "n", email, email, "", *drawn, team,
                "finished" if answered else "sent", at, at, NOON + timedelta(days=14), answered,
            )  # fmt: skip

    bulk.insert(Invitation, (*told, *known, *ends), rows())


def _drawn(rng: random.Random | None) -> tuple[str, str, str, str]:
    """Language, channel, reason, and what was heard."""
    if rng is None:
        return "fr", "email", "", ""
    reason = f"reason-{rng.randrange(40)}"
    return rng.choice(("fr", "en")), rng.choice(("email", "chat", "phone")), reason, rng.choice(("calm", "tense"))  # fmt: skip


def answer(survey: Survey, rng: random.Random) -> int:
    """Write a rating for each answered invitation of a survey, and words for one in five; return how many."""
    from boussole.features.conversations import bulk
    from boussole.features.surveys.models import Answer

    answered = survey.invitations.exclude(answered_at=None).values_list("pk", flat=True)
    columns = ("invitation", "question", "type", "value", "text", "masked", "signals", "reason", "at")  # fmt: skip
    counted = 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal counted
        for pk in answered.iterator():
            yield pk, "q1", "csat_5", rng.randint(1, 5), "", "", [], "", NOON
            counted += 1
            if rng.random() < 0.2:
                yield pk, "q2", "free", None, "Merci", "Merci", [], "", NOON
                counted += 1

    bulk.insert(Answer, columns, rows())
    return counted


def planned(bench: Bench, survey: Survey) -> None:
    """Plan through all gates, as the worker does; then the gates alone, at once and one person at a time."""
    from boussole.core.surveys import decide
    from boussole.features.surveys import planning, services

    waiting = list(planning.occasions(survey, NOON))
    rules = planning.rules_of(survey, services.house_rules())
    columns = planning.candidates(survey, waiting, NOON)
    begun = time.perf_counter()
    with watched() as memory:
        result = planning.plan_survey(survey, NOON)
    seconds = time.perf_counter() - begun
    bench.add(
        f"{len(waiting):,} people decided about, decisions and invitations kept",
        f"{seconds:.1f} s",
        PLAN_TARGET,
        f"{result.asked:,} asked, {result.not_asked:,} not; {megabytes(memory.peak)} at most",
    )
    together = median_seconds(lambda: decide(columns, rules, NOON), times=3)
    alone = _one_by_one(columns.head(ONE_BY_ONE), rules)
    bench.add(
        "the gates alone, over all of them at once",
        f"{1000 * together:,.0f} ms",
        f"{alone * len(waiting) / together:,.0f} × faster than one person at a time",
        f"{1000 * alone:.2f} ms a person, over {ONE_BY_ONE:,} of them",
    )


def _one_by_one(columns: pl.DataFrame, rules: Rules) -> float:
    """Seconds a person when each is decided alone."""
    from boussole.core.surveys import decide_one

    rows = columns.to_dicts()
    begun = time.perf_counter()
    for row in rows:
        decide_one(row, rules, NOON)
    return (time.perf_counter() - begun) / len(rows)


def asked(bench: Bench, survey: Survey) -> None:
    """Server time of what a customer meets: opening the link of the mail, then its button."""
    from django.test import Client

    from boussole.features.surveys import links
    from boussole.features.surveys.models import Invitation

    now = datetime.now(UTC)
    Invitation.objects.filter(survey=survey).update(
        state="sent", sent_at=now, expires_at=now + timedelta(days=14)
    )
    chosen = survey.invitations.select_related("survey", "version").order_by("pk")[: PAGES + 1]
    client = Client()
    for what, step in (("the link of a mail is opened", _opened), ("its answer is kept", _kept)):
        seconds = [_timed(partial(step, client, links.answer_token(one))) for one in chosen]
        # The first request of a process is not what a page costs.
        middle, late = (1000 * quantile(seconds[1:], share) for share in (0.5, 0.95))
        bench.add(
            f"survey page: {what}",
            f"{middle:,.1f} ms, 95th percentile {late:,.1f} ms",
            PAGE_TARGET,
            f"{PAGES} customers, once each, among {Invitation.objects.count():,} invitations",
        )


def _timed(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _opened(client: Any, token: str) -> None:
    page = client.get(f"/survey/{token}/?value=4")
    if page.status_code != 200:
        raise SystemExit(f"the survey page answered {page.status_code}")


def _kept(client: Any, token: str) -> None:
    page = client.post(f"/survey/{token}/", {"value": "4"})
    if page.status_code != 303:
        raise SystemExit(f"the survey page answered {page.status_code}")


def read(bench: Bench, survey: Survey, answers: int) -> None:
    """Ask for the results of a survey that was sent to a million people, as a leader and as a manager of two teams."""
    from django.test import Client

    from boussole.features.organisation.models import Person

    sent = survey.invitations.count()
    for email, whose in (("bench@example.org", "everyone"), ("manager@example.org", "two teams")):
        client = Client()
        client.force_login(
            Person.objects.get(email=email),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        with watched() as memory:
            seconds = median_seconds(lambda client=client: _results(client, survey), times=3)  # type: ignore[misc]  # bound now
        bench.add(
            f"results page over {sent:,} invitations, {whose}",
            f"{seconds:.2f} s",
            note=f"{answers:,} answers; {megabytes(memory.peak)} at most",
        )


def _results(client: Any, survey: Survey) -> None:
    page = client.get(f"/surveys/{survey.pk}/")
    if page.status_code != 200:
        raise SystemExit(f"the results answered {page.status_code}")


def compass(bench: Bench, folder: Path) -> None:
    """Ask for the views of a compass over a million answers: by team and week, and every answer metric of a week."""
    from boussole.adapters.engines.duckdb import DuckEngine
    from boussole.core.metrics import METRICS, Scope

    tables = million(folder)
    bench.add(f"{ANSWERS:,} answers on disk", megabytes(tables["answers"].stat().st_size))
    engine = DuckEngine(tables)
    last = pl.scan_parquet(tables["answers"]).select(pl.col("at").max()).collect().item()
    asked = [one for one in METRICS.values() if one.table == "answers"]
    for name in ("csat", "ces", "nps"):
        seconds = median_seconds(
            lambda name=name: engine.statistics(
                METRICS[name], Scope(), ("week", "team"), as_of=last
            )  # type: ignore[misc]  # bound now
        )
        bench.add(f"{name}, by week and team over the year", f"{1000 * seconds:,.0f} ms", VIEW_TARGET)  # fmt: skip
    week = Scope(since=last - timedelta(days=7), until=last)
    for what, scope, by in (
        (f"all {len(asked)} metrics of answers, one week", week, ()),
        ("CSAT, CES and NPS at once, by week and team", Scope(), ("week", "team")),
    ):
        shown = asked if not by else [METRICS[name] for name in ("csat", "ces", "nps")]
        seconds = median_seconds(
            lambda m=shown, s=scope, b=by: engine.statistics_many(m, s, b, as_of=last)  # type: ignore[misc]  # bound now
        )
        bench.add(what, f"{1000 * seconds:,.0f} ms", VIEW_TARGET)
    engine.close()


def million(folder: Path) -> dict[str, Path]:
    """Write a million answers spread over a year, drawn from those of the demo company."""
    from boussole.adapters.demo.company import company
    from boussole.adapters.demo.scale import contacts
    from boussole.adapters.facts import FactStore, build
    from boussole.core.facts import Frame
    from boussole.core.playbook import default_playbook
    from boussole.core.reasons import default_tree
    from boussole.core.schemas import ANSWERS as SCHEMA

    store = FactStore(folder / "facts")
    build(company(SEED, UNTIL).conversations(), store, Frame(default_playbook(), default_tree()))
    tables, path = store.tables(), folder / "answers.parquet"
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for frame in contacts(pl.read_parquet(tables.answers), ANSWERS):
            table = frame.select(SCHEMA.names).to_arrow(compat_level=pl.CompatLevel.oldest())
            writer.write_table(table.cast(SCHEMA))
    return {"contacts": tables.contacts, "answers": path}


def main() -> None:
    """Plan, ask, answer and read."""
    bench = Bench("Customer surveys", "python -m benchmarks surveys")
    rng = random.Random(SEED)  # noqa: S311 - the same company at each run
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start(folder / "data")
        found = house()
        resolved(found, rng)
        survey, earlier = surveyed(found, "After a contact"), surveyed(found, "Earlier")
        some_are_stopped(earlier, rng)
        planned(bench, survey)
        old = surveyed(found, "Long ago")
        invite(old, SENT, teams=found.teams, rng=rng)
        answers = answer(old, rng)
        asked(bench, survey)
        read(bench, old, answers)
        compass(bench, folder)
    bench.print()


if __name__ == "__main__":
    main()
